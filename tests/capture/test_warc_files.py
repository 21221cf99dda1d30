"""The archive's own WARC files: what was appended is found, a torn tail is set aside, not lost."""

import datetime as dt
import errno
import os
from pathlib import Path

import pytest

from onrecord.capture.deflate import gzip_member
from onrecord.capture.fixity import sha256
from onrecord.capture.warc_files import (
    WarcWriter,
    find_torn_tail,
    read_member,
    set_aside,
)
from onrecord.errors import CaptureError, FixityError

NOW = dt.datetime(2026, 11, 3, 9, 30, tzinfo=dt.UTC)
MEMBERS = [gzip_member(b"record %d " % n * 50) for n in range(5)]


def writer(folder: Path, *, rotate_at: int = 10**6, name: str = "w1") -> WarcWriter:
    return WarcWriter(folder, name, rotate_at=rotate_at, clock=lambda: NOW)


def test_members_are_found_where_they_were_put(tmp_path: Path) -> None:
    with writer(tmp_path) as out:
        places = [out.append(member) for member in MEMBERS]
    assert {place.file for place in places} == {"2026/11/20261103T093000Z-w1-00001.warc.gz"}
    for place, member in zip(places, MEMBERS, strict=True):
        found = read_member(
            tmp_path / place.file, place.offset, place.length, member_sha256=sha256(member)
        )
        assert found == member
    assert (tmp_path / places[0].file).stat().st_size == places[-1].offset + places[-1].length


def test_a_full_file_is_followed_by_a_next_one_and_never_opened_again(tmp_path: Path) -> None:
    with writer(tmp_path, rotate_at=2 * len(MEMBERS[0])) as out:
        files = [out.append(member).file for member in MEMBERS]
    assert len(set(files)) > 1
    assert files == sorted(files)
    before = {file: (tmp_path / file).read_bytes() for file in files}
    with writer(tmp_path, rotate_at=400) as out:
        again = out.append(MEMBERS[0]).file
    assert again not in before
    assert {file: (tmp_path / file).read_bytes() for file in files} == before


def test_no_append_no_file(tmp_path: Path) -> None:
    with writer(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_takes_the_failed_append_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = writer(tmp_path)
    first = out.append(MEMBERS[0])
    real = os.write

    def full(handle: int, data: bytes) -> int:
        if len(data) > 10:
            return real(handle, bytes(data)[:10])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(CaptureError, match="free some space"):
        out.append(gzip_member(b"x"))
    monkeypatch.undo()
    assert (tmp_path / first.file).stat().st_size == first.offset + first.length
    second = out.append(MEMBERS[1])
    out.close()
    assert second.offset == first.offset + first.length
    assert read_member(tmp_path / second.file, second.offset, second.length) == MEMBERS[1]


def test_after_a_failed_sync_the_file_is_not_trusted_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = writer(tmp_path)
    first = out.append(MEMBERS[0])

    def fail(_handle: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(CaptureError):
        out.sync()
    monkeypatch.undo()
    assert out.append(MEMBERS[1]).file != first.file
    out.close()


def test_a_folder_that_can_not_be_made_is_an_error_without_its_path(tmp_path: Path) -> None:
    (tmp_path / "captures").write_bytes(b"a file in the way")
    with pytest.raises(CaptureError) as caught:
        writer(tmp_path / "captures").append(MEMBERS[0])
    assert str(tmp_path) not in str(caught.value)


@pytest.mark.parametrize(
    ("offset", "length", "digest", "message"),
    [
        (0, 10**6, None, "cut short"),
        (0, 20, "0" * 64, "not the bytes that were recorded"),
    ],
)
def test_missing_and_changed_members_are_seen(
    tmp_path: Path, offset: int, length: int, digest: str | None, message: str
) -> None:
    (tmp_path / "a.warc.gz").write_bytes(MEMBERS[0])
    with pytest.raises(FixityError, match=message):
        read_member(tmp_path / "a.warc.gz", offset, length, member_sha256=digest)
    with pytest.raises(FixityError, match="can't be read"):
        read_member(tmp_path / "gone.warc.gz", 0, 1)


def test_a_torn_tail_is_set_aside_whole(tmp_path: Path) -> None:
    file = tmp_path / "2026" / "a.warc.gz"
    file.parent.mkdir()
    file.write_bytes(MEMBERS[0] + b"torn bytes")
    end = len(MEMBERS[0])
    assert find_torn_tail(file, end) == 10
    torn = set_aside(tmp_path, "2026/a.warc.gz", end)
    assert torn is not None
    assert torn.read_bytes() == b"torn bytes"
    assert torn.relative_to(tmp_path).as_posix() == f"torn/a.warc.gz-{end}"
    assert file.read_bytes() == MEMBERS[0]
    assert set_aside(tmp_path, "2026/a.warc.gz", end) is None


def test_a_file_with_nothing_acknowledged_is_moved(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(b"all torn")
    torn = set_aside(tmp_path, "a.warc.gz", 0)
    assert torn is not None
    assert torn.read_bytes() == b"all torn"
    assert not (tmp_path / "a.warc.gz").exists()


def test_a_file_shorter_than_acknowledged_is_a_fixity_error(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(b"short")
    with pytest.raises(FixityError, match="shorter than recorded"):
        find_torn_tail(tmp_path / "a.warc.gz", 6)
    with pytest.raises(FixityError, match="missing"):
        find_torn_tail(tmp_path / "b.warc.gz", 6)
