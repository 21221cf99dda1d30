"""The reader of packed data, on archives made here."""

import io
import tarfile
from pathlib import Path

import pytest
import zstandard

from eval import data


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A data folder with one small archive and one data set."""
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w") as tar:
        for name, body in (("./a/one.md", b"one"), ("b/two.md", "zwei ə".encode())):
            entry = tarfile.TarInfo(name)
            entry.size = len(body)
            tar.addfile(entry, io.BytesIO(body))
    home = tmp_path / "data"
    home.mkdir()
    (home / "x.tar.zst").write_bytes(zstandard.compress(raw.getvalue()))
    (home / "y.jsonl.zst").write_bytes(zstandard.compress('{"a": "ə"}\n\n{"a": 2}\n'.encode()))
    monkeypatch.setenv("ONRECORD_DATA", str(home))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    data.unpacked.cache_clear()
    return home


@pytest.mark.usefixtures("folder")
def test_members_come_in_order_without_unpacking() -> None:
    assert list(data.members("x.tar.zst")) == [
        ("a/one.md", b"one"),
        ("b/two.md", "zwei ə".encode()),
    ]


@pytest.mark.usefixtures("folder")
def test_rows_of_a_data_set() -> None:
    assert list(data.rows("y.jsonl.zst")) == [{"a": "ə"}, {"a": 2}]


def test_an_archive_is_unpacked_once_and_anew_when_it_changed(folder: Path) -> None:
    first = data.unpacked("x.tar.zst")
    assert (first / "a/one.md").read_bytes() == b"one"
    (first / "mark").touch()
    data.unpacked.cache_clear()
    assert (data.unpacked("x.tar.zst") / "mark").exists()
    packed = folder / "x.tar.zst"
    packed.write_bytes(packed.read_bytes() + zstandard.compress(b""))
    data.unpacked.cache_clear()
    assert not (data.unpacked("x.tar.zst") / "mark").exists()


@pytest.mark.usefixtures("folder")
def test_what_is_absent_is_said() -> None:
    with pytest.raises(data.DataAbsentError, match=r"no z\.tar\.zst in"):
        data.unpacked("z.tar.zst")


def test_a_member_that_leaves_the_folder_is_refused(folder: Path) -> None:
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w") as tar:
        tar.addfile(tarfile.TarInfo("../escaped"))
    (folder / "x.tar.zst").write_bytes(zstandard.compress(raw.getvalue()))
    with pytest.raises(tarfile.FilterError):
        data.unpacked("x.tar.zst")
    assert not list(folder.parent.glob("**/escaped"))
