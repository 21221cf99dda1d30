"""The demo collection is whole, made up, made by its tool, and told of by its expected values."""

import importlib.util
import json
import mailbox
import re
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType

import onrecord
from onrecord.model.citation import CitedKind
from onrecord.model.statement import BlockKind, ContactKind, IssuerRole, StatementKind

DEMO = Path(onrecord.__file__).parent / "demo"
COLLECTION = DEMO / "collection"
TOOL = Path(__file__).parents[2] / "tools" / "make_demo.py"
MOST_BYTES = 1_000_000  # the collection travels in every installed package

LANGUAGES = {"en", "az", "ru", "hy", "tr", "fr", "ar"}
FORMATS = {"html", "pdf", "docx", "eml", "mbox", "text", "markdown", "rss", "warc", "jsonl"}
LAYOUTS = {
    "semantic article",
    "tables",
    "bare br",
    "site builder",
    "notes with anchors",
    "right to left",
}
# Namespaces name no page and no body.
NAMESPACES = {"schema.org", "purl.org", "www.w3.org"}
MADE_UP = re.compile(r"velmar|sorend|nerida|safe passage", re.IGNORECASE)

Row = dict[str, Any]


def rows(name: str) -> list[Row]:
    return [json.loads(line) for line in (DEMO / name).read_text("utf-8").splitlines()]


EXPECTED = rows("expected.jsonl")
SEARCHES = rows("searches.jsonl")
ISSUERS = tomllib.loads((DEMO / "onrecord.toml").read_text("utf-8"))["issuers"]


def all_files() -> list[Path]:
    return sorted(path for path in COLLECTION.rglob("*") if path.is_file())


def sides(row: Row) -> set[str | None]:
    """Return the countries of a row's issuers; None stands for international bodies."""
    country = {issuer["id"]: issuer.get("country") for issuer in ISSUERS}
    return {country[issuer["id"]] for issuer in row["issuers"]}


def pages() -> list[tuple[str, str, bytes]]:
    """Return (URL, date, payload) of the WARC's pages that were found, in order."""
    found = []
    with (COLLECTION / "warc" / "statements.warc.gz").open("rb") as stream:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response):
            http = record.http_headers
            assert http is not None
            if http.status_code == 200 and "html" in (record.http_content_type or ""):
                at = record.headers["WARC-Date"]
                found.append((record.headers["WARC-Target-URI"], at, record.reader.read()))
    return found


def test_it_is_small_and_has_at_least_32_statements() -> None:
    assert sum(path.stat().st_size for path in all_files()) < MOST_BYTES
    assert len(EXPECTED) >= 32
    assert len({row["key"] for row in EXPECTED}) == len(EXPECTED)


def test_every_language_format_and_layout_is_there() -> None:
    assert {row["language"] for row in EXPECTED} == LANGUAGES
    assert {row["format"] for row in EXPECTED} == FORMATS
    layouts = {part for row in EXPECTED if row["layout"] for part in row["layout"].split(", ")}
    assert layouts == LAYOUTS


def test_every_file_is_told_of_and_every_row_has_its_file() -> None:
    told = {row["path"] for row in EXPECTED}
    assert told == {path.relative_to(COLLECTION).as_posix() for path in all_files()}


@pytest.mark.parametrize("row", EXPECTED, ids=lambda row: row["key"])
def test_a_row_is_well_formed(row: Row) -> None:
    StatementKind(row["kind"])
    assert all(StatementKind(kind) for kind in row["kind_also"])
    assert row["issuers"]
    assert all(IssuerRole(issuer["role"]) for issuer in row["issuers"])
    assert all(ContactKind(c["kind"]) for c in row["contacts"] + row["contacts_either"])
    assert date(2025, 10, 18) <= date.fromisoformat(row["published_on"]) <= date(2025, 11, 21)
    assert set(row["blocks"]) == {kind.value for kind in BlockKind}
    assert row["title"]
    assert row["blocks"]["note"] == len(row["notes"])
    for note in row["notes"]:
        CitedKind(note["cited_kind"])
        assert note["urls"]
        assert note["blocks"]
    assert (row["fragment"] is None) == (row["format"] not in {"rss", "mbox", "warc", "jsonl"})


def test_container_files_hold_as_many_statements_as_told() -> None:
    feed = (COLLECTION / "feed" / "sorendia-mfa-tr.rss.xml").read_text("utf-8")
    guids = re.findall(r"<guid[^>]*>([^<]+)", feed)
    box = mailbox.mbox(COLLECTION / "mail" / "press-lists.mbox")
    message_ids = [str(message["Message-ID"]).strip("<>") for message in box]
    box.close()
    data = (COLLECTION / "dataset" / "releases.jsonl").read_text("utf-8").splitlines()
    records = [json.loads(line) for line in data]
    assert all(set(r) == {"url", "title", "date", "issuer", "text", "lang"} for r in records)
    inside = Counter([*guids, *message_ids, *(record["url"] for record in records)])
    inside.update({url for url, _, _ in pages()})
    assert inside == Counter(row["fragment"] for row in EXPECTED if row["fragment"])


