"""What is derived comes back as it was; what is primary does not, and captures are not touched."""

import sqlite3
from pathlib import Path

import pytest
from tests.archive.filled import filled

from onrecord.archive.opening import Archive, open_archive
from onrecord.archive.verifying.repairing import repair
from onrecord.archive.verifying.verify import verify

DERIVED = [
    "UPDATE versions SET structure = x'7b7d' WHERE statement_n = 2",
    "UPDATE versions SET text = 'other words', text_sha256 = 'x', simhash = 'y'",
    "DELETE FROM versions WHERE statement_n = 3",
    "DELETE FROM citations",
    "UPDATE citations SET url = 'https://elsewhere.example' WHERE statement_n = 1",
    "INSERT INTO issuers (id, name) VALUES ('x', 'Another')",
    "UPDATE intervals SET last_seen_at = first_seen_at || 'x'",
    "DELETE FROM simhash_bands WHERE statement_n = 2",
    "UPDATE claims SET written = x'5b5d', total = 0",
]


def dump(archive: Archive) -> dict[str, object]:
    """What a reader sees of all statements, and the record's own claims."""
    seen: dict[str, object] = {view.id: view for view in archive.statements.list()}
    with archive.database.reading() as connection:
        for table in ("claims", "citations", "issuers", "intervals", "simhash_bands", "near"):
            rows = connection.exec_driver_sql(f"SELECT * FROM {table}").all()  # noqa: S608
            seen[table] = sorted(map(str, rows))
    return seen


def test_derived_rows_and_the_index_come_back_as_they_were(tmp_path: Path) -> None:
    archive, _ = filled(tmp_path)
    before = dump(archive)
    archive.close()
    record = tmp_path / "archive" / "record.sqlite"
    captures = {p: p.read_bytes() for p in (tmp_path / "archive" / "captures").rglob("*.gz")}
    for statement in DERIVED:
        raw = sqlite3.connect(record, isolation_level=None)
        assert raw.execute(statement).rowcount
        raw.close()
        with open_archive(tmp_path / "archive") as archive:
            assert list(verify(archive)), statement
            repair(archive)
        with open_archive(tmp_path / "archive") as archive:
            assert list(verify(archive)) == [], statement
            assert dump(archive) == before, statement
    assert captures == {p: p.read_bytes() for p in captures}


@pytest.mark.parametrize("name", ["store", "idx", "term", "meta.json", "format"])
def test_a_flipped_bit_in_the_index_is_seen_and_mended(tmp_path: Path, name: str) -> None:
    archive, _ = filled(tmp_path)
    archive.close()
    (path,) = (tmp_path / "archive" / "index" / "tantivy").glob(f"*{name}")
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 4
    path.write_bytes(data)
    with open_archive(tmp_path / "archive") as archive:
        assert {fault.kind for fault in verify(archive)} == {"index"}
        assert repair(archive) == ["index"]
    with open_archive(tmp_path / "archive") as archive:
        assert list(verify(archive)) == []


def test_what_was_observed_is_not_made_up(tmp_path: Path) -> None:
    archive, _ = filled(tmp_path)
    with archive:
        with archive.database.writing() as connection:
            connection.exec_driver_sql("DELETE FROM observations WHERE id = 3")
        repair(archive)
    with open_archive(tmp_path / "archive") as archive:
        assert [fault.where for fault in verify(archive)] == ["record.sqlite, table observations"]
