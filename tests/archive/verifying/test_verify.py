"""What does not match is found, said exactly, and nothing else is said."""

import threading
from pathlib import Path

import pytest
from sqlalchemy import text
from tests.archive.filled import filled, write_releases

from onrecord.archive.adding import add
from onrecord.archive.making import init_archive
from onrecord.archive.opening import open_archive
from onrecord.archive.rebuilding import rebuild_index
from onrecord.archive.verifying.verify import verify
from onrecord.model.ids import statement_id
from onrecord.store.settings import set_leaves_written


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


@pytest.mark.parametrize("line", [0, 2, 3, 4])
def test_a_missing_leaf_is_told_once_and_not_covered_up(tmp_path: Path, line: int) -> None:
    archive, _ = filled(tmp_path)
    with archive:
        path = tmp_path / "archive" / "ledger.jsonl"
        lines = path.read_text("utf-8").splitlines(keepends=True)
        del lines[line]
        path.write_text("".join(lines), "utf-8")
        for _ in range(2):
            (fault,) = verify(archive)
            assert (fault.where, fault.found) == (
                f"ledger.jsonl, leaf of capture {line}",
                "no leaf",
            )
        assert path.read_text("utf-8") == "".join(lines)


def test_leaves_missing_at_the_end_are_completed_aloud(tmp_path: Path) -> None:
    """A crash between the transaction and the ledger's file leaves it so (DESIGN section 4)."""
    archive, _ = filled(tmp_path)
    with archive.database.writing() as connection:
        set_leaves_written(connection, 3)  # as at the end of the batch before
    archive.close()
    path = tmp_path / "archive" / "ledger.jsonl"
    whole = path.read_text("utf-8")
    path.write_text("".join(whole.splitlines(keepends=True)[:3]), "utf-8")
    heard: list[str] = []
    with open_archive(tmp_path / "archive", say=heard.append) as archive:
        assert list(verify(archive)) == []
    assert path.read_text("utf-8") == whole
    assert heard == ["completed the ledger from the record: 2 at its end"]


def test_a_ledger_that_was_cut_or_taken_away_is_not_covered_up(tmp_path: Path) -> None:
    archive, _ = filled(tmp_path)
    with archive:
        path = tmp_path / "archive" / "ledger.jsonl"
        for kept in (2, 0):
            path.write_text("".join(path.read_text("utf-8").splitlines(keepends=True)[:kept]))
            assert len(list(verify(archive))) == 5 - kept
        path.unlink()
        assert len(list(verify(archive))) == 5


@pytest.mark.parametrize(
    "lines", [["dup"], ["swap"], ['{"seq": 1}\n'], ["not JSON\n"]], ids=["dup", "swap", "x", "y"]
)
def test_what_was_put_into_the_ledger_is_seen(tmp_path: Path, lines: list[str]) -> None:
    archive, _ = filled(tmp_path)
    with archive:
        path = tmp_path / "archive" / "ledger.jsonl"
        whole = path.read_text("utf-8").splitlines(keepends=True)
        match lines:
            case ["dup"]:
                whole.append(whole[1])
            case ["swap"]:
                whole[1], whole[2] = whole[2], whole[1]
            case _:
                whole += lines
        path.write_text("".join(whole), "utf-8")
        faults = list(verify(archive))
        assert faults
        assert {fault.kind for fault in faults} == {"ledger"}


def test_a_flipped_bit_before_the_first_record_is_seen(tmp_path: Path) -> None:
    archive, _ = filled(tmp_path, 1)
    with archive:
        (kept,) = archive.captures.list()
        path = the_warc(tmp_path)
        sound = path.read_bytes()
        for at in (*range(10), 11, kept.offset // 2, kept.offset - 5):
            data = bytearray(sound)
            data[at] ^= 8
            path.write_bytes(data)
            assert [fault.kind for fault in verify(archive)] == ["warc"], at
        path.write_bytes(sound)
        assert list(verify(archive)) == []


def test_an_altered_id_and_a_lost_wording_are_seen(tmp_path: Path) -> None:
    archive, _ = filled(tmp_path)
    with archive:
        with archive.database.writing() as connection:
            connection.execute(text("UPDATE statements SET id='aaaaaaaaaaaaaaaa' WHERE n=2"))
            connection.execute(text("DELETE FROM versions WHERE statement_n=3"))
        faults = list(verify(archive))
        assert {f.kind for f in faults} == {"store"}
        assert [(f.where, f.found) for f in faults if "table" not in f.where] == [
            ("statement aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa"),
            (f"statement {statement_id('releases:0002.md')}", "no such version"),
        ]
        assert sorted(f.where for f in faults if "table" in f.where) == [
            "record.sqlite, table statements, row n=2",
            "record.sqlite, table versions",
        ]


def test_an_archive_that_is_being_filled_is_sound_at_every_moment(tmp_path: Path) -> None:
    releases = write_releases(tmp_path / "releases", 900)
    init_archive(tmp_path / "archive").close()

    def fill() -> None:
        with open_archive(tmp_path / "archive") as archive:
            add(archive, releases)

    filling = threading.Thread(target=fill)
    filling.start()
    checked = 0
    while filling.is_alive():
        with open_archive(tmp_path / "archive") as archive:
            assert list(verify(archive)) == []
        checked += 1
    filling.join()
    assert checked
    with open_archive(tmp_path / "archive") as archive:
        assert list(verify(archive)) == []


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
