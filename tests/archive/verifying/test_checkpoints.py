"""Every run that adds leaves ends in a signed checkpoint, and none can be altered unseen."""

import base64
import json
import shutil
from pathlib import Path

import pytest
from tests.archive.filled import filled, write_releases

from onrecord.archive.adding import add
from onrecord.archive.opening import open_archive
from onrecord.archive.verifying.verify import verify
from onrecord.model.checkpoint import UNANCHORED, read_note
from onrecord.model.merkle import leaf_hash, root_of
from onrecord.store.settings import get_setting, set_setting
from onrecord.store.signing_key import find_signer, is_signed, make_signing_key


def the_file(tmp_path: Path) -> Path:
    return tmp_path / "archive" / "checkpoints.jsonl"


def twice_filled(tmp_path: Path) -> Path:
    """An archive that was added to twice; return its folder."""
    archive, _ = filled(tmp_path, 3)
    with archive:
        add(archive, write_releases(tmp_path / "releases", 7))
    return tmp_path / "archive"


def notes(tmp_path: Path) -> list[str]:
    return [json.loads(line)["note"] for line in the_file(tmp_path).read_text().splitlines()]


def test_each_add_signs_the_root_of_the_lines_of_the_ledger(tmp_path: Path) -> None:
    folder = twice_filled(tmp_path)
    lines = (folder / "ledger.jsonl").read_bytes().splitlines()
    with open_archive(folder) as archive, archive.database.reading() as connection:
        public_key = bytes.fromhex(get_setting(connection, "public_key"))
        archive_id = get_setting(connection, "archive_id")
    for note, size in zip(notes(tmp_path), (3, 7), strict=True):
        checkpoint, _, signature = read_note(note)
        assert (checkpoint.archive_id, checkpoint.size) == (archive_id, size)
        assert checkpoint.root == root_of(leaf_hash(line) for line in lines[:size])
        assert is_signed(note.split("\n\n")[0].encode() + b"\n", signature, public_key)


def test_an_add_that_brings_nothing_new_signs_nothing(tmp_path: Path) -> None:
    archive, _ = filled(tmp_path)
    with archive:
        add(archive, tmp_path / "releases")
    assert len(notes(tmp_path)) == 1


def test_without_the_key_nothing_is_signed_and_the_next_run_with_it_makes_up(
    tmp_path: Path, own_keys: Path
) -> None:
    archive, _ = filled(tmp_path, 2)
    archive.close()
    away = tmp_path / "away"
    shutil.move(own_keys, away)
    heard: list[str] = []
    with open_archive(tmp_path / "archive", say=heard.append) as archive:
        add(archive, write_releases(tmp_path / "releases", 4))
        assert "no checkpoint was signed" in heard[-1]
        assert list(verify(archive)) == []
    shutil.move(away, own_keys)
    with open_archive(tmp_path / "archive") as archive:
        add(archive, tmp_path / "releases")
        assert list(verify(archive)) == []
    assert [read_note(note)[0].size for note in notes(tmp_path)] == [2, 4]


def test_a_crash_before_the_record_knew_signs_no_second_time(tmp_path: Path) -> None:
    archive, _ = filled(tmp_path)
    with archive.database.writing() as connection:
        set_setting(connection, "ledger_edge", '{"checkpoints": 0, "size": 0, "peaks": []}')
    with the_file(tmp_path).open("ab") as file:
        file.write(b'{"note":"onrec')
    with archive:
        add(archive, tmp_path / "releases")
        assert list(verify(archive)) == []
    assert len(notes(tmp_path)) == 1


def test_no_bit_of_the_checkpoints_can_be_flipped_unseen(tmp_path: Path) -> None:
    folder = twice_filled(tmp_path)
    path = the_file(tmp_path)
    sound = path.read_bytes()
    with open_archive(folder) as archive:
        for at in range(0, len(sound), 3):
            data = bytearray(sound)
            data[at] ^= 1 << (at % 8)
            path.write_bytes(data)
            faults = list(verify(archive))
            assert faults, at
            assert {fault.kind for fault in faults} == {"checkpoint"}


@pytest.mark.parametrize("kept", [[], [0], [1], [1, 0]], ids=["none", "first", "last", "swapped"])
def test_checkpoints_that_are_gone_or_out_of_order_are_seen(
    tmp_path: Path, kept: list[int]
) -> None:
    folder = twice_filled(tmp_path)
    lines = the_file(tmp_path).read_bytes().splitlines(keepends=True)
    the_file(tmp_path).write_bytes(b"".join(lines[at] for at in kept))
    with open_archive(folder) as archive:
        assert list(verify(archive))


def test_a_ledger_and_record_rewritten_together_do_not_pass_the_checkpoint(
    tmp_path: Path,
) -> None:
    """Somebody without the key who makes ledger and rows agree is still seen."""
    archive, _ = filled(tmp_path)
    with archive:
        with archive.database.writing() as connection:
            connection.exec_driver_sql("UPDATE captures SET uri = 'file:x/y.md' WHERE seq = 1")
        (tmp_path / "archive" / "ledger.jsonl").write_bytes(
            b"".join(
                kept.leaf(kept.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")).canonical() + b"\n"
                for kept in archive.captures.list()
            )
        )
        assert "checkpoint" in {fault.kind for fault in verify(archive)}


def test_a_note_signed_by_another_key_is_seen(tmp_path: Path) -> None:
    archive, _ = filled(tmp_path)
    make_signing_key("another")
    signer = find_signer("another")
    assert signer is not None
    (note,) = notes(tmp_path)
    body, line = note.split("\n\n")
    name, signed = line.rsplit(" ", 1)
    forged = base64.b64decode(signed)[:4] + signer.sign(body.encode() + b"\n")
    note = f"{body}\n\n{name} {base64.b64encode(forged).decode()}\n"
    the_file(tmp_path).write_text(
        json.dumps({"note": note}, ensure_ascii=False, separators=(",", ":")) + "\n"
    )
    with archive:
        (fault, *_) = verify(archive)
    assert (fault.kind, fault.found) == ("checkpoint", "a wrong signature")


def test_what_a_checkpoint_without_a_time_stamp_proves_is_said() -> None:
    assert UNANCHORED == "unanchored: proves nothing against the archive's own operator"
