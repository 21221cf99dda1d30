"""Files go in, are found, and go in a second time without a trace of a copy."""

import datetime as dt
import os
import threading
from pathlib import Path

import pytest
from tests.archive.filled import filled, release, write_releases
from tests.capture.made_up import record

from onrecord.archive.adding import add
from onrecord.archive.changing import list_changes
from onrecord.archive.making import init_archive
from onrecord.archive.opening import open_archive
from onrecord.archive.verifying.verify import verify
from onrecord.errors import CaptureError, ConfigError
from onrecord.store import changes


def test_what_is_added_is_found_and_shown(tmp_path: Path) -> None:
    archive, counts = filled(tmp_path)
    with archive:
        assert (counts.new, counts.failed) == (5, 0)
        found = archive.search("galatea OR borealis")
        assert [hit.title for hit in found.hits] == ["Statement 1 on the ferry Borealis"]
        view = archive.statements.get(found.hits[0].id)
        assert view.url == "https://mfa.talara.example/en/1"
        assert view.extraction.published_on == dt.date(2025, 10, 2)
        assert [c.url for c in view.extraction.citations] == ["https://port.talara.example/log/1"]
        assert archive.captures.payload(view.captures[0].seq).decode() == release(1)


def test_adding_again_makes_observations_only(tmp_path: Path) -> None:
    archive, _ = filled(tmp_path)
    with archive:
        again = add(archive, tmp_path / "releases")
        assert (again.new, again.versions, again.seen_again, again.failed) == (0, 0, 5, 0)
        assert len(list(archive.captures.list())) == 5
        assert archive.search("ferry").total == 5


def test_a_changed_wording_is_a_version_and_both_are_found(tmp_path: Path) -> None:
    archive, _ = filled(tmp_path)
    with archive:
        path = tmp_path / "releases" / "0002.md"
        path.write_text(path.read_text("utf-8").replace("at noon", "at midnight"), "utf-8")
        counts = add(archive, tmp_path / "releases")
        assert (counts.new, counts.versions, counts.seen_again) == (0, 1, 4)
        (now,) = archive.search("midnight").hits
        assert (now.version, now.current) == (2, True)
        (before,) = archive.search("noon AND calliope").hits
        assert (before.id, before.version, before.current) == (now.id, 1, False)
        path.write_text(path.read_text("utf-8").replace("at midnight", "at noon"), "utf-8")
        add(archive, tmp_path / "releases")
        view = archive.statements.get(now.id)
        assert (view.version, len(view.versions)) == (1, 2)
        assert [len(v.intervals) for v in view.versions] == [2, 1]
        assert [h.current for h in archive.search("noon AND calliope").hits] == [True]


def test_one_bad_file_never_stops_the_rest(tmp_path: Path) -> None:
    folder = write_releases(tmp_path / "releases", 3)
    (folder / "0001b.md").touch()
    (folder / "junk.html").write_bytes(os.urandom(4096))
    with init_archive(tmp_path / "archive") as archive:
        counts = add(archive, folder)
        assert counts.new == 3
        assert sorted(failure.path for failure in counts.failures) == ["0001b.md", "junk.html"]


def test_a_missing_target_is_an_error(tmp_path: Path) -> None:
    with init_archive(tmp_path / "archive") as archive, pytest.raises(CaptureError, match="exists"):
        add(archive, tmp_path / "nowhere")


def test_no_path_of_the_machine_is_kept(tmp_path: Path) -> None:
    archive, _ = filled(tmp_path)
    archive.close()
    secret = str(tmp_path).encode()
    for path in (tmp_path / "archive").rglob("*"):
        if path.is_file():
            assert secret not in path.read_bytes(), path.name


def test_two_folders_of_one_name_are_two_sources(tmp_path: Path) -> None:
    for parent in ("a", "b"):
        folder = tmp_path / parent / "inbox"
        folder.mkdir(parents=True)
        (folder / "x.txt").write_text(f"Statement by the Ministry\n\nThis is text {parent}.\n")
    with init_archive(tmp_path / "archive") as archive:
        add(archive, tmp_path / "a" / "inbox")
        add(archive, tmp_path / "b" / "inbox")
        add(archive, tmp_path / "a" / "inbox")
        assert [view.key for view in archive.statements.list()] == ["inbox:x.txt", "inbox-2:x.txt"]


