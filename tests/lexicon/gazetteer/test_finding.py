"""Where the table of places lies."""

from pathlib import Path

import pytest

from onrecord.lexicon.gazetteer.finding import table_path


def test_the_table_lies_in_the_folder_that_the_user_names(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert table_path().parent == tmp_path / "onrecord" / "gazetteer"


@pytest.mark.parametrize("given", ["", "not/absolute"])
def test_else_in_the_home_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, given: str
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", given)
    assert table_path().parent == tmp_path / ".cache" / "onrecord" / "gazetteer"


def test_macos_has_a_folder_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("sys.platform", "darwin")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert table_path().parent == tmp_path / "Library" / "Caches" / "onrecord" / "gazetteer"
