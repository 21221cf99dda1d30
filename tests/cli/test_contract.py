"""The shapes that `--json` promises, and the exit statuses (DESIGN section 5)."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.archive.filled import write_releases
from tests.cli.running import run

Ask = Callable[..., tuple[int, list[dict[str, Any]]]]

HIT = {
    "id",
    "key",
    "title",
    "issuers",
    "kind",
    "published_on",
    "language",
    "url",
    "score",
    "version",
    "current",
    "snippets",
}
STATEMENT = {
    "id",
    "key",
    "url",
    "kind",
    "issuers",
    "place",
    "published_on",
    "language",
    "title",
    "blocks",
    "citations",
    "contacts",
    "renditions",
    "versions",
    "captures",
    "reasons",
    "text",
}


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Run a command on an archive of five releases; return its status and lines of JSON."""
    folder = tmp_path / "archive"
    write_releases(tmp_path / "releases", 5)
    run(["init", str(folder)], monkeypatch)
    assert run(["-a", str(folder), "add", str(tmp_path / "releases")], monkeypatch) == 0
    assert "statements new 5, versions new 0, seen again 0" in capsys.readouterr().out

    def asked(*arguments: str) -> tuple[int, list[dict[str, Any]]]:
        status = run(["-a", str(folder), *arguments], monkeypatch)
        out = capsys.readouterr().out
        return status, [json.loads(line) for line in out.splitlines()]

    return asked


def test_search(ask: Ask) -> None:
    status, hits = ask("search", "--json", "ferry galatea OR borealis")
    assert status == 0
    assert hits
    for hit in hits:
        assert set(hit) >= HIT
        for snippet in hit["snippets"]:
            for start, end in snippet["marks"]:
                assert 0 <= start < end <= len(snippet["text"])


def test_search_with_facets_ends_with_their_line(ask: Ask) -> None:
    _, lines = ask("search", "--json", "--facets", "--limit", "2", "ferry")
    assert len(lines) == 3
    assert lines[-1]["total"] == 5
    assert dict(lines[-1]["facets"]["year"]) == {"2025": 5} or dict(
        lines[-1]["facets"]["year"]
    ) == {2025: 5}


def test_search_pages_and_sorts(ask: Ask) -> None:
    _, up = ask("search", "--json", "--sort", "date", "ferry")
    _, down = ask("search", "--json", "--sort", "-date", "ferry")
    dates = [hit["published_on"] for hit in up]
    assert dates == sorted(dates)
    assert [hit["id"] for hit in down] == [hit["id"] for hit in up][::-1]
    _, page = ask("search", "--json", "--sort", "date", "--offset", "2", "--limit", "2", "ferry")
    assert page == up[2:4]


def test_show(ask: Ask) -> None:
    _, hits = ask("search", "--json", "borealis")
    status, (statement,) = ask("show", "--json", hits[0]["id"])
    assert status == 0
    assert set(statement) >= STATEMENT
    text = statement["text"]
    for block in statement["blocks"]:
        assert block["text"] == text[block["start"] : block["end"]]
    assert statement["published_on"] == "2025-10-02"
    assert statement["reasons"]["published_on"]["why"]
    (citation,) = statement["citations"]
    assert citation["marker"] == "1"
    assert [statement["blocks"][i]["points_to"] for i in citation["blocks"]] == [["1"]]
    assert {"number", "first_seen_at", "last_seen_at", "text_sha256"} <= set(
        statement["versions"][0]
    )
    assert {"at", "status", "payload_sha256", "warc", "offset"} <= set(statement["captures"][0])


def test_export_writes_what_show_shows(ask: Ask) -> None:
    status, exported = ask("export", "jsonl")
    assert (status, len(exported)) == (0, 5)
    assert [ask("show", "--json", one["id"])[1][0] for one in exported] == exported
    _, some = ask("export", "jsonl", "borealis")
    assert [one["title"] for one in some] == ["Statement 1 on the ferry Borealis"]


