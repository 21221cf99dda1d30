"""An archive whose record is in PostgreSQL says what the same archive says with SQLite."""

import re
import secrets
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.archive.filled import release, write_releases
from tests.archive.watching.round import desk
from tests.cli.running import run
from tests.loopback import page
from tests.postgresql import Server

from onrecord.archive.adding import add
from onrecord.archive.demonstrating import COLLECTION, build_demo
from onrecord.archive.finding import FILE
from onrecord.archive.making import init_archive
from onrecord.archive.opening import open_archive
from onrecord.archive.verifying.verify import verify
from onrecord.errors import ConfigError, SchemaVersionError, StoreError
from onrecord.model.page_state import PageState
from onrecord.store import changes
from onrecord.store.schema import APPLICATION_ID
from onrecord.web.app import make_app

INSTANT = re.compile(r"2026-\d\d-\d\d[ T][\d:.]+( UTC|Z)|\b20\d\d-\d\d-\d\dT[\d:.]+Z")
# Of records, whose ids are random: where they lie, and their digests.
RECORD = re.compile(r'[\w/-]+\.warc\.gz( at [\d,]+|", ?"offset": ?\d+)|\b[0-9a-f]{64}\b')
# How well it answers rests on how the index's segments came to be merged.
SCORE = re.compile(r'"score":[\d.]+')

OWN_WRITES = 2.0  # seconds within which a reader sees them

COMMANDS = (
    ["search", "ceasefire OR ferry", "--limit", "50", "--json", "--facets"],
    ["show", "i3k2q7dhhmn5fl4x"],
    ["show", "tfp7khe4w23p22t5", "--json"],
    ["changes"],
    ["diff", "i3k2q7dhhmn5fl4x"],
    ["claims", "--json"],
    ["compare", "ferry"],
    ["citations"],
    ["quote", "about 12 nautical miles east of Constanța"],
    ["export", "jsonl"],
    ["sources"],
    ["rebuild", "index"],
    ["rebuild", "claims"],
    ["rebuild", "extract"],
    ["verify", "--json"],
    ["withhold", "i3k2q7dhhmn5fl4x"],
    ["search", "Luminara"],
    ["expunge", "i3k2q7dhhmn5fl4x", "--reason", "asked by its issuer", "--yes"],
    ["search", "Luminara"],
    ["verify"],
    ["migrate"],
    ["watch"],
)


@pytest.fixture(scope="module")
def folders(
    tmp_path_factory: pytest.TempPathFactory, postgresql: Server
) -> Iterator[tuple[Path, Path]]:
    """The demo archive on SQLite and on PostgreSQL."""
    folder = tmp_path_factory.mktemp("stores")
    made = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ONRECORD_KEYS", str(folder / "keys"))
        for name, store in (("sqlite", None), ("postgresql", postgresql.new_database())):
            init_archive(folder / name, store=store).close()
            settings = (COLLECTION / FILE).read_text("utf-8").split("[[sources]]")[0]
            if store is not None:
                settings = settings.replace("[archive]", f'[archive]\nstore = "{store}"')
            (folder / name / FILE).write_text(settings, "utf-8")
            archive, counts = build_demo(folder / name, say=lambda _message: None)
            assert (counts.new, counts.failed) == (49, 0)
            archive.close()
            made.append(folder / name)
        yield made[0], made[1]


def test_every_command_says_the_same(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ONRECORD_KEYS", str(folders[0].parent / "keys"))
    for command in COMMANDS:
        said = []
        for folder in folders:
            capsys.readouterr()
            status = run(["-a", str(folder), *command], monkeypatch)
            out, err = capsys.readouterr()
            out = SCORE.sub("S", RECORD.sub("R", INSTANT.sub("T", out)))
            said.append((status, sorted(out.splitlines()), INSTANT.sub("T", err)))
        assert said[0] == said[1], command
        assert said[0][0] == 0, (command, said[0])
    with open_archive(folders[1]) as archive:
        assert not (archive.folder / "record.sqlite").exists()
        with archive.database.reading() as connection:
            assert changes.last_seq(connection) > 49


def test_the_site_shows_what_was_written_since(postgresql: Server, tmp_path: Path) -> None:
    releases = write_releases(tmp_path / "releases", 2)
    with init_archive(tmp_path / "archive", store=postgresql.new_database()) as archive:
        add(archive, releases)
        with TestClient(make_app(archive.folder, say=print), base_url="http://127.0.0.1") as client:
            for path in ("/", "/changes", "/issuers", "/api/v1/changes"):
                assert client.get(path).status_code == 200, path
            assert "Calliope" not in client.get("/?q=ferry").text
            write_releases(tmp_path / "releases", 3)
            add(archive, releases)
            until = time.monotonic() + OWN_WRITES
            while "Calliope" not in client.get("/?q=ferry").text:
                assert time.monotonic() < until


def test_a_page_is_watched(postgresql: Server, tmp_path: Path) -> None:
    with desk(tmp_path, store=postgresql.new_database()) as at:
        at.site.pages["/1"] = page("On the ferry", "The Ministry says that four were saved.")
        assert at.add("/1").new == 1
        at.site.pages["/1"] = page("On the ferry", "The Ministry says that nine were saved.")
        assert at.watch().versions == 1
        del at.site.pages["/1"]
        at.watch(hours=24)
        assert at.state("/1") is not PageState.PRESENT
        assert list(verify(at.archive)) == []


def test_a_database_that_holds_something_else_is_refused(
    postgresql: Server, tmp_path: Path
) -> None:
    url = postgresql.new_database()
    with init_archive(tmp_path / "archive", store=url) as archive:
        dialect = archive.dialect
        with pytest.raises(StoreError, match="already"):
            init_archive(tmp_path / "other", store=url)
        assert not (tmp_path / "other" / FILE).exists()
        with archive.database.writing() as connection:
            dialect.write_marks(connection, APPLICATION_ID, 99)
    archive = open_archive(tmp_path / "archive")
    with pytest.raises(SchemaVersionError, match="upgrade onrecord"):
        archive.database  # noqa: B018 - opened when it is first asked for


def test_an_address_that_no_index_holds_ends_with_that_reason(
    postgresql: Server, tmp_path: Path
) -> None:
    long = "https://mfa.talara.example/" + secrets.token_hex(9000)
    (tmp_path / "a.md").write_text(release(1).replace("https://mfa.talara.example/en/1", long))
    (tmp_path / "b.md").write_text(release(2))
    with init_archive(tmp_path / "archive", store=postgresql.new_database()) as archive:
        with pytest.raises(StoreError, match="longer than PostgreSQL can index"):
            add(archive, tmp_path / "a.md")
        assert add(archive, tmp_path / "b.md").new == 1
        assert list(verify(archive)) == []


def test_an_address_of_no_known_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="postgresql://"):
        init_archive(tmp_path / "archive", store="mysql://localhost/archive")
