"""Lenses keep claims by a filter from a file; an archive adds its own."""

from pathlib import Path

import pytest
from tests.archive.filled import filled

from onrecord.archive.lenses import get_lens, list_lenses
from onrecord.errors import ConfigError
from onrecord.model.claim import EventType

OWN = """
[[lenses]]
id = "ferries"
name = "Ferries"
any = [{ words = ["ferry"] }]
"""


def test_a_lens_shows_the_claims_of_its_filters(tmp_path: Path) -> None:
    archive, _ = filled(tmp_path)
    views = list(archive.claims.list())
    shown = list(get_lens(archive.folder, "positions").of(views))
    assert shown
    assert {view.claim.event_type for view in shown} == {EventType.REQUEST}
    assert not list(get_lens(archive.folder, "attacks").of(views))
    archive.close()


def test_an_archive_has_its_own_lenses(tmp_path: Path) -> None:
    archive, _ = filled(tmp_path)
    with (archive.folder / "onrecord.toml").open("a") as file:
        file.write(OWN)
    assert list_lenses(archive.folder)[-1].id == "ferries"
    assert list(get_lens(archive.folder, "ferries").of(archive.claims.list()))
    archive.close()


def test_a_lens_that_is_not_there_is_an_error_that_names_those_there_are(tmp_path: Path) -> None:
    archive, _ = filled(tmp_path, 1)
    with pytest.raises(ConfigError, match="ceasefires"):
        get_lens(archive.folder, "nothing")
    archive.close()


@pytest.mark.parametrize("row", ['any = [{ types = ["WAR"] }]', 'anything = ""'])
def test_a_wrong_lens_is_an_error(tmp_path: Path, row: str) -> None:
    archive, _ = filled(tmp_path, 1)
    with (archive.folder / "onrecord.toml").open("a") as file:
        file.write(f'\n[[lenses]]\nid = "x"\nname = "X"\n{row}\n')
    with pytest.raises(ConfigError, match="lens"):
        list_lenses(archive.folder)
    archive.close()