def test_one_statement_was_edited_under_an_unchanged_date() -> None:
    (row,) = [row for row in EXPECTED if row["versions"] > 1]
    first, second = [(at, page.decode()) for url, at, page in pages() if url == row["url"]]
    assert first[0] < second[0]
    for edit in row["edits"]:
        assert edit["before"] in first[1]
        assert edit["before"] not in second[1]
        assert edit["after"] in second[1]
    printed = '<p class="date">18 October 2025</p>'
    assert printed in first[1]
    assert printed in second[1]


def test_issuers_are_made_up_and_all_are_in_the_settings() -> None:
    known = {issuer["id"]: issuer for issuer in ISSUERS}
    for row in EXPECTED:
        for issuer in row["issuers"]:
            assert known[issuer["id"]]["name"] == issuer["name"]
    assert set(known) == {issuer["id"] for row in EXPECTED for issuer in row["issuers"]}
    for issuer in ISSUERS:
        assert all(domain.endswith(".example") for domain in issuer["domains"])
        assert issuer.get("country") in {"XS", "XV", None}
        assert MADE_UP.search(issuer["name"])


def test_no_address_and_no_telephone_is_a_real_one() -> None:
    made = [path for path in all_files() if path.suffix not in {".pdf", ".docx", ".gz", ".eml"}]
    sources = [path for path in TOOL.with_name("demo_sources").rglob("*") if path.suffix != ".ttf"]
    for path in [*made, *(p for p in sources if p.is_file() and "LICENSE" not in p.name)]:
        words = path.read_bytes().decode("utf-8", "ignore")
        hosts = set(re.findall(r"https?://([a-z0-9.-]+[a-z0-9])", words))
        hosts |= set(re.findall(r"[\w.-]@([a-z0-9.-]+[a-z0-9])", words))
        assert {h for h in hosts if not h.endswith(".example")} <= NAMESPACES, path.name
        for phone in re.findall(r"\+\d{1,3}(?= \d)|\(\d{3}\) \d{3}-\d{2}", words):
            assert phone in {"+999", "(202) 555-01"}, path.name


def test_both_states_speak_about_as_often() -> None:
    spoken = Counter(side for row in EXPECTED for side in sides(row))
    assert min(spoken["XS"], spoken["XV"]) > 0.8 * max(spoken["XS"], spoken["XV"])


def test_statements_cite_each_other_across_the_border() -> None:
    by_url = {row["url"]: row for row in EXPECTED if row["url"]}
    crossing = {
        (citing, cited)
        for row in EXPECTED
        for note in row["notes"]
        for url in note["urls"]
        if url in by_url
        for citing in sides(row)
        for cited in sides(by_url[url])
    }
    assert {("XV", "XS"), ("XS", "XV"), ("XS", None), (None, "XV")} <= crossing


def test_renditions_name_each_other() -> None:
    by_url = {row["url"]: row for row in EXPECTED if row["url"]}
    linked = [row for row in EXPECTED if row["renditions"]]
    assert len(linked) >= 15
    for row in linked:
        for url in row["renditions"]:
            assert row["url"] in by_url[url]["renditions"]
            assert by_url[url]["language"] != row["language"]


def test_searches_name_statements_and_five_make_the_tour() -> None:
    keys = {row["key"] for row in EXPECTED}
    assert len(SEARCHES) >= 12
    for search in SEARCHES:
        assert search["found"]
        assert set(search["found"]) <= keys
        assert set(search["not_found"]) <= keys - set(search["found"])
        assert bool(search["reason"]) == search["tour"]
    assert sum(search["tour"] for search in SEARCHES) == 5


def test_searches_are_in_at_least_three_scripts() -> None:
    scripts = {"Latin": "[a-zə]", "Cyrillic": "[а-я]", "Armenian": "[ա-և]", "Arabic": "[ء-ي]"}
    for script, letter in scripts.items():
        assert any(re.search(letter, s["query"].lower()) for s in SEARCHES), script


@pytest.fixture
def tool(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    pytest.importorskip("reportlab", reason="reportlab makes the PDF files; it is not installed")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")  # the tool sets it; this restores it afterwards
    spec = importlib.util.spec_from_file_location("make_demo", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_made_files_are_those_the_tool_makes(tool: ModuleType) -> None:
    made = dict(tool.make_all())
    assert {Path(path).parent.name for path in made} == {"pdf", "docx", "mail", "warc"}
    for path, payload in made.items():
        assert (COLLECTION / path).read_bytes() == payload, f"{path}: run tools/make_demo.py"
