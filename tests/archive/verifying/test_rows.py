"""What was done to the record by other means than onrecord is seen, and where it was done."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.archive.filled import filled, release

from onrecord.archive.adding import add
from onrecord.archive.claim_making import rebuild_claims
from onrecord.archive.opening import open_archive
from onrecord.archive.rebuilding import rebuild_extractions
from onrecord.archive.verifying.verify import verify

VERSIONS = "versions, row statement_n=2, number=1"
SIGHTINGS = "sightings, row capture_seq=3, fragment=''"
DONE = [
    ("UPDATE versions SET structure = x'7b7d' WHERE statement_n = 2", VERSIONS),
    ("UPDATE sightings SET number = 2 WHERE capture_seq = 3", SIGHTINGS),
    ("UPDATE intervals SET last_seen_at = '2' WHERE statement_n = 1", "intervals, row statement_n"),
    ("UPDATE claims SET written = x'5b5d' WHERE statement_n = 4", "claims, row statement_n=4"),
    ("UPDATE captures SET media_type = 'text/x' WHERE seq = 4", "captures, row seq=4"),
    ("UPDATE meta SET value = 'x' WHERE name = 'created_at'", "meta, row name='created_at'"),
    ("UPDATE row_sums SET rows = rows + 1 WHERE name = 'near'", "near"),
    ("DELETE FROM row_sums WHERE name = 'near'", "near"),
    ("DELETE FROM observations WHERE id = 3", "observations"),
    ("DELETE FROM changes WHERE seq = 4", "changes"),
    ("DELETE FROM aliases", "aliases"),
    ("INSERT INTO issuers (id, name) VALUES ('x', 'Y')", "issuers, row id='x'"),
]


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The record of a small archive, made once; whoever alters it puts it back."""
    tmp_path = tmp_path_factory.mktemp("record")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ONRECORD_KEYS", str(tmp_path / "keys"))
        filled(tmp_path)[0].close()
        yield tmp_path / "archive" / "record.sqlite"


@pytest.mark.parametrize(("statement", "where"), DONE, ids=[where for _, where in DONE])
def test_what_was_done_to_the_record_is_told(record: Path, statement: str, where: str) -> None:
    sound = record.read_bytes()
    raw = sqlite3.connect(record, isolation_level=None)
    assert raw.execute(statement).rowcount
    raw.close()
    with open_archive(record.parent) as archive:
        faults = list(verify(archive))
    record.write_bytes(sound)
    assert any(f.where.startswith(f"record.sqlite, table {where}") for f in faults), faults
    assert {fault.kind for fault in faults} == {"store"}


def test_all_that_onrecord_does_leaves_the_record_whole(tmp_path: Path) -> None:
    archive, _ = filled(tmp_path)
    with archive:
        (tmp_path / "releases" / "0001.md").write_text(release(1).replace("noon", "nine"), "utf-8")
        add(archive, tmp_path / "releases")
        assert list(verify(archive)) == []
        (tmp_path / "releases" / "0001.md").write_text(release(1), "utf-8")
        add(archive, tmp_path / "releases")
        rebuild_extractions(archive)
        rebuild_claims(archive)
        assert list(verify(archive)) == []


def test_nothing_is_set_aside_on_the_word_of_a_damaged_row(tmp_path: Path) -> None:
    archive, _ = filled(tmp_path)
    with archive:
        with archive.database.writing() as connection:
            connection.exec_driver_sql('UPDATE warc_files SET "end" = 500')
        assert "record.sqlite, table warc_files" in {
            f.where.split(", row")[0] for f in verify(archive)
        }
    assert not (tmp_path / "archive" / "captures" / "torn").exists()
