"""What is withheld is hidden and comes back; what is expunged is gone, and the archive sound."""

import gzip
import json
import os
from pathlib import Path

import pytest
from tests.archive.filled import filled
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

from onrecord.archive.adding import add
from onrecord.archive.opening import open_archive
from onrecord.archive.rebuilding import rebuild_extractions
from onrecord.archive.taking_down import expunge, withhold
from onrecord.archive.verifying.verify import verify
from onrecord.capture.tombstone import tombstone
from onrecord.errors import ConfigError, NotFoundError, StoreError
from onrecord.model.ids import statement_id
from onrecord.model.ledger import Expunction
from onrecord.store.leaves import list_unfinished
from onrecord.store.rows import update_rows
from onrecord.store.schema import expunged
from onrecord.store.settings import get_setting
from onrecord.store.signing_key import is_signed

ID = statement_id("releases:0002.md")
WORDS = "Calliope"  # of that statement alone


def holds(folder: Path, words: str) -> list[str]:
    """The files of an archive in which the words stand, packed or not."""
    found = []
    for path in folder.rglob("*"):
        if path.is_file() and path.suffix != ".toml":
            data = path.read_bytes()
            data += gzip.decompress(data) if path.suffix == ".gz" else b""
            if words.encode() in data:
                found.append(path.name)
    return found


def test_what_is_withheld_is_found_nowhere_and_comes_back(tmp_path: Path) -> None:
    archive, _ = filled(tmp_path)
    with archive:
        withhold(archive, ID)
        assert archive.search(WORDS).total == 0
        with pytest.raises(NotFoundError):
            archive.statements.get(ID)
        assert list(verify(archive)) == []
        withhold(archive, ID, undo=True)
        assert archive.search(WORDS).total == 1
        assert list(verify(archive)) == []


def test_what_is_expunged_leaves_every_file_and_verify_is_clean(tmp_path: Path) -> None:
    archive, _ = filled(tmp_path)
    folder = tmp_path / "archive"
    with archive:
        before = {one.seq: one for one in archive.captures.list()}
        assert holds(folder, WORDS)
        assert list(expunge(archive, ID, reason="Order 12 of a court")) == [2]
        assert archive.search(WORDS).total == 0
        assert list(verify(archive)) == []
        for seq, one in before.items():
            if seq != 2:
                assert archive.captures.read(one).payload
        with pytest.raises(NotFoundError, match="expunged"):
            archive.captures.payload(2)
        rebuild_extractions(archive)
        assert archive.search(WORDS).total == 0
        assert list(verify(archive)) == []
    assert holds(folder, WORDS) == []


def test_the_ledger_says_what_was_expunged_when_and_why_signed(tmp_path: Path) -> None:
    archive, _ = filled(tmp_path)
    with archive:
        expunge(archive, ID, reason="Order 12")
        with archive.database.reading() as connection:
            key = bytes.fromhex(get_setting(connection, "public_key"))
        (warc,) = {one.warc for one in archive.captures.list()}
        path = archive.captures_folder / warc
    *_, last = (tmp_path / "archive" / "ledger.jsonl").read_text().splitlines()
    entry = Expunction(**json.loads(last))
    assert (entry.seq, entry.expunged, entry.reason) == (5, 2, "Order 12")
    assert is_signed(entry.unsigned(), bytes.fromhex(entry.signature), key)
    with path.open("rb") as file:
        kinds = [record.rec_type for record in ArchiveIterator(file)]
    assert kinds == ["warcinfo", "resource", "resource", "metadata", "resource", "resource"]


def test_it_stays_out_when_it_is_added_again_and_more_can_be_added(tmp_path: Path) -> None:
    archive, _ = filled(tmp_path)
    with archive:
        expunge(archive, ID, reason="x")
        counts = add(archive, tmp_path / "releases")
        assert (counts.new, counts.versions, counts.not_statements) == (0, 0, 1)
        (tmp_path / "releases" / "new.md").write_text("# New\n\nThe Ministry says new words.\n")
        assert add(archive, tmp_path / "releases").new == 1
        assert archive.search(WORDS).total == 0
        assert list(verify(archive)) == []


def test_a_crash_before_the_tombstone_stood_is_made_up_for(tmp_path: Path) -> None:
    archive, _ = filled(tmp_path)
    with archive:
        (kept,) = [one for one in archive.captures.list() if one.seq == 2]
        path = archive.captures_folder / kept.warc
        before = path.read_bytes()
        expunge(archive, ID, reason="x")
        path.write_bytes(before)
        with archive.database.writing() as connection:
            update_rows(connection, expunged, expunged.c.seq == 5, done=False)
    with open_archive(tmp_path / "archive") as archive:
        assert list(verify(archive)) == []
        with archive.database.reading() as connection:
            assert list_unfinished(connection) == []


def test_a_capture_that_shows_others_is_not_taken_unasked(tmp_path: Path) -> None:
    archive, _ = filled(tmp_path)
    with archive:
        with archive.database.writing() as connection:
            connection.exec_driver_sql(
                "INSERT INTO sightings (capture_seq, fragment, statement_n, number, lineage, "
                "text_sha256) VALUES (2, 'other', 1, 1, 'text', 'x')"
            )
        with pytest.raises(ConfigError, match="--shared"):
            expunge(archive, ID, reason="x")
        assert list(expunge(archive, ID, reason="x", shared=True)) == [2]


def test_without_the_key_nothing_is_expunged(tmp_path: Path, own_keys: Path) -> None:
    archive, _ = filled(tmp_path)
    for key in own_keys.iterdir():
        key.unlink()
    with archive, pytest.raises(StoreError, match="key"):
        expunge(archive, ID, reason="x")


@pytest.mark.parametrize("length", [*range(330, 345), 700, 5000, 200_003])
def test_a_tombstone_is_as_long_as_what_it_replaces(length: int) -> None:
    digest = os.urandom(32).hex()
    member = tombstone(
        uri="https://mfa.talara.example/en/releases/2",
        member_sha256=digest,
        payload_sha256=digest,
        length=length,
        at="2025-10-19T08:30:00.000000Z",
        reason="Order 12 of a court",
    )
    assert len(member) == length
    assert gzip.decompress(member).startswith(b"WARC/1.1\r\nWARC-Type: metadata\r\n")
