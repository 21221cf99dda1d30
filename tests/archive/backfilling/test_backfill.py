"""The past from a web archive: its captures under its name, wordings in their order of time."""

import datetime as dt
import json
from email.utils import format_datetime
from pathlib import Path

import pytest
from tests.archive.watching.round import Desk, desk
from tests.archive.watching.test_following import feed
from tests.archive.watching.test_rounds_over_time import kinds, statement
from tests.cli.running import run
from tests.loopback import Answer, Site, page, serving

from onrecord.archive.backfilling.backfill import backfill
from onrecord.archive.backfilling.services import Service, get_service, list_services
from onrecord.archive.changing import list_changes
from onrecord.archive.counts import WatchCounts
from onrecord.archive.finding import FILE
from onrecord.archive.rebuilding import rebuild_extractions
from onrecord.archive.verifying.verify import verify
from onrecord.archive.watching.options import read_options
from onrecord.capture.fixity import sha256
from onrecord.capture.memento import read_cdx
from onrecord.errors import ConfigError, NotFoundError
from onrecord.model.page_state import PageState

Past = dict[str, list[tuple[str, Answer]]]  # address -> (timestamp, what it was answered)


def keep(service: Site, past: Past) -> Service:
    """Let a site answer as a web archive with this past does."""
    made = Service(
        name="Talara web archive",
        cdx=service.url + "/cdx",
        mementos=service.url + "/web/{timestamp}id_/{url}",
        timegate=service.url + "/gate/",
    )
    for url, rows in past.items():
        lines = [
            json.dumps(
                {
                    "urlkey": "x",
                    "timestamp": stamp,
                    "url": url,
                    "status": str(answer.status),
                    "digest": sha256(answer.body),
                }
            )
            for stamp, answer in rows
        ]
        asked = made.cdx_of(url, "20200101000000", None).removeprefix(service.url)
        service.pages[asked] = Answer(body="\n".join(lines).encode(), media_type="text/x-ndjson")
        for stamp, answer in rows:
            at = dt.datetime.strptime(stamp + "+0000", "%Y%m%d%H%M%S%z")
            headers = {"Memento-Datetime": format_datetime(at.astimezone(dt.UTC), usegmt=True)}
            path = made.memento_of(url, stamp).removeprefix(service.url)
            service.pages[path] = Answer(
                body=answer.body, media_type=answer.media_type, headers=headers
            )
    return made


def take(at: Desk, service: Service, name: str) -> WatchCounts:
    options = read_options(at.archive, allow_private=True)
    return backfill(at.archive, name, service, options, first=dt.date(2020, 1, 1), world=at.world)


def only_source(at: Desk) -> str:
    from onrecord.archive.watching.web_sources import list_web_sources

    return list_web_sources(at.archive.folder)[0].name


def test_older_wordings_become_versions_with_the_service_as_observer(tmp_path: Path) -> None:
    with desk(tmp_path) as at, serving() as archive:
        at.site.pages["/news/1"] = statement(1, 14)
        at.add("/news/1")
        url = at.site.url + "/news/1"
        past: Past = {
            url: [
                ("20210101000000", statement(1, 10)),
                ("20210201000000", statement(1, 10)),
                ("20210301000000", statement(1, 10)),
                ("20220101000000", statement(1, 12)),
                ("20230101000000", Answer(status=404, body=b"gone")),
                ("20240101000000", statement(1, 14)),
            ]
        }
        service = keep(archive, past)
        counts = take(at, service, only_source(at))
        assert (counts.versions, counts.failed, counts.checked) == (2, 0, 4)
        (view,) = at.archive.statements.list()
        runs = sorted((i.first_seen_at, v.number) for v in view.versions for i in v.intervals)
        assert [(when.year, number) for when, number in runs] == [(2021, 3), (2022, 2), (2024, 1)]
        assert view.version == 1  # what stands now stays
        assert [(c.at.year, c.observer) for c in sorted(view.captures, key=lambda c: c.at)] == [
            (2021, "Talara web archive"),
            (2022, "Talara web archive"),
            (2025, None),
        ]
        told = [t for t in list_changes(at.archive) if t.kind.value == "wording"]
        assert [(t.from_version, t.to_version) for t in told] == [(2, 1), (3, 2)]
        assert [edit.kind.value for t in told for edit in t.edits] == ["number", "number"]
        assert "with 12 people" in told[0].edits[0].before
        assert "with 14 people" in told[0].edits[0].after
        seen = at.observed("/news/1")
        assert [(one.status, one.observer is None) for one in seen] == [
            (200, False), (200, False), (200, False), (404, False), (200, False), (200, True)
        ]  # fmt: skip
        assert seen[3].why == "status 404, as Talara web archive has it"
        assert at.state("/news/1") is PageState.PRESENT
        assert list(verify(at.archive)) == []
        assert take(at, service, only_source(at)).versions == 0
        rebuild_extractions(at.archive)
        assert list(verify(at.archive)) == []


