"""Cited pages that are gone, looked up at a TimeGate: noted as its word, no capture of ours."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.archive.watching.round import Desk, desk
from tests.cli.running import run
from tests.loopback import Answer, Site, page, serving

from onrecord.archive.citing import list_citations, to_json
from onrecord.archive.finding import FILE

AT = "Mon, 20 Oct 2025 06:00:00 GMT"


@pytest.fixture
def service() -> Iterator[Site]:
    with serving() as site:
        yield site


def cite_and_lose(at: Desk, service: Site) -> str:
    """Add a statement of 19 October that cites a page, and let the page go; return its address."""
    row = f'\n[[services]]\nname = "TWA"\ntimegate = "{service.url}/gate/"\n'
    settings = at.archive.folder / FILE
    settings.write_text(settings.read_text("utf-8") + row, "utf-8")
    cited = at.site.url + "/log/1"
    at.site.pages["/log/1"] = page("Log 1", "The log of the port says that all was in order.")
    at.site.pages["/log/2"] = page("Log 2", "The log of the ferry says that all was in order too.")
    at.site.pages["/news/1"] = page(
        "Statement on the ferry",
        "Talara, 19 October 2025",
        "The Ministry states that the ferry left the harbour at noon. [1] It came back. [2]",
        "Notes",
        f"[1] {cited}",
        f"[2] {at.site.url}/log/2",
    )
    at.add("/news/1")
    del at.site.pages["/log/1"]
    for _ in range(4):
        at.watch(hours=30)
    return cited


def test_a_memento_is_noted_near_the_date_of_the_statement(
    tmp_path: Path,
    service: Site,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with desk(tmp_path) as at:
        gate = "/gate/" + at.site.url + "/log/1"
        service.pages[gate] = Answer(
            status=302, headers={"Location": "/web/20251020060000/log", "Vary": "accept-datetime"}
        )
        service.pages["/web/20251020060000/log"] = Answer(
            body=b"<html>Log 1</html>", headers={"Memento-Datetime": AT}
        )
        cited = cite_and_lose(at, service)
        (asked,) = [h for h, p in zip(service.headers, service.asked, strict=True) if p == gate]
        assert asked["Accept-Datetime"] == "Sun, 19 Oct 2025 12:00:00 GMT"
        found = {one.url: one for one in list_citations(at.archive)}
        assert to_json(found[cited])["mementos"] == [
            {
                "service": "TWA",
                "url": service.url + "/web/20251020060000/log",
                "at": "2025-10-20T06:00:00.000000Z",
            }
        ]
        assert found[at.site.url + "/log/2"].mementos == ()
        assert not [c for c in at.archive.captures.list() if c.uri.startswith(service.url)]
        at.watch(hours=30)
        assert service.count(gate) == 1  # known, and not asked for again
        command = ["-a", str(at.archive.folder), "citations", "--state", "removed"]
        assert run(command, monkeypatch) == 0
        assert "TWA names a memento of 2025-10-20 06:00 UTC: http" in capsys.readouterr().out


def test_what_the_service_does_not_have_is_asked_for_again_after_months(
    tmp_path: Path, service: Site
) -> None:
    with desk(tmp_path) as at:
        gate = "/gate/" + at.site.url + "/log/1"
        cite_and_lose(at, service)
        at.watch(hours=30)
        assert service.count(gate) == 1
        at.at += dt.timedelta(days=91)
        at.watch()
        assert service.count(gate) == 2
        assert all(not one.mementos for one in list_citations(at.archive))


def test_a_service_that_fails_says_nothing(tmp_path: Path, service: Site) -> None:
    with desk(tmp_path) as at:
        gate = "/gate/" + at.site.url + "/log/1"
        service.pages[gate] = Answer(status=500, body=b"oops")
        cite_and_lose(at, service)
        at.watch(hours=30)
        assert service.count(gate) == 2
