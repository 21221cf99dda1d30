"""Names of countries in languages whose texts have no concepts."""

from pathlib import Path

import pytest

import onrecord.lexicon.tables as tables
from onrecord.lexicon.countries import country_names, find_country
from onrecord.lexicon.tables import concepts, languages, other_country_names

OTHERS = sorted(
    path.stem for path in (Path(tables.__file__).parent / "tables/countries/others").glob("*.tsv")
)


@pytest.mark.parametrize("language", OTHERS)
def test_a_table_has_the_countries_and_no_concept_twice(language: str) -> None:
    names = other_country_names(language)
    assert language not in languages()
    assert len(names) >= 245
    assert set(names) <= set(concepts())


@pytest.mark.parametrize(
    ("text", "language", "country"),
    [
        ("Polska", "pl", "country-pl"),
        ("POLSKA", "pl", "country-pl"),
        ("德国", "en", "country-de"),
        ("日本", "en", "country-jp"),
        ("Ελλάδα", "el", "country-gr"),
        ("Ελλάδα", "pl", None),
        ("Polska Partia", "pl", None),
        ("../../names/en", "pl", None),
        ("", "pl", None),
    ],
)
def test_a_country_is_the_whole_of_a_text(text: str, language: str, country: str | None) -> None:
    assert find_country(text, [language]) == country


def test_languages_without_a_table_have_no_names() -> None:
    assert country_names("country-gr", ("en", "xx", "../names/en")) == {}