def test_another_template_in_the_past_makes_no_version(tmp_path: Path) -> None:
    frame = "Visit the old portal of the Ministry for all services to citizens and companies."
    numbers = range(5)
    with desk(tmp_path) as at, serving() as archive:
        for number in numbers:
            at.site.pages[f"/news/{number}"] = statement(number)
        at.site.pages["/feed"] = feed(at, *numbers)
        at.add("/feed")
        past: Past = {
            f"{at.site.url}/news/{number}": [("20220101000000", statement(number, frame=frame))]
            for number in numbers
        }
        past[at.site.url + "/feed"] = []
        past[at.site.url + "/news/3"].insert(0, ("20210101000000", statement(3, 15, frame=frame)))
        assert take(at, keep(archive, past), only_source(at)).versions == 1
        assert kinds(at) == [("wording", "/news/3")]
        (told,) = [t for t in list_changes(at.archive) if t.kind.value == "wording"]
        assert (told.from_version, told.to_version) == (2, 1)
        assert [edit.kind.value for edit in told.edits] == ["number", "furniture"]
        runs = [i for view in at.archive.statements.list() for v in view.versions
                for i in v.intervals]  # fmt: skip
        assert sorted((run.first_seen_at.year, run.number) for run in runs) == [
            (2021, 2), *[(2022, 1)] * 5
        ]  # fmt: skip


def test_what_a_backfill_brings_has_its_claims_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with desk(tmp_path) as at, serving() as archive:
        at.site.pages["/news/3"] = statement(3)
        at.site.pages["/feed"] = feed(at, 3)
        at.add("/feed")
        attack = page(
            "Statement on the shelling of Talara",
            "The Ministry of Defence states that on 5 May 2021 the forces of Sorendia shelled "
            "the village of Talara, and that three civilians were killed.",
        )
        past: Past = {
            at.site.url + "/feed": [("20210601000000", feed(at, 1))],
            at.site.url + "/news/1": [("20210601000000", attack)],
            at.site.url + "/news/3": [],
        }
        service = keep(archive, past)
        name, settings = only_source(at), at.archive.folder / FILE
        table = (
            f'\n[[services]]\nname = "{service.name}"\ncdx = "{service.cdx}"\n'
            f'mementos = "{service.mementos}"\n'
        )
        settings.write_text(settings.read_text("utf-8") + table, "utf-8")
        at.archive.close()
        folder = str(at.archive.folder)
        command = ["-a", folder, "backfill", name, "--from", "2020-01-01", "--allow-private"]
        assert run(command, monkeypatch) == 0
        capsys.readouterr()
        run(["-a", folder, "claims", "--json"], monkeypatch)
        claims = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert any("shelled" in claim["text"] for claim in claims)


def test_a_feeds_past_leads_to_pages_that_are_no_more(tmp_path: Path) -> None:
    with desk(tmp_path) as at, serving() as archive:
        at.site.pages["/news/3"] = statement(3)
        at.site.pages["/feed"] = feed(at, 3)
        at.add("/feed")
        past: Past = {
            at.site.url + "/feed": [("20210101000000", feed(at, 1, 2))],
            at.site.url + "/news/1": [("20210102000000", statement(1))],
            at.site.url + "/news/2": [("20210102000000", statement(2))],
            at.site.url + "/news/3": [],
        }
        counts = take(at, keep(archive, past), only_source(at))
        assert (counts.new, counts.failed) == (2, 0)
        assert {told.url for told in list_changes(at.archive)} == {
            f"{at.site.url}/news/{number}" for number in (1, 2, 3)
        }
        at.watch(hours=1)
        assert at.state("/news/1") is PageState.UNCHECKED  # never served to us
        assert kinds(at) == []


