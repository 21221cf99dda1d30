"""Every kind of bad input gets a clear reason and costs the rest nothing."""

import errno
import gzip
import os
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import event
from tests.archive.filled import write_releases

from onrecord.archive.adding import add
from onrecord.archive.counts import Counts
from onrecord.archive.making import init_archive
from onrecord.archive.opening import open_archive
from onrecord.archive.verifying.verify import verify
from onrecord.errors import CaptureError, OnRecordError, StoreError

GOOD = "Statement by the Ministry of Transport of Talara\n\nThe ferry does not run today.\n"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD)
    return folder


def added(tmp_path: Path, inbox: Path) -> Counts:
    """Add the folder; whatever else is in it, the good file comes through and all is whole."""
    with init_archive(tmp_path / "archive") as archive:
        counts = add(archive, inbox)
        assert archive.search("ferry").total == 1
        assert list(verify(archive)) == []
    return counts


def junk(path: Path) -> None:
    path.write_bytes(b"\x00\x01\x02\xff\xfe" + os.urandom(20_000))


def nested(path: Path) -> None:
    path.write_text("<html><body>" + "<div>" * 50_000 + "deep" + "</div>" * 50_000)


def gzip_bomb(path: Path) -> None:
    with gzip.open(path, "wb", compresslevel=9) as file:
        for _ in range(600):
            file.write(b"\0" * 1024**2)


def zip_bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("datapackage.json", "{}")
        with file.open("archive/data.warc", "w", force_zip64=True) as entry:
            for _ in range(2500):
                entry.write(b"\0" * 1024**2)


def leaving_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("datapackage.json", "{}")
        file.writestr("../../etc/passwd.warc", "WARC/1.1\r\n")


def truncated_gzip(path: Path) -> None:
    page = f"<html><body><p>{os.urandom(9000).hex()}</p></body></html>"
    path.write_bytes(gzip.compress(page.encode())[:4000])


BAD: dict[str, Callable[[Path], object]] = {
    "empty.html": lambda path: path.touch(),
    "junk.html": junk,
    "no-text.html": lambda path: path.write_text("<html><body><img src=x></body></html>"),
    "nested.html": nested,
    "page.html.gz": truncated_gzip,
    "bomb.html.gz": gzip_bomb,
    "bomb.wacz": zip_bomb,
    "leaving.wacz": leaving_zip,
    "broken.pdf": lambda path: path.write_bytes(b"%PDF-1.7\n1 0 obj\n<<"),
    "broken.docx": lambda path: path.write_bytes(b"PK\x03\x04 not a zip at all"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_has_a_reason_and_costs_nothing(name: str, tmp_path: Path, inbox: Path) -> None:
    BAD[name](inbox / name)
    counts = added(tmp_path, inbox)
    assert counts.new - (name == "nested.html") <= 1
    told = [failure.reason for failure in counts.failures]
    assert told or counts.not_statements or counts.passed or name == "nested.html"
    assert not any(str(tmp_path) in reason for reason in told)


def test_a_wrongly_declared_charset_is_seen_through(tmp_path: Path, inbox: Path) -> None:
    page = (
        '<html><head><meta charset="windows-1252"><title>Qəza</title></head><body><article>'
        "<h1>Gəmi qəzası haqqında məlumat</h1><p>Nazirlik bildirir ki, bərə limana dönmüşdür və "
        "sərnişinlər sağ-salamatdır. Araşdırma davam edir.</p></article></body></html>"
    )
    (inbox / "page.html").write_bytes(page.encode("utf-8"))
    with init_archive(tmp_path / "archive") as archive:
        assert add(archive, inbox).new == 2
        assert archive.search("sərnişinlər").total == 1


def test_a_page_beyond_the_limit_is_refused_and_says_what_to_do(
    tmp_path: Path, inbox: Path
) -> None:
    with (inbox / "huge.html").open("wb") as file:
        file.truncate(300 * 1024**2)
    (failure,) = added(tmp_path, inbox).failures
    assert "limit" in failure.reason


def test_a_page_larger_than_is_read_is_kept_and_can_be_checked(tmp_path: Path, inbox: Path) -> None:
    """It deflates so well that its own record would pass for a bomb."""
    line = b"<p>The Ministry says that the ferry has not run today.</p>\n"
    (inbox / "large.html").write_bytes(line * (60 * 1024**2 // len(line)))
    (failure,) = added(tmp_path, inbox).failures
    assert "bytes are kept" in failure.reason
    with open_archive(tmp_path / "archive") as archive:
        large = [kept for kept in archive.captures.list() if kept.path == "large.html"]
        assert len(archive.captures.payload(large[0].seq)) == large[0].payload_size


def test_a_link_that_leaves_the_folder_is_refused(tmp_path: Path, inbox: Path) -> None:
    (tmp_path / "secret.txt").write_text("not yours")
    (inbox / "link.txt").symlink_to(tmp_path / "secret.txt")
    (failure,) = added(tmp_path, inbox).failures
    assert "leaves" in failure.reason


@pytest.mark.parametrize("date", ["2999-01-01", "0001-01-01", "2025-02-31", "soon"])
def test_an_impossible_date_is_not_believed(date: str, tmp_path: Path, inbox: Path) -> None:
    (inbox / "a.md").write_text(f"---\ntitle: On the ferry\ndate: {date}\n---\n\nIt sails again.\n")
    with init_archive(tmp_path / "archive") as archive:
        assert add(archive, inbox).new == 2
        (hit,) = archive.search("sails").hits
        assert hit.published_on is None


def test_a_missing_target_is_an_error(tmp_path: Path) -> None:
    with init_archive(tmp_path / "archive") as archive, pytest.raises(CaptureError):
        add(archive, tmp_path / "nowhere")


def test_a_full_disk_loses_nothing_acknowledged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    releases = write_releases(tmp_path / "releases", 600)
    archive = init_archive(tmp_path / "archive")
    written = 0
    write = os.write

    def full(handle: int, data: bytes) -> int:
        nonlocal written
        if stat.S_ISREG(os.fstat(handle).st_mode):
            written += len(data)
            if written > 250_000:
                raise OSError(errno.ENOSPC, "No space left on device")
        return write(handle, data)

    with archive, monkeypatch.context() as patched:
        patched.setattr(os, "write", full)
        with pytest.raises(CaptureError, match="free some space"):
            add(archive, releases)
    completed(tmp_path, releases, 600)


def test_a_full_database_loses_nothing_acknowledged(tmp_path: Path) -> None:
    releases = write_releases(tmp_path / "releases", 600)
    with init_archive(tmp_path / "archive") as archive:
        event.listen(archive.database.engine, "connect", _small)
        archive.database.engine.dispose()
        with pytest.raises(StoreError, match="full"):
            add(archive, releases)
    completed(tmp_path, releases, 600)


def _small(connection: object, _record: object) -> None:
    connection.execute("PRAGMA max_page_count = 250")  # type: ignore[attr-defined]


def completed(tmp_path: Path, releases: Path, count: int) -> None:
    """The archive opens, is sound, and is completed by another run."""
    with open_archive(tmp_path / "archive") as archive:
        assert list(verify(archive)) == []
        before = {view.id for view in archive.statements.list()}
        assert 0 < len(before) < count or not before
        assert add(archive, releases).new == count - len(before)
        assert len(list(archive.captures.list())) == count
        assert list(verify(archive)) == []


def test_a_folder_that_is_no_archive_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OnRecordError, match="onrecord init"):
        open_archive(tmp_path)
