"""How sources do, as `onrecord sources` tells it."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from tests.archive.watching.round import desk
from tests.archive.watching.test_following import feed, pages, sitemap
from tests.archive.watching.test_rounds_over_time import statement
from tests.cli.running import run
from tests.loopback import Answer

from onrecord.archive.watching.health import list_health, to_json
from onrecord.archive.watching.symptoms import vanished_fields
from onrecord.model.records import WordingHead


def test_a_source_says_when_it_was_served_and_what_it_led_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desk(tmp_path) as at:
        links = ""
        for number in range(4):
            at.site.pages[f"/news/{number}"] = statement(number)
            links += f'<li><a href="/news/{number}">Statement {number} on the ferry</a></li>'
        at.site.pages["/list"] = Answer(body=f"<html><ul>{links}</ul></html>".encode())
        at.add("/list")
        (health,) = list_health(at.archive)
        assert health.is_well
        assert (health.kind, health.state.value) == ("listing", "present")
        assert (health.last_checked_at, health.states) == (at.at, (("present", 4),))
        assert to_json(health)["pages"] == {"present": 4}
        command = ["-a", str(at.archive.folder), "sources"]
        assert run(command, monkeypatch) == 0
        at.site.pages["/list"] = Answer(status=500)
        at.watch()
        (health,) = list_health(at.archive)
        assert not health.is_well
        assert run([*command, "--json"], monkeypatch) == 1


def test_numbers_that_were_passed_over_are_told_and_make_no_alarm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with desk(tmp_path) as at:
        links = ""
        for number in (38, 39, 40, 41, 45):
            at.site.pages[f"/press/2025-{number:03}"] = statement(number)
            links += (
                f'<li><a href="/press/2025-{number:03}">Statement on the ferry {number}</a></li>'
            )
        at.site.pages["/list"] = Answer(body=f"<html><ul>{links}</ul></html>".encode())
        at.add("/list")
        (health,) = list_health(at.archive)
        assert to_json(health)["missing_numbers"] == [
            {"series": "127.0.0.1/press/2025-", "first": 42, "last": 44}
        ]
        assert health.is_well
        assert run(["-a", str(at.archive.folder), "sources"], monkeypatch) == 0
        assert "not seen: number 42 to 44 of 127.0.0.1/press/2025-" in capsys.readouterr().out


def test_a_list_that_has_lost_most_of_its_items_is_odd(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desk(tmp_path) as at:
        pages(at, *range(8))
        at.site.pages["/feed"] = feed(at, *range(8))
        at.add("/feed")
        at.watch()
        (health,) = list_health(at.archive)
        assert (health.symptoms.items, health.symptoms.usual_items, health.is_well) == (8, 8, True)
        at.site.pages["/feed"] = feed(at, 7)
        at.watch()
        (health,) = list_health(at.archive)
        assert (health.symptoms.items, health.state.value) == (1, "changed")
        assert not health.is_well
        assert run(["-a", str(at.archive.folder), "sources"], monkeypatch) == 1


def test_a_list_that_is_not_served_has_no_number_of_items(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        at.site.pages["/news/1"] = statement(1)
        at.site.pages["/feed"] = feed(at, 1)
        at.add("/feed")
        at.site.pages["/feed"] = Answer(status=500, body=b"<h1>Error</h1>")
        at.watch()
        assert [one.listed for one in at.observed("/feed")] == [1, None]


def test_pages_that_hold_no_statement_are_counted(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        pages(at, *range(4))
        for number in range(4, 16):
            at.site.pages[f"/news/{number}"] = Answer(body=b"<html><img src=x></html>")
        at.site.pages["/sitemap.xml"] = sitemap(at, *range(16), lastmod="2025-10-01")
        at.add("/sitemap.xml")
        (health,) = list_health(at.archive)
        assert (health.symptoms.pages, health.symptoms.bare_share) == (16, 0.75)
        assert health.symptoms.has_bare_pages


def test_a_field_that_is_there_no_more_is_named() -> None:
    whole = WordingHead(
        statement_n=1,
        number=1,
        text="",
        text_sha256="",
        title="",
        kind="statement",
        language="en",
        published_on=dt.date(2025, 10, 20),
        issuers=(),
        place=None,
        cites=(),
        has_attachments=False,
    )
    undated = replace(whole, published_on=None)
    assert vanished_fields([undated] * 10 + [whole] * 20) == ("published_on",)
    assert vanished_fields([undated] * 9 + [whole] * 20) == ()
    assert vanished_fields([undated] * 10 + [undated, whole] * 10) == ()
