"""A WARC indexed where it lies: found, shown, verified, and not copied."""

import io
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from onrecord.archive.adding import add
from onrecord.archive.making import init_archive
from onrecord.archive.verifying.verify import verify
from onrecord.errors import CaptureError

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Notice {n} on the ferry</title></head><body>
<article><h1>Notice {n} on the ferry</h1><p>The Ministry of Transport of Talara gives notice that
the ferry number {n} does not run on 19 October 2025 because of repairs at the pier.</p>
</article></body></html>"""


@pytest.fixture
def warc(tmp_path: Path) -> Path:
    path = tmp_path / "collections" / "big.warc.gz"
    path.parent.mkdir()
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for n in range(3):
            page = PAGE.format(n=n).encode()
            record = writer.create_warc_record(
                f"https://mot.talara.example/{n}",
                "response",
                payload=io.BytesIO(page),
                length=len(page),
                http_headers=StatusAndHeaders(
                    "200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1"
                ),
            )
            writer.write_record(record)
    return path


def test_records_stay_where_they_lie(tmp_path: Path, warc: Path) -> None:
    with init_archive(tmp_path / "archive") as archive:
        counts = add(archive, warc, in_place=True)
        assert (counts.new, counts.failures) == (3, [])
        captures = list(archive.captures.list())
        assert {capture.warc for capture in captures} == {"in-place/big.warc.gz"}
        assert not list((tmp_path / "archive" / "captures").glob("2*"))
        assert archive.captures.payload(1) == PAGE.format(n=1).encode()
        assert list(verify(archive)) == []
        assert add(archive, warc, in_place=True).seen_again == 3
        link = tmp_path / "archive" / "captures" / "in-place" / "big.warc.gz"
        assert not link.readlink().is_absolute()


def test_an_altered_or_missing_file_is_seen(tmp_path: Path, warc: Path) -> None:
    with init_archive(tmp_path / "archive") as archive:
        add(archive, warc, in_place=True)
        data = bytearray(warc.read_bytes())
        data[-60] ^= 1
        warc.write_bytes(data)
        assert len(list(verify(archive))) == 1
        warc.unlink()
        assert len(list(verify(archive))) == 3


def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE)
    with (
        init_archive(tmp_path / "archive") as archive,
        pytest.raises(CaptureError, match="one WARC file"),
    ):
        add(archive, page, in_place=True)
