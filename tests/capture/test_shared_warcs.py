"""Every broken WARC, ARC and WACZ of the real data: what is kept, passed over and reported.

The counts of records were compared with those of fastwarc and warcio. Where the two give up or
differ, and for every error expected here, lengths and digests were worked out by hand from the
bytes; what was found stands beside the entry.
"""

from dataclasses import dataclass
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator
from tests.capture.reading_files import AT, by_kind

from eval import data
from onrecord.capture.files import list_files, read_file
from onrecord.capture.reading import FileRef


@dataclass(frozen=True, slots=True)
class Expected:
    kept: int
    skipped: int
    errors: tuple[tuple[int | None, str], ...] = ()  # (offset, words of the message)


W, J, P = "warc_warcio/test/data/", "warc_warciojs/test/data/", "wacz_pywacz/tests/fixtures/"
EXPECTED = {
    # One gzip member holds all six records, which warcio refuses to read on from.
    W + "example-bad-non-chunked.warc.gz": Expected(1, 5),
    W + "example-bad.warc.gz.bad": Expected(2, 4),
    # Lengths -1, -1 and abc; the third record's one byte is no HTTP response.
    W + "bad.arc": Expected(
        0,
        0,
        (
            (0, "no usable length"),
            (134, "no usable length"),
            (202, "no HTTP status line"),
            (262, "no usable length"),
        ),
    ),
    W + "example-digest.warc": Expected(0, 4),  # requests only
    W + "example-iana.org-chunked.warc": Expected(1, 2),
    W + "example-resource.warc.gz": Expected(1, 2),
    W + "example-space-in-target-uri.warc.gz": Expected(1, 1),  # a picture
    # Twelve carriage returns fell out of the header; the HTTP length proves the body whole.
    W + "example-space-in-url.arc": Expected(1, 1, ((151, "1,591 bytes said, 1,579 found"),)),
    # The length is two too small; block and payload digest prove the 975 bytes there are.
    W + "example-trunc.warc": Expected(1, 3, ((1197, "973 bytes said, 979 found"),)),
    W + "example-wget-bad-target-uri.warc.gz": Expected(1, 5),
    # The payload's digest holds, the block's does not.
    W + "example-wrong-chunks.warc.gz": Expected(1, 1, ((0, "digest does not match"),)),
    W + "example.arc": Expected(1, 1),
    W + "example.arc.gz": Expected(1, 1),
    W + "example.warc": Expected(1, 5),
    W + "example.warc.gz": Expected(1, 5),
    W + "post-test.warc.gz": Expected(3, 3),
    # The same record, its length one too small.
    J + "example-bad-length.warc": Expected(1, 5, ((1197, "974 bytes said, 979 found"),)),
    J + "example-iana.org-chunked.warc": Expected(1, 2),
    J + "example-resource.warc.gz": Expected(1, 0),
    J + "example-url-agnostic-revisit.warc.gz": Expected(0, 2),
    J + "example-wget-bad-target-uri.warc.gz": Expected(1, 5),
    J + "example.warc": Expected(1, 6),
    J + "example.warc.gz": Expected(1, 5),
    J + "post-test-more.warc": Expected(3, 3),
    J + "post-test.warc.gz": Expected(3, 3),
    J + "redirect.warc": Expected(1, 1),
    P + "example-collection-with-lists.warc": Expected(18, 20),
    P + "example-collection.warc": Expected(1, 3),
    P + "example-iana.warc": Expected(24, 94),
    P + "example-resource.warc.gz": Expected(1, 2),
    P + "example-warcinfo-metadata.warc": Expected(1, 3),
    P + "invalid_example_1.wacz": Expected(0, 0, ((None, "no WARC file in this WACZ"),)),
    P + "invalid_signed_example_1.wacz": Expected(
        2, 2
    ),  # all its digests hold; signatures are not read
    P + "valid_example_1.wacz": Expected(1, 3),
    P + "valid_example_2.wacz": Expected(1, 3),
    P + "valid_signed_example_1.wacz": Expected(2, 2),
    # The rest are no web archives, but lie in the folder.
    P + "logs/wr-crawl.log": Expected(0, 17),
    P + "logs/wr-specs-crawl.log": Expected(0, 63),
    P + "pages/extraPages.jsonl": Expected(4, 0),
    P + "pages/invalid.jsonl": Expected(1, 0, ((None, "row is not JSON"),)),
    P + "pages/invalid.txt": Expected(1, 0),
    P + "pages/pages.jsonl": Expected(2, 0),
    "warc_warciojs/test/tsconfig.json": Expected(1, 0),
}


@pytest.fixture(scope="module")
def folder() -> Path:
    try:
        return data.unpacked("warc/fixtures.tar.zst")
    except data.DataAbsentError as error:
        pytest.skip(str(error))


def test_every_file_gives_what_it_holds(folder: Path) -> None:
    refs = {ref.name: ref for ref in list_files(folder) if isinstance(ref, FileRef)}
    found = {}
    for name, ref in refs.items():
        items = by_kind(read_file(ref, at=AT, source="warc"))
        errors = tuple(
            (error.ids.get("offset"), _words(EXPECTED.get(name), index, error.message))
            for index, error in enumerate(items.errors)
        )
        found[name] = Expected(len(items.received), len(items.skipped), errors)
    assert found == EXPECTED


def test_no_fewer_records_than_fastwarc_finds(folder: Path) -> None:
    """In every WARC that fastwarc reads to its end, each record is kept, passed over or told."""
    compared = 0
    for ref in list_files(folder):
        if not isinstance(ref, FileRef) or not ref.name.endswith((".warc", ".warc.gz", ".bad")):
            continue
        try:
            with ref.path.open("rb") as file:
                records = sum(1 for record in ArchiveIterator(file) if record.reader is not None)
        except OSError:
            continue
        items = by_kind(read_file(ref, at=AT, source="warc"))
        assert len(items.received) + len(items.skipped) == records, ref.name
        compared += 1
    assert compared == 25


def _words(expected: Expected | None, index: int, message: str) -> str:
    """The expected words where the message has them, so that a difference shows the message."""
    words = expected.errors[index][1] if expected and index < len(expected.errors) else ""
    return words if words and words in message else message
