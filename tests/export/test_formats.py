"""Every format: flat memory, and what an archive of its own gives."""

import io
import json
import tracemalloc
from pathlib import Path

import geojson  # type: ignore[import-untyped]  # has no types
import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType
from tests.archive.filled import filled
from tests.export.made_up import exported, many, statement

from onrecord.archive.demonstrating import build_demo
from onrecord.archive.exporting import export
from onrecord.export.formats import FORMATS
from onrecord.export.selection import Selection

# 5,000 statements of 5,000 characters are 25 MB as text alone. Parquet holds one group of rows as
# Python values and its columns beside them.
HELD = 4_000_000
HELD_BY_PARQUET = 24_000_000


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_memory_stays_flat(form: str) -> None:
    made = Selection(
        statements=lambda: many(5000), claims=lambda: iter(()), record=lambda _: b"x" * 5000
    )
    chunks = FORMATS[form].chunks(made)
    tracemalloc.start()
    try:
        size = sum(map(len, chunks))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert size > 0
    assert peak < (HELD_BY_PARQUET if form == "parquet" else HELD)


def test_warc_is_the_kept_records_byte_for_byte(tmp_path: Path) -> None:
    archive, _ = filled(tmp_path, 6)
    with archive:
        data = b"".join(export(archive, "warc", None))
        some = b"".join(export(archive, "warc", "borealis"))
        (kept,) = archive.captures_folder.rglob("*.warc.gz")
        assert kept.read_bytes().endswith(data)  # all but the warcinfo record
        assert some in data
        found = list(ArchiveIterator(io.BytesIO(data), record_types=WarcRecordType.any_type))
        assert len(found) == 6
        (one,) = archive.search("borealis", limit=10)
        (capture,) = archive.statements.get(one.id).captures
        assert archive.captures.payload(capture.seq) in b"".join(
            record.reader.read() for record in ArchiveIterator(io.BytesIO(some))
        )


def test_warc_holds_a_record_once() -> None:
    assert exported("warc", [statement(1), statement(3), statement(1)]) == b"record 1\nrecord 3\n"


def test_geojson_of_the_demo_names_the_issuers_first(tmp_path: Path) -> None:
    archive = build_demo(tmp_path / "demo", say=lambda _: None)[0]
    with archive:
        collection = json.loads(b"".join(export(archive, "geojson", None)))
        fewer = json.loads(b"".join(export(archive, "geojson", "ferry type:ASSAULT")))
    read = geojson.loads(json.dumps(collection))
    assert read.is_valid, read.errors()
    assert len(read.features) == len(collection["features"])
    assert collection["type"] == "FeatureCollection"
    assert collection["features"]
    assert len(fewer["features"]) <= len(collection["features"])
    for feature in collection["features"]:
        assert next(iter(feature["properties"])) == "issuers"
        lon, lat = feature["geometry"]["coordinates"]
        assert -180 <= lon <= 180
        assert -90 <= lat <= 90