def test_a_folder_that_was_moved_is_the_source_it_was(tmp_path: Path) -> None:
    releases = write_releases(tmp_path / "releases", 5)
    (releases / "sub").mkdir()
    (releases / "sub" / "x.txt").write_text("Statement by the Ministry\n\nIt sails.\n")
    with init_archive(tmp_path / "archive") as archive:
        assert add(archive, releases).new == 6
        (tmp_path / "elsewhere").mkdir()
        moved = releases.rename(tmp_path / "elsewhere" / "releases")
        (moved / "0001.md").write_text(release(1).replace("at noon", "at one"), "utf-8")
        counts = add(archive, moved)
        assert (counts.new, counts.versions, counts.seen_again) == (0, 1, 5)
        assert add(archive, moved).seen_again == 6
        single = add(archive, moved / "0002.md")
        assert (single.new, single.seen_again) == (0, 1)


def test_a_name_that_keys_would_trip_on_is_refused(tmp_path: Path) -> None:
    releases = write_releases(tmp_path / "releases", 1)
    with (
        init_archive(tmp_path / "archive") as archive,
        pytest.raises(ConfigError, match="mfa-releases"),
    ):
        add(archive, releases, source="mfa:releases")


def test_two_adds_at_once_wait_for_each_other(tmp_path: Path) -> None:
    folder = write_releases(tmp_path / "releases", 40)
    init_archive(tmp_path / "archive").close()
    heard: list[str] = []

    def run() -> None:
        with open_archive(tmp_path / "archive", say=heard.append) as archive:
            add(archive, folder)

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(heard) == 1
    assert "waiting for process" in heard[0]
    with open_archive(tmp_path / "archive") as archive:
        assert len(list(archive.statements.list())) == 40
        assert len(list(archive.captures.list())) == 40


def test_the_change_log_tells_what_happened(tmp_path: Path) -> None:
    archive, _ = filled(tmp_path, 2)
    with archive:
        path = tmp_path / "releases" / "0000.md"
        path.write_text(path.read_text("utf-8").replace("at noon", "at one"), "utf-8")
        add(archive, tmp_path / "releases")
        with archive.database.reading() as connection:
            told = [
                (change.kind, change.from_version, change.to_version)
                for change in changes.list_changes(connection)
            ]
        assert told == [("new", None, 1), ("new", None, 1), ("wording", 1, 2)]


def test_every_record_of_a_warc_is_kept_whatever_it_is(tmp_path: Path) -> None:
    def sent(uri: str, status: str, media: str, body: bytes) -> bytes:
        head = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\nContent-Length: {len(body)}\r\n\r\n"
        headers = {"WARC-Target-URI": uri, "Content-Type": "application/http; msgtype=response"}
        return record("response", headers, head.encode() + body)

    page = b"<html><body><h1>Statement</h1><p>The ferry sails again today.</p></body></html>"
    answers = [
        sent("https://mot.example/1", "200 OK", "text/html", page),
        sent("https://mot.example/gone", "404 Not Found", "text/html", page),
        sent("https://mot.example/old", "301 Moved", "text/html", b""),
        sent("https://mot.example/a.png", "200 OK", "image/png", b"\x89PNG\r\n\x1a\n"),
    ]
    (tmp_path / "all.warc").write_bytes(b"".join(answers))
    with init_archive(tmp_path / "archive") as archive:
        counts = add(archive, tmp_path / "all.warc")
        assert (counts.new, counts.not_statements, counts.failed) == (1, 3, 0)
        assert counts.reasons == {"status 404": 1, "status 301": 1, "media image/png": 1}
        assert [kept.status for kept in archive.captures.list()] == [200, 404, 301, 200]
        assert archive.captures.payload(1) == page
        assert list(verify(archive)) == []


TWICE = """<?xml version="1.0"?><rss version="2.0"><channel><title>Ministry of Talara</title>
<item><title>On the ferry</title><link>https://mfa.talara.example/1</link><description>
The Ministry states that 12 people were on board the ferry that left at noon.</description></item>
<item><title>On the ferry</title><link>https://mfa.talara.example/1</link><description>
The Ministry states that 14 people were on board the ferry that left at noon.</description></item>
</channel></rss>"""


def test_an_item_that_stands_twice_in_a_feed_has_two_wordings(tmp_path: Path) -> None:
    feed = tmp_path / "feed.xml"
    with init_archive(tmp_path / "archive") as archive:
        for further in ("", " ", "  "):
            feed.write_text(TWICE.replace("</channel>", further + "</channel>"), "utf-8")
            add(archive, feed)
        (view,) = archive.statements.list()
        assert [version.number for version in view.versions] == [1, 2]
        assert [told.kind for told in list_changes(archive)] == ["new", "wording"]
