"""An assistant's own client over HTTP, on a site with users: the same tokens as the API's."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import anyio
import httpx2
import pytest
import uvicorn
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from tests.mcp.test_server import CITING, Answer, sayings

from onrecord.archive.accounts import Accounts
from onrecord.archive.demonstrating import build_demo
from onrecord.archive.opening import open_archive
from onrecord.mcp.http import make_http_server
from onrecord.model.account import UserRole
from onrecord.web.app import make_app
from onrecord.web.assistants import Beside

PASSWORD = "correct horse battery"  # noqa: S105 - of a made-up user
SITE = "https://archive.example/"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("mcp-http") / "demo"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ONRECORD_KEYS", str(tmp_path_factory.mktemp("mcp-http-keys")))
        archive, _ = build_demo(path, say=lambda _message: None)
    archive.close()
    return path


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve the archive to others, assistants too; the address where these ask."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with open_archive(folder) as archive:
        beside = Beside(*make_http_server(archive, site=SITE))
        app = make_app(folder, say=lambda _message: None, is_local=False, assistants=beside)
        config = uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        try:
            yield f"http://127.0.0.1:{port}/mcp"
        finally:
            server.should_exit = True
            thread.join(10)


@pytest.fixture(scope="module")
def token(folder: Path) -> str:
    accounts = Accounts(folder)
    accounts.add_user("desk", PASSWORD, UserRole.READER)
    _, token = accounts.add_token("desk", "an assistant", UserRole.READER)
    accounts.close()
    return token


def test_an_assistant_with_a_token_is_answered_as_over_standard_input(
    folder: Path, token: str
) -> None:
    answers: list[Answer] = []

    async def asked(url: str) -> None:
        headers = {"Authorization": f"Bearer {token}"}
        with anyio.fail_after(60):
            async with (
                httpx2.AsyncClient(headers=headers) as http,
                Client(streamable_http_client(url, http_client=http)) as client,
            ):
                assert "say who says it" in (client.instructions or "")
                for tool, arguments in (("search", {"query": "ferry"}), ("show", {"id": CITING})):
                    result = await client.call_tool(tool, arguments)
                    assert not result.is_error, result.content
                    assert result.structured_content is not None
                    answers.append(result.structured_content)
                assert (await client.call_tool("show", {"id": "nothing"})).is_error

    with served(folder) as url:
        anyio.run(asked, url)
    said = [each for answer in answers for each in sayings(answer)]
    assert len(said) > 3
    for each in said:
        assert each["issuers"]
        assert each["permalink"].startswith(f"{SITE}s/")
        assert each["spans"]


def test_without_a_token_that_opens_anything_nobody_is_answered(folder: Path, token: str) -> None:
    call = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    accepts = {"Accept": "application/json, text/event-stream"}
    with served(folder) as url, httpx2.Client() as http:
        for shown in ({}, {"Authorization": f"Bearer {token[:-1]}"}):
            answer = http.post(url, json=call, headers={**accepts, **shown})
            assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
        own = {"Authorization": f"Bearer {token}"}
        assert http.get(url, headers=own).status_code == 405
        other = {**own, **accepts, "Host": "other.example"}
        assert http.post(url, json=call, headers=other).status_code == 421
