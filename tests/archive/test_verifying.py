"""What does not match is found, said exactly, and nothing else is said."""

from pathlib import Path

import pytest
from sqlalchemy import text
from tests.archive.filled import filled

from onrecord.archive.opening import open_archive
from onrecord.archive.rebuilding import rebuild_index
from onrecord.archive.verifying import verify


def the_warc(tmp_path: Path) -> Path:
    (path,) = (tmp_path / "archive" / "captures").rglob("*.warc.gz")
    return path


def test_an_untouched_archive_is_clean(tmp_path: Path) -> None:
    archive, _ = filled(tmp_path)
    with archive:
        assert list(verify(archive)) == []


@pytest.mark.parametrize("place", [0.1, 0.5, 0.9])
def test_a_flipped_bit_in_a_kept_record_is_seen(tmp_path: Path, place: float) -> None:
    archive, _ = filled(tmp_path)
    with archive:
        captures = list(archive.captures.list())
        kept = captures[2]
        path = the_warc(tmp_path)
        data = bytearray(path.read_bytes())
        data[kept.offset + int(kept.length * place)] ^= 1
        path.write_bytes(data)
        (fault,) = verify(archive)
        assert fault.kind == "capture"
        assert f"at {kept.offset}" in fault.where
        assert kept.uri in fault.where


def test_a_missing_record_file_is_seen(tmp_path: Path) -> None:
    archive, _ = filled(tmp_path, 2)
    with archive:
        the_warc(tmp_path).unlink()
        assert {fault.kind for fault in verify(archive)} == {"capture", "warc"}


def test_an_altered_ledger_is_seen(tmp_path: Path) -> None:
    archive, _ = filled(tmp_path)
    with archive:
        path = tmp_path / "archive" / "ledger.jsonl"
        lines = path.read_text("utf-8").splitlines(keepends=True)
        lines[1] = lines[1].replace('"offset":', '"offset":1')
        path.write_text("".join(lines), "utf-8")
        (fault,) = verify(archive)
        assert (fault.kind, fault.where) == ("ledger", "ledger.jsonl line 2")


def test_an_altered_text_in_the_store_is_seen(tmp_path: Path) -> None:
    archive, _ = filled(tmp_path)
    with archive:
        with archive.database.writing() as connection:
            connection.execute(
                text("UPDATE versions SET text = replace(text, 'noon', 'nine') WHERE statement_n=3")
            )
        (fault,) = verify(archive)
        assert fault.kind == "store"
        assert fault.expected != fault.found


def test_an_index_that_lacks_something_is_seen_and_can_be_rebuilt(tmp_path: Path) -> None:
    archive, _ = filled(tmp_path)
    with archive:
        archive.index.clear()
    with open_archive(tmp_path / "archive") as archive:
        assert [fault.kind for fault in verify(archive)] == ["index"]
        assert rebuild_index(archive) == 5
        assert list(verify(archive)) == []


def test_a_torn_tail_is_set_aside_and_nothing_is_lost(tmp_path: Path) -> None:
    archive, _ = filled(tmp_path)
    archive.close()
    path = the_warc(tmp_path)
    with path.open("ab") as file:
        file.write(b"\x1f\x8b half a member")
    with (tmp_path / "archive" / "ledger.jsonl").open("ab") as file:
        file.write(b'{"at":"2025')
    with open_archive(tmp_path / "archive") as archive:
        assert list(verify(archive)) == []
        (torn,) = (tmp_path / "archive" / "captures" / "torn").iterdir()
        assert torn.read_bytes() == b"\x1f\x8b half a member"
