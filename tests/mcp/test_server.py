"""An assistant's own client, over standard input and output: nothing comes without who says it."""

import hashlib
import json
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters, stdio_client
from tests.cli.running import run

from onrecord.archive.demonstrating import build_demo
from onrecord.archive.opening import open_archive

LUMINARA = "i3k2q7dhhmn5fl4x"  # two wordings
CITING = "tfp7khe4w23p22t5"  # notes [1] to [4]
SITE = "https://archive.example/"
CALLS: dict[str, list[dict[str, Any]]] = {
    "search": [{"query": "ferry"}, {"query": '"collided with"'}, {"query": "паром", "limit": 3}],
    "show": [{"id": CITING}, {"id": LUMINARA, "version": 1}],
    "versions": [{"id": LUMINARA}, {"id": CITING}],
    "diff": [{"id": LUMINARA}, {"id": LUMINARA, "older": 2, "newer": 1}],
    "citations": [{}, {"host": "mot.sorendia.example"}, {"state": "unchecked", "limit": 1}],
    "claims": [{}, {"query": "ferry type:COERCE"}],
    "compare": [{"query": "ferry"}],
}
WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("show", {"id": "nothing"}, "no statement of that id"),
    ("show", {"id": LUMINARA, "version": 9}, "no version of that number"),
    ("search", {"query": "(ferry"}, "parenthesis is not closed"),
    ("search", {"query": "ferry", "as_of": "soon"}, "write it as 2020-10-31"),
    ("citations", {"state": "lost"}, "A state is one of unchecked"),
    ("diff", {"id": LUMINARA, "older": 1}, "Give two version numbers, or none"),
]
Answer = dict[str, Any]
Ask = Callable[[Client], Awaitable[None]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("mcp") / "demo"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ONRECORD_KEYS", str(tmp_path_factory.mktemp("mcp-keys")))
        archive, _ = build_demo(path, say=lambda _message: None)
    archive.close()
    return path


def ask(folder: Path, asking: Ask, *options: str) -> None:
    """Start `onrecord mcp` as an assistant does, and ask it."""
    server = StdioServerParameters(
        command=sys.executable, args=["-m", "onrecord", "-a", str(folder), "mcp", *options]
    )

    async def asked() -> None:
        with anyio.fail_after(60):
            async with Client(stdio_client(server)) as client:
                await asking(client)

    anyio.run(asked)


def sayings(value: object) -> Iterator[Answer]:
    """Yield every saying in an answer."""
    if isinstance(value, dict):
        if "spans" in value:
            yield value
        for each in value.values():
            yield from sayings(each)
    elif isinstance(value, list):
        for each in value:
            yield from sayings(each)


def state_of(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(("-wal", "-shm"))
    }


def test_every_answer_says_who_when_where_in_words_of_the_version(folder: Path) -> None:
    before = state_of(folder)
    answers: list[tuple[str, Answer]] = []

    async def asking(client: Client) -> None:
        for tool, calls in CALLS.items():
            for arguments in calls:
                result = await client.call_tool(tool, arguments)
                assert not result.is_error, result.content
                assert result.structured_content is not None
                answers.append((tool, result.structured_content))

    ask(folder, asking, "--site", SITE)
    counts: dict[str, int] = {}
    with open_archive(folder) as archive:
        for tool, answer in answers:
            for said in sayings(answer):
                counts[tool] = counts.get(tool, 0) + 1
                view = archive.statements.get(said["statement"], version=said["version"])
                e = view.extraction
                assert [i["name"] for i in said["issuers"]] == [i.name for i in e.issuers]
                assert said["date"] == (e.published_on.isoformat() if e.published_on else None)
                assert said["permalink"] == f"{SITE}s/{view.id}?v={view.version}"
                assert said["stands"] == view.current
                for span in said["spans"]:
                    assert span["text"] == e.text[span["start"] : span["end"]]
                if tool != "diff":  # where an edit only added, the older wording has no words
                    assert any(span["text"].strip() for span in said["spans"])
    assert set(counts) == set(CALLS)
    assert state_of(folder) == before


def test_a_claim_never_comes_without_its_saying(folder: Path) -> None:
    async def asking(client: Client) -> None:
        claims = (await client.call_tool("claims", {"limit": 50})).structured_content
        events = (await client.call_tool("compare", {"query": "ferry"})).structured_content
        assert claims is not None
        assert events is not None
        columns = [column for event in events["events"] for column in event["columns"]]
        claimed = [*claims["claims"], *(each for column in columns for each in column["claims"])]
        assert len(claimed) > 50
        for each in claimed:
            names = [issuer["name"] for issuer in each["said"]["issuers"]]
            assert names == each["claim"]["issuers"] != []
            assert each["said"]["spans"][0]["text"] == each["claim"]["text"]
        silent = [column for column in columns if not column["claims"]]
        assert {column["silence"]["kind"] for column in silent} <= {
            "no_source",
            "not_captured",
            "no_claim",
            "language_not_supported",
        }

    ask(folder, asking)


def test_it_only_reads_and_tells_how_to_attribute(folder: Path) -> None:
    async def asking(client: Client) -> None:
        tools = (await client.list_tools()).tools
        assert [tool.name for tool in tools] == list(CALLS)
        for tool in tools:
            assert tool.annotations is not None
            assert tool.annotations.read_only_hint
            assert tool.description
            assert "issuers" in json.dumps(tool.output_schema)
        assert client.instructions is not None
        assert "say who says it" in client.instructions

    ask(folder, asking)


def test_what_is_wrong_is_told_and_the_rest_goes_on(folder: Path) -> None:
    async def asking(client: Client) -> None:
        for tool, arguments, words in WRONG:
            result = await client.call_tool(tool, arguments)
            assert result.is_error
            assert words in json.dumps([each.model_dump() for each in result.content])
        assert not (await client.call_tool("show", {"id": CITING})).is_error

    ask(folder, asking)


def test_a_long_statement_comes_in_parts_that_make_the_whole(tmp_path: Path) -> None:
    page = tmp_path / "long.txt"
    points = [
        f"{number}. The committee met {number} times. {'It talked. ' * 90}" for number in range(90)
    ]
    page.write_text("Report of the committee\n\n" + "\n\n".join(points), "utf-8")
    from onrecord.archive.adding import add
    from onrecord.archive.making import init_archive

    with init_archive(tmp_path / "archive") as archive:
        add(archive, page)
        (view,) = archive.statements.list()
    blocks: list[Answer] = []

    async def asking(client: Client) -> None:
        start: int | None = 0
        while start is not None:
            answer = (
                await client.call_tool("show", {"id": view.id, "start": start})
            ).structured_content
            assert answer is not None
            blocks.extend(answer["said"]["spans"])
            start = answer["next_start"]
        assert answer["said"]["permalink"] == f"urn:onrecord:{view.id}:1"

    ask(tmp_path / "archive", asking)
    assert [each["text"] for each in blocks] == [block.text for block in view.extraction.blocks]
    assert len(view.extraction.text) > 80_000


def test_without_the_package_it_says_what_to_install(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "mcp", None)
    for name in [name for name in sys.modules if name.startswith(("mcp.", "onrecord.mcp.server"))]:
        monkeypatch.delitem(sys.modules, name)
    assert run(["-a", str(folder), "mcp"], monkeypatch) == 1
    assert 'pip install "onrecord[mcp]"' in capsys.readouterr().err
