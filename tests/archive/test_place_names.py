"""The table of place names is made once, and nothing fails without it."""

import pytest

from onrecord.archive import place_names
from onrecord.errors import ConfigError


def test_what_is_there_is_not_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place_names, "find_gazetteer", object)
    monkeypatch.delattr(place_names, "open_gazetteer")
    heard: list[str] = []
    place_names.make_place_names(heard.append)
    assert heard == []


def test_a_table_that_can_not_be_made_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise ConfigError("the table of places can't be written")

    monkeypatch.setattr(place_names, "find_gazetteer", lambda: None)
    monkeypatch.setattr(place_names, "open_gazetteer", refuse)
    heard: list[str] = []
    place_names.make_place_names(heard.append)
    assert "once for all archives" in heard[0]
    assert "can't be written" in heard[1]
