"""The ledger's proofs as others get them, checked with nothing but what is handed out."""

import json
from pathlib import Path

import pytest
from tests.archive.filled import filled, write_releases
from tests.cli.running import run

from onrecord.archive.adding import add
from onrecord.archive.opening import open_archive
from onrecord.archive.proving import get_standing
from onrecord.archive.taking_down import expunge
from onrecord.model.checkpoint import UNANCHORED
from onrecord.model.ids import statement_id
from onrecord.model.merkle import is_consistent, is_included, leaf_hash
from onrecord.store.settings import set_setting

ID = statement_id("releases:0001.md")


def proof(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *arguments: str,
) -> tuple[int, str, str]:
    """Run `onrecord proof` on the archive; its status, output and messages."""
    status = run(["-a", str(tmp_path / "archive"), "proof", *arguments], monkeypatch)
    told = capsys.readouterr()
    return status, told.out, told.err


def test_proofs_of_inclusion_and_growth_hold_by_what_is_handed_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    archive, _ = filled(tmp_path, 3)
    archive.close()
    given = tmp_path / "given.note"
    status, note, told = proof(tmp_path, monkeypatch, capsys, "checkpoint")
    assert status == 0
    assert UNANCHORED in told
    given.write_text(note, "utf-8")
    with open_archive(tmp_path / "archive") as archive:
        add(archive, write_releases(tmp_path / "releases", 7))
        expunge(archive, statement_id("releases:0002.md"), reason="asked for")

    status, out, told = proof(tmp_path, monkeypatch, capsys, "inclusion", ID)
    (said,) = map(json.loads, out.splitlines())
    assert (status, said["size"], said["anchor"]) == (0, 8, UNANCHORED)
    assert UNANCHORED in told
    assert json.loads(said["leaf"])["uri"] == "file:releases/0001.md"
    path = [bytes.fromhex(step) for step in said["path"]]
    root = bytes.fromhex(said["root"])
    leaf = leaf_hash(said["leaf"].encode())
    assert is_included(leaf, said["index"], size=said["size"], proof=path, root=root)

    status, out, told = proof(tmp_path, monkeypatch, capsys, "consistency", str(given))
    said = json.loads(out)
    assert (status, said["older"]["size"], said["size"]) == (0, 3, 8)
    assert f"the ledger of 8 leaves grew from it: {UNANCHORED}" in told
    path = [bytes.fromhex(step) for step in said["path"]]
    older = bytes.fromhex(said["older"]["root"])
    root = bytes.fromhex(said["root"])
    assert is_consistent(3, older, size=8, root=root, proof=path)


def test_another_past_is_seen_by_whoever_has_the_older_checkpoint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The operator, who has the key, makes up another ledger and signs it."""
    archive, _ = filled(tmp_path, 3)
    with archive:
        given = tmp_path / "given.note"
        given.write_text(get_standing(archive).note, "utf-8")
        with archive.database.writing() as connection:
            connection.exec_driver_sql("UPDATE captures SET uri = 'file:x/y.md' WHERE seq = 1")
            set_setting(connection, "ledger_edge", '{"checkpoints": 0, "size": 0, "peaks": []}')
        archive.checkpoints.path.unlink()
        add(archive, write_releases(tmp_path / "releases", 4))
    status, out, told = proof(tmp_path, monkeypatch, capsys, "consistency", str(given))
    assert (status, out) == (3, "")
    assert "did not grow from this checkpoint" in told


@pytest.mark.parametrize(
    ("note", "status"), [("nothing", 3), ("onrecord/x\n1\nAAAA\nat now\n\n— onrecord/x AAAA\n", 3)]
)
def test_what_this_archive_did_not_sign_is_no_checkpoint_of_it(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    note: str,
    status: int,
) -> None:
    archive, _ = filled(tmp_path, 1)
    archive.close()
    (tmp_path / "given.note").write_text(note, "utf-8")
    given = str(tmp_path / "given.note")
    assert proof(tmp_path, monkeypatch, capsys, "consistency", given)[0] == status
    assert proof(tmp_path, monkeypatch, capsys, "consistency", given + ".gone")[0] == 1