def test_a_wall_and_what_is_no_memento_make_no_version(tmp_path: Path) -> None:
    from tests.archive.watching.test_rounds_over_time import CHALLENGE

    with desk(tmp_path) as at, serving() as archive:
        at.site.pages["/news/1"] = statement(1)
        at.add("/news/1")
        url = at.site.url + "/news/1"
        past: Past = {
            url: [("20210101000000", CHALLENGE), ("20220101000000", statement(1, 99))],
        }
        service = keep(archive, past)
        path = service.memento_of(url, "20220101000000").removeprefix(archive.url)
        archive.pages[path] = statement(1, 99)  # without a Memento-Datetime
        counts = take(at, service, only_source(at))
        assert (counts.versions, counts.failed) == (0, 1)
        assert "served no memento" in counts.failures[0].reason
        assert kinds(at) == []


def test_a_service_that_is_away_is_a_failure(tmp_path: Path) -> None:
    with desk(tmp_path) as at, serving() as archive:
        at.site.pages["/news/1"] = statement(1)
        at.add("/news/1")
        counts = take(at, keep(archive, {}), only_source(at))
        assert "did not list its captures: status 404" in counts.failures[0].reason
        with pytest.raises(NotFoundError, match="onrecord sources"):
            take(at, keep(archive, {}), "other")


def test_the_command_asks_the_service_of_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with desk(tmp_path) as at, serving() as archive:
        at.site.pages["/news/1"] = statement(1)
        at.add("/news/1")
        keep(archive, {at.site.url + "/news/1": [("20210101000000", statement(1, 9))]})
        settings = at.archive.folder / FILE
        command = ["-a", str(at.archive.folder), "backfill", only_source(at)]
        command += ["--from", "2020-01-01", "--allow-private"]
        assert run(command, monkeypatch) == 1
        assert "no such service" in capsys.readouterr().err
        row = (
            f'\n[[services]]\nname = "TWA"\ncdx = "{archive.url}/cdx"\n'
            f'mementos = "{archive.url}/web/{{timestamp}}id_/{{url}}"\n'
        )
        settings.write_text(settings.read_text("utf-8") + row, "utf-8")
        assert get_service(at.archive.folder).name == "TWA"
        assert run(command, monkeypatch) == 0
        assert capsys.readouterr().out.startswith("mementos 1; statements new 0, versions new 1")
        (view,) = at.archive.statements.list()
        run(["-a", str(at.archive.folder), "show", view.id], monkeypatch)
        assert "2021-01-01 00:00 UTC, by the word of TWA" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ('cdx = "https://a.example/cdx"', "no name"),
        ('name = "a"\ncdx = "ftp://a.example/"', "cdx .* no address"),
        ('name = "a"\nmementos = "https://a.example/{url}"', "lacks"),
        ('name = "a"\nrobots = "override"', "robots_reason"),
    ],
)
def test_a_wrong_service_says_what_is_wrong(tmp_path: Path, row: str, why: str) -> None:
    with desk(tmp_path) as at:
        settings = at.archive.folder / FILE
        settings.write_text(settings.read_text("utf-8") + f"\n[[services]]\n{row}\n", "utf-8")
        with pytest.raises(ConfigError, match=why):
            list_services(at.archive.folder)


def test_the_forms_of_rows_in_use_are_read() -> None:
    forms = [
        b'{"urlkey": "e", "timestamp": "20210101000000", "url": "https://a.example/", '
        b'"mime": "text/html", "status": "200", "digest": "sha1:AB"}\n',
        b'example,a)/ 20210101000000 {"url": "https://a.example/", "status": "200", '
        b'"digest": "AB"}\n',
        b'[["urlkey","timestamp","original","mimetype","statuscode","digest","length"],\n'
        b'["e","20210101000000","https://a.example/","text/html","200","AB","9"]]',
        b"example,a)/ 20210101000000 https://a.example/ text/html 200 AB 9\n",
    ]
    for body in forms:
        (row,) = read_cdx(body)
        assert (row.url, row.at.year, row.status, row.digest) == (
            "https://a.example/", 2021, 200, "AB"
        )  # fmt: skip
    assert read_cdx(b"<html>no rows</html>\n{broken\n[[") == []
