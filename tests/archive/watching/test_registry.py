"""The starter registry: real issuers of all regions, and nothing said that nobody checked."""

import datetime as dt
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from tests.archive.watching.round import Desk, desk
from tests.archive.watching.test_following import feed, pages
from tests.archive.watching.test_rounds_over_time import statement
from tests.cli.running import run
from tests.loopback import Answer

from onrecord.archive.finding import FILE
from onrecord.archive.watching.options import read_options
from onrecord.archive.watching.registry import Entry, find_entry, list_entries, to_json
from onrecord.archive.watching.taking_up import add_issuer
from onrecord.archive.watching.web_sources import list_web_sources
from onrecord.errors import CaptureError

REGIONS = {
    "Africa": "DZ EG ET GH KE MA NG RW TN TZ ZA",
    "Americas": "AR BR CA CL CO CU MX PE US VE",
    "Asia and Pacific": "AU BD CN FJ ID IN JP KR LK MY NZ PH PK SG TH VN",
    "Caucasus and Central Asia": "AM AZ GE KG KZ TJ TM UZ",
    "Europe": "AT BG BY CH CZ DE ES FI FR GB GR IT LV PL RO RS RU TR UA VA",
    "Middle East": "AE IL IQ IR JO PS QA SA",
}


@pytest.fixture
def entries(tmp_path: Path) -> list[Entry]:
    with desk(tmp_path) as at:
        return list(list_entries(at.archive.folder))


def test_it_names_many_issuers_of_all_regions_and_none_as_checked(entries: list[Entry]) -> None:
    assert len(entries) >= 60
    assert {entry.checked_on for entry in entries} == {None}
    region_of = {code: name for name, codes in REGIONS.items() for code in codes.split()}
    ministries = Counter(
        region_of[entry.issuer.country or ""]
        for entry in entries
        if entry.issuer.id.startswith("mfa-")
    )
    assert set(ministries) == set(REGIONS)
    assert min(ministries.values()) >= 8
    ids = {entry.issuer.id for entry in entries}
    assert {"un", "who", "nato", "osce", "eu-commission", "african-union", "oic"} <= ids
    assert len([id for id in ids if id.startswith("cb-")]) >= 15


def test_its_entries_are_apart_and_have_names_in_several_languages(entries: list[Entry]) -> None:
    ids = Counter(entry.issuer.id for entry in entries)
    domains = Counter(domain for entry in entries for domain in entry.issuer.domains)
    assert [one for one, count in (ids + domains).items() if count > 1] == []
    for entry in entries:
        issuer = entry.issuer
        assert re.fullmatch(r"[a-z0-9-]+", issuer.id)
        assert issuer.domains
        assert issuer.names, issuer.id
        assert all(re.fullmatch(r"[a-z]{2,3}", code) for code in issuer.names)
        assert entry.front.startswith("https://")
        assert issuer.country is None or re.fullmatch(r"[A-Z]{2}", issuer.country)


def test_an_entry_is_found_by_id_domain_and_name(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        names = ["mfa-am", "MFA.am", "Հայաստանի Հանրապետության արտաքին գործերի նախարարություն"]
        for name in names:
            entry = find_entry(at.archive.folder, name)
            assert entry is not None
            assert entry.issuer.id == "mfa-am"
        assert find_entry(at.archive.folder, "mfa") is None


def write_issuer(at: Desk) -> Entry:
    settings = at.archive.folder / FILE
    row = (
        '\n[[issuers]]\nid = "mfa-tl"\nname = "Ministry of Foreign Affairs of Talara"\n'
        f'domains = ["127.0.0.1"]\nfront = "{at.site.url}/"  # here\n'
    )
    settings.write_text(settings.read_text("utf-8") + row, "utf-8")
    entry = find_entry(at.archive.folder, "mfa-tl")
    assert entry is not None
    return entry


def take_up(at: Desk, entry: Entry) -> int:
    options = read_options(at.archive, allow_private=True)
    return add_issuer(at.archive, entry, options, at.world).new


def test_feeds_are_found_at_the_front_page_and_dated(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        entry = write_issuer(at)
        pages(at, 1, 2, 3)
        at.site.pages["/rss"] = feed(at, 1, 2, 3)
        at.site.pages["/"] = Answer(
            body=b"<html><head><link rel=alternate type='application/rss+xml' href='/rss'>"
            b"<link rel=alternate type='application/rss+xml' href='/comments/feed'>"
            b"<link rel=alternate hreflang=fr href='/fr'></head><body>"
            b"<a href='/en/news'>News</a></body></html>"
        )
        assert take_up(at, entry) == 3
        (source,) = list_web_sources(at.archive.folder)
        assert (source.url, source.kind, source.issuer) == (at.site.url + "/rss", "feed", "mfa-tl")
        assert source.found_on == dt.date(2025, 10, 20)
        assert "# here" in (at.archive.folder / FILE).read_text("utf-8")
        found = find_entry(at.archive.folder, "mfa-tl")
        assert found is not None
        assert to_json(found)["checked_on"] == "2025-10-20"
        (view, *_) = at.archive.statements.list()
        assert [issuer.id for issuer in view.extraction.issuers] == ["mfa-tl"]


def test_without_a_feed_a_list_of_statements_is_found(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        entry = write_issuer(at)
        links = ""
        for number in range(4):
            at.site.pages[f"/press/{number}"] = statement(number)
            links += f'<li><a href="/press/{number}">Statement {number} on the ferry</a></li>'
        at.site.pages["/press"] = Answer(body=f"<html><ul>{links}</ul></html>".encode())
        at.site.pages["/"] = Answer(
            body="<html><body><nav><a href='/about'>About</a><a href='/press'>Пресс-релизы</a>"
            "</nav></body></html>".encode()
        )
        assert take_up(at, entry) == 4
        (source,) = list_web_sources(at.archive.folder)
        assert (source.url, source.kind) == (at.site.url + "/press", "listing")


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (Answer(status=503), "status 503"),
        (Answer(body=b"<html><p>Welcome.</p></html>"), "names no feed and no list"),
    ],
)
def test_what_is_not_found_is_not_written_down(tmp_path: Path, answer: Answer, why: str) -> None:
    with desk(tmp_path) as at:
        entry = write_issuer(at)
        at.site.pages["/"] = answer
        with pytest.raises(CaptureError, match=why):
            take_up(at, entry)
        assert list_web_sources(at.archive.folder) == []


def test_a_packaged_entry_is_copied_into_the_settings(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        entry = find_entry(at.archive.folder, "mfa-ge")
        assert entry is not None
        at.site.pages["/rss"] = feed(at, 1)
        at.site.pages["/"] = Answer(body=b"<html><a href='/rss'>RSS</a></html>")
        take_up(at, replace(entry, front=at.site.url + "/"))
        known = at.archive.config.registry.find("mfa-ge")
        assert known is not None
        assert known.names == entry.issuer.names


def test_the_command_lists_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with desk(tmp_path) as at:
        write_issuer(at)
        command = ["-a", str(at.archive.folder), "sources", "--registry"]
        assert run(command, monkeypatch) == 0
        told = capsys.readouterr().out
        assert told.startswith("mfa-tl  Ministry of Foreign Affairs of Talara\n")
        assert "    mfa.gov.az: not checked yet\n" in told
