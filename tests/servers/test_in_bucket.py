"""An archive whose originals lie in a bucket, and the server that stops while one is filled."""

from pathlib import Path

import pytest
from tests.archive.filled import write_releases
from tests.postgresql import Server
from tests.versitygw import BucketServer

from onrecord.archive.adding import add
from onrecord.archive.counting import stats
from onrecord.archive.exporting import export
from onrecord.archive.importing.choosing import import_paths
from onrecord.archive.making import init_archive
from onrecord.archive.rebuilding import rebuild_extractions
from onrecord.archive.taking_down import expunge
from onrecord.archive.verifying.verify import verify
from onrecord.errors import CaptureError, NotFoundError, StoreError


def test_all_that_reads_originals_reads_them_in_the_bucket(
    bucket_server: BucketServer, postgresql: Server, tmp_path: Path
) -> None:
    url = bucket_server.new_bucket()
    releases = write_releases(tmp_path / "releases", 8)
    store = postgresql.new_database()
    with init_archive(tmp_path / "archive", store=store, captures=url) as archive:
        assert add(archive, releases).new == 8
        assert list(archive.captures_folder.rglob("*.warc.gz")) == []
        assert len(bucket_server.objects(url)) == 1
        assert b"ferry" in archive.captures.payload(3)
        assert list(verify(archive)) == []
        assert list(verify(archive, in_place=True)) == []
        assert stats(archive)["bytes"] > bucket_server.objects(url)[0].stat().st_size
        assert rebuild_extractions(archive).captures == 8
        assert b"".join(export(archive, "warc", "ferry"))
        with init_archive(tmp_path / "copy") as copy:
            assert import_paths(copy, [archive.folder]).new == 8
        with pytest.raises(StoreError, match="captures already"):
            init_archive(tmp_path / "other", captures=url)
        first = next(iter(archive.statements.list())).id
        (seq,) = expunge(archive, first, reason="asked by its issuer")
        with pytest.raises(NotFoundError, match="expunged"):
            archive.captures.payload(seq)
        assert list(verify(archive)) == []
        (kept,) = bucket_server.objects(url)
        damaged = bytearray(kept.read_bytes())
        damaged[-100] ^= 1
        kept.write_bytes(damaged)
        assert [fault.kind for fault in verify(archive)] == ["capture"]


def test_a_server_that_stops_loses_nothing(bucket_server: BucketServer, tmp_path: Path) -> None:
    releases = write_releases(tmp_path / "releases", 20)
    with init_archive(tmp_path / "archive", captures=bucket_server.new_bucket()) as archive:
        bucket_server.stop()
        try:
            with pytest.raises(CaptureError, match="run the command again"):
                add(archive, releases)
            assert b"ferry" in archive.captures.payload(3)  # kept in the folder until then
        finally:
            bucket_server.start()
        assert add(archive, releases).seen_again == 20
        assert list(archive.captures_folder.rglob("*.warc.gz")) == []
        assert list(verify(archive)) == []
