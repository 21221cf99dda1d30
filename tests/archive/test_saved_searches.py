"""Searches that people keep in onrecord.toml."""

import datetime as dt
from pathlib import Path

import pytest

from onrecord.archive.config import read_config
from onrecord.archive.saved_searches import (
    SavedSearch,
    get_search,
    list_searches,
    save_search,
    saved_of,
)
from onrecord.errors import ConfigError, NotFoundError
from onrecord.model.search import SearchRequest, Sort

TOML = """\
# mine
[archive]
name = "A"  # as printed

[[searches]]
name = "ports"  # watched by two of us
query = "port OR harbour"
# the end
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "onrecord.toml").write_text(TOML, "utf-8")
    return tmp_path


def test_a_search_that_people_wrote_needs_no_id(folder: Path) -> None:
    (saved,) = list_searches(folder)
    assert saved == SavedSearch(name="ports", query="port OR harbour")
    assert get_search(folder, saved.id) == get_search(folder, "ports") == saved


def test_what_is_saved_comes_back_and_comments_survive(folder: Path) -> None:
    saved = SavedSearch(
        name="Görüş",
        query='"atəşkəs" lang:az',
        sort=Sort.DATE,
        as_of=dt.date(2025, 10, 19),
        literal=True,
    )
    save_search(folder, saved)
    assert get_search(folder, "Görüş") == saved
    text = (folder / "onrecord.toml").read_text("utf-8")
    for comment in ("# mine", "# as printed", "# watched by two of us", "# the end"):
        assert comment in text
    assert read_config(folder).name == "A"


def test_a_name_is_kept_once_and_a_search_too(folder: Path) -> None:
    save_search(folder, SavedSearch(name="ports", query="port", sort=Sort.DATE))
    save_search(folder, SavedSearch(name="sea", query="sea"))
    save_search(folder, SavedSearch(name="ports", query="quay"))
    save_search(folder, SavedSearch(name="ocean", query="sea"))
    assert [(one.name, one.query, one.sort) for one in list_searches(folder)] == [
        ("ports", "quay", Sort.RELEVANCE),
        ("ocean", "sea", Sort.RELEVANCE),
    ]
    assert "# watched by two of us" in (folder / "onrecord.toml").read_text("utf-8")


def test_the_id_is_of_what_is_asked() -> None:
    one = SavedSearch(name="a", query="ferry port")
    assert one.id == "aqn6o3vpg5hnmgss"
    assert SavedSearch(name="b", query=" ferry  port ").id == one.id
    others = [
        SavedSearch(name="a", query="ferry Port"),
        SavedSearch(name="a", query="ferry port", sort=Sort.DATE),
        SavedSearch(name="a", query="ferry port", literal=True),
        SavedSearch(name="a", query="ferry port", like="x"),
        SavedSearch(name="a", query="ferry port", as_of=dt.date(2025, 1, 1)),
    ]
    assert len({one.id, *(other.id for other in others)}) == 6


def test_a_request_is_saved_and_asked_again() -> None:
    request = SearchRequest(query="port", sort=Sort.DATE, literal=True, limit=3, facets=True)
    saved = saved_of(" ports ", request)
    assert saved.name == "ports"
    page = SearchRequest(query="", limit=7, offset=5)
    assert saved.request(page) == SearchRequest(
        query="port", sort=Sort.DATE, literal=True, limit=7, offset=5
    )
    with pytest.raises(ConfigError):
        saved_of(" ", request)


def test_what_is_wrong_or_absent_is_an_error(folder: Path) -> None:
    with pytest.raises(NotFoundError):
        get_search(folder, "nosuch")
    for wrong in ('name = "x"', 'name = "x"\nquery = "a"\nsort = "up"', "name ="):
        (folder / "onrecord.toml").write_text(f"[[searches]]\n{wrong}\n", "utf-8")
        with pytest.raises(ConfigError):
            list_searches(folder)
