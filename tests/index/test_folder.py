"""The folder of the index: made, opened, refused."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.index.conftest import Make

from onrecord.errors import SearchIndexError
from onrecord.index.folder import MARK, told
from onrecord.index.tantivy_index import TantivyIndex
from onrecord.model.search import SearchRequest


@pytest.fixture
def filled(tmp_path: Path, document: Make) -> Path:
    folder = tmp_path / "deep" / "index"
    TantivyIndex.open(folder).update([], [document("a", "the ferry left the port")], 4)
    return folder


def test_it_is_made_where_absent_and_kept_where_present(filled: Path) -> None:
    assert TantivyIndex.open(filled).position() == 4
    assert not (filled.parent / "other").exists()


def test_a_making_that_was_cut_short_is_made_again(tmp_path: Path) -> None:
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / MARK).write_text("half", "utf-8")
    assert TantivyIndex.open(tmp_path / "index").count() == 0
    assert TantivyIndex.open(tmp_path / "index").count() == 0


def _no_mark(folder: Path) -> None:
    (folder / MARK).unlink()


def _other_mark(folder: Path) -> None:
    (folder / MARK).write_text("onrecord tantivy index 0", "utf-8")


def _torn_meta(folder: Path) -> None:
    (folder / "meta.json").write_text("{", "utf-8")


def _no_meta(folder: Path) -> None:
    (folder / "meta.json").unlink()


def _torn(ending: str) -> Callable[[Path], None]:
    def damage(folder: Path) -> None:
        (path,) = folder.glob(f"*.{ending}")
        path.write_bytes(path.read_bytes()[:-9])

    return damage


def _gone(folder: Path) -> None:
    (path,) = folder.glob("*.idx")
    path.unlink()


@pytest.mark.parametrize(
    "damage",
    [_no_mark, _other_mark, _torn_meta, _no_meta, _gone, *map(_torn, ("idx", "store", "fast"))],
)
def test_a_damaged_or_strange_folder_is_refused_with_the_way_out(
    filled: Path, damage: Callable[[Path], None]
) -> None:
    damage(filled)
    with pytest.raises(SearchIndexError, match="onrecord rebuild index"):
        TantivyIndex.open(filled).search(SearchRequest(query="ferry"))


def test_a_file_in_its_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("", "utf-8")
    with pytest.raises(SearchIndexError):
        TantivyIndex.open(tmp_path / "index")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ValueError("Failed to acquire Lockfile: LockBusy"), "another process is writing"),
        (OSError(28, "No space left on device"), "disk is full"),
        (PermissionError(13, "Permission denied"), "check the rights"),
        (ValueError("Data corrupted"), "onrecord rebuild index"),
    ],
)
def test_errors_say_what_to_do(tmp_path: Path, error: Exception, said: str) -> None:
    with pytest.raises(SearchIndexError, match=said) as caught, told(tmp_path):
        raise error
    assert caught.value.__cause__ is error


def test_other_errors_pass_through(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), told(tmp_path):
        raise KeyboardInterrupt
    with pytest.raises(TypeError), told(tmp_path):
        raise TypeError


def test_panics_of_the_engine_are_told(tmp_path: Path) -> None:
    panic = type("PanicException", (BaseException,), {})
    with pytest.raises(SearchIndexError, match="damaged"), told(tmp_path):
        raise panic("index out of bounds")
