"""WARC files on disk and in a bucket: the same contract."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.versitygw import BucketServer

from onrecord.archive.ports import CaptureFiles
from onrecord.capture import files_in_bucket
from onrecord.capture.deflate import gzip_member
from onrecord.capture.files_in_bucket import FilesInBucket
from onrecord.capture.files_on_disk import FilesOnDisk
from onrecord.capture.fixity import sha256
from onrecord.errors import CaptureError, FixityError

MEMBERS = [gzip_member(b"record %d " % n * 50) for n in range(5)]


@pytest.fixture(params=["disk", "bucket"])
def files(request: pytest.FixtureRequest, tmp_path: Path) -> CaptureFiles:
    if request.param == "disk":
        return FilesOnDisk(tmp_path / "captures")
    server: BucketServer = request.getfixturevalue("bucket_server")
    return FilesInBucket(tmp_path / "captures", server.new_bucket())


def test_what_was_appended_is_read_before_and_after_its_file_is_closed(files: CaptureFiles) -> None:
    assert not files.is_taken()
    with files.writer() as writer:
        places = [writer.append(member) for member in MEMBERS]
        writer.sync()
        assert files.read(places[1].file, places[1].offset, places[1].length) == MEMBERS[1]
    for place, member in zip(places, MEMBERS, strict=True):
        found = files.read(place.file, place.offset, place.length, member_sha256=sha256(member))
        assert found == member
    assert files.size(places[0].file) == places[-1].offset + places[-1].length
    assert files.is_taken()


def test_other_bytes_and_missing_ones_are_told(files: CaptureFiles) -> None:
    with files.writer() as writer:
        place = writer.append(MEMBERS[0])
    with pytest.raises(FixityError, match="not the bytes"):
        files.read(place.file, place.offset, place.length, member_sha256=sha256(b""))
    for offset, length in ((place.offset, place.length + 1), (10**9, 5), (-1, 5), (0, -5)):
        with pytest.raises(FixityError):
            files.read(place.file, offset, length)
    with pytest.raises(FixityError, match=r"missing|can't be read"):
        files.read("2026/11/none.warc.gz", 0, 5)
    assert files.size("2026/11/none.warc.gz") is None


def test_a_member_is_replaced_by_one_as_long(files: CaptureFiles) -> None:
    with files.writer() as writer:
        first, second = writer.append(MEMBERS[0]), writer.append(MEMBERS[1])
    files.replace(first.file, first.offset, b"x" * first.length)
    assert files.read(first.file, first.offset, first.length) == b"x" * first.length
    assert files.read(second.file, second.offset, second.length) == MEMBERS[1]


def test_a_file_of_another_archive_is_kept_whole_or_not_at_all(files: CaptureFiles) -> None:
    def breaking() -> Iterator[bytes]:
        yield MEMBERS[0]
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        files.bring("2026/11/a.warc.gz", breaking())
    assert files.size("2026/11/a.warc.gz") is None
    files.bring("2026/11/a.warc.gz", MEMBERS)
    assert files.read("2026/11/a.warc.gz", 0, len(MEMBERS[0])) == MEMBERS[0]
    assert files.size("2026/11/a.warc.gz") == len(b"".join(MEMBERS))


def test_what_an_interrupted_writer_left_is_put_and_what_is_written_stays(
    bucket_server: BucketServer, tmp_path: Path
) -> None:
    files = FilesInBucket(tmp_path / "captures", bucket_server.new_bucket())
    interrupted = files.writer()
    place = interrupted.append(MEMBERS[0])
    interrupted.sync()
    interrupted.__exit__(KeyboardInterrupt, None, None)
    ends = {place.file: place.offset + place.length}
    with files.writer() as writer:
        other = writer.append(MEMBERS[1])
        writer.sync()
        assert files.settle({**ends, other.file: other.offset + other.length}) == [place.file]
        assert (files.folder / other.file).exists()
    assert not (files.folder / place.file).exists()
    assert files.read(place.file, place.offset, place.length) == MEMBERS[0]
    assert [path.name for path in bucket_server.objects(files.url)] == sorted(
        Path(one.file).name for one in (place, other)
    )


def test_a_full_file_is_put_with_the_batch_after_the_one_that_filled_it(
    bucket_server: BucketServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files_in_bucket, "ROTATE_AT", 1)
    files = FilesInBucket(tmp_path / "captures", bucket_server.new_bucket())
    with files.writer() as writer:
        first = [writer.append(member) for member in MEMBERS]
        writer.sync()
        assert len({place.file for place in first}) > 1
        assert bucket_server.objects(files.url) == []  # it is not in the record yet
        writer.append(MEMBERS[0])
        writer.sync()
        assert bucket_server.objects(files.url)
    assert list(files.folder.rglob("*.warc.gz")) == []


def test_a_bucket_that_is_not_there_is_an_error_that_says_what_to_do(
    bucket_server: BucketServer, tmp_path: Path
) -> None:
    files = FilesInBucket(tmp_path / "captures", "s3://nowhere/kept")
    with pytest.raises(CaptureError, match=r"onrecord\.toml"), files.writer() as writer:
        writer.append(MEMBERS[0])
    assert len(list(files.folder.rglob("*.warc.gz"))) == 1  # kept here
