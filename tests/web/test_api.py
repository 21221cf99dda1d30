"""The JSON API: the same objects as the command line's, paging, caching, problems."""

import base64
import hashlib
import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.archive.filled import write_releases
from tests.web.conftest import BASE, LUMINARA, silent

from onrecord.archive.adding import add
from onrecord.archive.exporting import to_json
from onrecord.archive.making import init_archive
from onrecord.archive.opening import open_archive
from onrecord.web.app import make_app


def test_a_statement_is_the_object_of_the_command_line(
    client: TestClient, demo_folder: Path
) -> None:
    with open_archive(demo_folder) as archive:
        views = [archive.statements.get(LUMINARA, version=n) for n in (1, 2)]
    for view in views:
        said = client.get(f"/api/v1/statements/{LUMINARA}?version={view.version}").json()
        assert said == json.loads(json.dumps(to_json(view)))


def test_a_search_finds_what_the_command_line_finds(client: TestClient, demo_folder: Path) -> None:
    with open_archive(demo_folder) as archive:
        expected = [hit.id for hit in archive.search("ferry lang:en", limit=100)]
    said = client.get("/api/v1/search?q=ferry&lang=en&limit=100&facets=true").json()
    assert [hit["id"] for hit in said["hits"]] == expected
    assert said["total"] == len(expected)
    assert said["next"] is None
    assert dict(said["facets"]["language"])["ru"] > 0


def test_filters_of_one_field_are_alternatives(client: TestClient) -> None:
    both = client.get("/api/v1/search?lang=en&lang=az&limit=100").json()["total"]
    one = client.get("/api/v1/search?lang=en&limit=100").json()["total"]
    other = client.get("/api/v1/search?lang=az&limit=100").json()["total"]
    assert both == one + other


@pytest.mark.parametrize("path", ["/api/v1/search?q=ferry", "/api/v1/statements?"])
def test_pages_follow_each_other_without_gap_or_doubling(client: TestClient, path: str) -> None:
    whole = "hits" if "search" in path else "statements"
    expected = [one["id"] for one in client.get(f"{path}&limit=100").json()[whole]]
    seen: list[str] = []
    cursor = ""
    while True:
        page = client.get(f"{path}&limit=7{cursor}").json()
        seen += [one["id"] for one in page[whole]]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    assert seen == expected


def test_paging_stays_right_while_the_archive_grows(tmp_path: Path) -> None:
    folder = write_releases(tmp_path / "releases", 6)
    with init_archive(tmp_path / "archive") as archive:
        add(archive, folder)
        with TestClient(make_app(archive.folder, say=silent), base_url=BASE) as client:
            address = "/api/v1/search?q=ferry&sort=-date&limit=3"
            first = client.get(address).json()
            before = client.get("/api/v1/search?q=ferry&sort=-date&limit=50").json()
            (folder / "new.md").write_text(
                "---\ntitle: The newest on the ferry\ndate: 2025-12-30\n"
                "url: https://mfa.talara.example/en/new\n---\n\nThe ferry left the harbour again.\n"
            )
            add(archive, folder)
            wait_for(lambda: client.get("/api/v1/search?q=ferry").json()["total"] == 7)
            second = client.get(f"{address}&cursor={first['next']}").json()
            expected = [hit["id"] for hit in before["hits"]]
            assert [hit["id"] for hit in first["hits"] + second["hits"]] == expected


def wait_for(seen: Callable[[], bool]) -> None:
    """Wait for another process's commit to be seen: within half a second, at most twenty."""
    for _ in range(200):
        if seen():
            return
        time.sleep(0.1)
    raise AssertionError("not seen")


def test_a_payload_has_its_digest(client: TestClient) -> None:
    said = client.get("/api/v1/captures/3").json()
    answer = client.get("/api/v1/captures/3/payload")
    digest = hashlib.sha256(answer.content)
    assert digest.hexdigest() == said["payload_sha256"]
    assert len(answer.content) == said["payload_size"]
    expected = base64.b64encode(digest.digest()).decode()
    assert answer.headers["repr-digest"] == f"sha-256=:{expected}:"
    assert answer.headers["content-disposition"].startswith("attachment")


def test_the_export_streams_all_that_answers(client: TestClient) -> None:
    total = client.get("/api/v1/search?q=ferry").json()["total"]
    answer = client.get("/api/v1/export/jsonl?q=ferry")
    assert answer.headers["content-type"].startswith("application/x-ndjson")
    ids = [json.loads(line)["id"] for line in answer.text.splitlines()]
    assert len(ids) == len(set(ids)) == total
    assert len(client.get("/api/v1/export/jsonl").text.splitlines()) == 49


@pytest.mark.parametrize(
    "path", ["/", f"/s/{LUMINARA}", f"/api/v1/statements/{LUMINARA}", "/static/site.css"]
)
def test_who_has_the_answer_is_told_so(client: TestClient, path: str) -> None:
    answer = client.get(path)
    again = client.get(path, headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == answer.headers["etag"]
    assert client.get(path, headers={"if-none-match": '"other"'}).status_code == 200


def test_the_head_of_an_answer_is_that_of_its_whole(client: TestClient) -> None:
    whole, head = client.get("/api/v1/stats"), client.head("/api/v1/stats")
    assert head.content == b""
    assert head.headers["content-length"] == whole.headers["content-length"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/nosuch", 404),
        ("/api/v1/statements/aaaaaaaaaaaaaaaa", 404),
        (f"/api/v1/statements/{LUMINARA}?version=7", 404),
        (f"/api/v1/statements/{LUMINARA}?version=x", 422),
        ("/api/v1/captures/999", 404),
        ("/api/v1/captures/-1", 422),
        ("/api/v1/issuers/nosuch", 404),
        ("/api/v1/search?q=a%20AND", 400),
        ("/api/v1/search?cursor=x", 422),
        ("/api/v1/search?limit=101", 422),
        ("/api/v1/search?like=aaaaaaaaaaaaaaaa", 404),
        ("/api/v1/search?from=2020-13", 400),
        ("/api/v1/quote?text=...", 400),
        ("/api/v1/export/jsonl?q=a%20AND", 400),
        ("/search.json?q=a%20AND", 400),
        ("/s/aaaaaaaaaaaaaaaa.json", 404),
    ],
)
def test_every_error_is_problem_details(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    assert problem["title"]
    assert problem["detail"]


def test_a_wrong_query_says_where(client: TestClient) -> None:
    assert client.get("/api/v1/search?q=ferry%20AND&lang=en").json()["position"] == 6


def test_a_wrong_method_is_told_which_are_right(client: TestClient) -> None:
    answer = client.post("/api/v1/search")
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]
    assert answer.headers["content-type"] == "application/problem+json"
