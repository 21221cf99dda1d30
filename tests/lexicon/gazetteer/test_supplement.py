"""Waters, mountains and regions beside the towns."""

import pytest

from onrecord.lexicon.gazetteer.opening import open_gazetteer
from onrecord.lexicon.gazetteer.source import is_written
from onrecord.lexicon.gazetteer.supplement import read_supplement


def test_every_row_is_a_place_with_names_of_several_scripts() -> None:
    places = list(read_supplement())
    assert len({place.id for place in places}) == len(places) > 60
    for place in places:
        assert -90 < place.lat < 90
        assert -180 < place.lon < 180
        assert place.country == "" or len(place.country) == 2
        assert len(place.names) == len(set(place.names)) >= 4
        assert all(is_written(name) and name == name.strip() for name in place.names)
        assert any(not name.isascii() for name in place.names)


def test_no_name_is_that_of_two_rows() -> None:
    names = [one for place in read_supplement() for one in set(map(str.casefold, place.names))]
    assert sorted({name for name in names if names.count(name) > 1}) == []


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Qara dəniz", "Black Sea"),
        ("Араз", "Aras"),
        ("مضيق هرمز", "Strait of Hormuz"),
        ("Սյունիք", "Syunik"),
        ("Tuna Nehri", "Danube"),
    ],
)
def test_it_is_found_by_any_of_its_names(asked: str, found: str) -> None:
    places = open_gazetteer().find_exactly(asked, most=5)
    assert found in [place.name for place in places]