def test_export_to_a_file(ask: Ask, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    assert ask("export", "jsonl", "-o", str(target)) == (0, [])
    assert len(target.read_text("utf-8").splitlines()) == 5


def test_stats(ask: Ask) -> None:
    _, (stats,) = ask("stats", "--json")
    assert stats["statements"] == stats["versions"] == stats["captures"] == 5
    assert set(stats) >= {"observations", "issuers", "claims", "bytes"}


def test_verify_is_silent_when_all_is_well_and_exits_3_when_not(ask: Ask, tmp_path: Path) -> None:
    assert ask("verify", "--json") == (0, [])
    (warc,) = (tmp_path / "archive" / "captures").rglob("*.warc.gz")
    data = bytearray(warc.read_bytes())
    data[-100] ^= 4
    warc.write_bytes(data)
    status, faults = ask("verify", "--json")
    assert status == 3
    assert [set(fault) for fault in faults] == [{"kind", "where", "expected", "found"}]


def test_a_wrong_query_is_an_error(ask: Ask) -> None:
    assert ask("search", 'ferry AND (port OR "sea') == (1, [])


def test_rebuild(ask: Ask) -> None:
    _, before = ask("search", "--json", "ferry")
    for what in ("index", "extract"):
        with pytest.raises(json.JSONDecodeError):  # words for people
            ask("rebuild", what)
    _, after = ask("search", "--json", "ferry")
    assert after == before


def test_what_is_absent_is_an_error(ask: Ask) -> None:
    assert ask("show", "nosuchid")[0] == 1


QUOTATION = {
    "statement",
    "issuers",
    "version",
    "first_seen_at",
    "last_seen_at",
    "exact",
    "text",
}


def test_quote(ask: Ask) -> None:
    status, found = ask("quote", "--json", "asks for the records … to be opened")
    assert status == 0
    assert len(found) == 5
    for one in found:
        assert set(one) == QUOTATION
        assert one["exact"] is True
        assert one["first_seen_at"] <= one["last_seen_at"]
        _, (statement,) = ask("show", "--json", one["statement"])
        assert one["text"] == "The Ministry asks for the records of the port to be opened."
        assert one["text"] in statement["text"]
    _, near = ask("quote", "--json", "The Ministry asks for the logs of the port to be opened")
    assert [one["exact"] for one in near] == [False] * 5
    assert ask("quote", "--json", "no such words were said by anyone here") == (0, [])
    assert ask("quote", "...")[0] == 1


def test_suggest(ask: Ask) -> None:
    status, found = ask("suggest", "--json", "statement 1 on")
    assert status == 0
    assert found == [
        {"kind": "title", "text": "Statement 1 on the ferry Borealis", "statements": None}
    ]


def test_facets_bring_the_histogram(ask: Ask) -> None:
    _, lines = ask("search", "--json", "--facets", "ferry")
    assert set(lines[-1]) == {"facets", "total", "histogram", "also"}
    assert lines[-1]["histogram"] == {"year": [["2025", 5]], "month": [["2025-10", 5]]}


def test_search_like(ask: Ask) -> None:
    _, (hit,) = ask("search", "--json", "borealis")
    status, alike = ask("search", "--json", "--like", hit["id"])
    assert status == 0
    assert hit["id"] not in [other["id"] for other in alike]
    assert ask("search", "--json", "--like", "nosuchid")[0] == 1


def test_searches_are_saved_and_asked_again(ask: Ask) -> None:
    assert ask("searches", "--json") == (0, [])
    _, found = ask("search", "--json", "--sort", "date", "--save", "ferries", "ferry")
    _, (saved,) = ask("searches", "--json")
    assert saved == {"id": saved["id"], "name": "ferries", "query": "ferry", "sort": "date"}
    assert ask("search", "--json", "--saved", "ferries") == (0, found)
    assert ask("search", "--json", "--saved", saved["id"]) == (0, found)
    assert ask("search", "--json", "--saved", "nosuch")[0] == 1
    assert ask("search", "--json", "--saved", "ferries", "query")[0] == 2
    assert ask("search", "--json")[0] == 2


def test_what_a_query_is_widened_to_is_told(ask: Ask) -> None:
    """The last line says it; with --literal the words typed are all that is looked for."""
    _, (*_, last) = ask("search", "--json", "--facets", "паром")
    assert last["also"] == [{"words": "паром", "names": ["ferry"]}]
    assert last["total"] > 0
    _, (literal,) = ask("search", "--json", "--facets", "--literal", "паром")
    assert (literal["also"], literal["total"]) == ([], 0)
