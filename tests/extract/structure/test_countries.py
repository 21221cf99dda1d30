"""Countries and their people in names and titles."""

import pytest

from onrecord.extract.structure.countries import countries_named, country_of_name
from onrecord.extract.structure.states import named, state_named, together


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("İspanya Büyükelçiliği", "ES"),
        ("HM Treasury", "GB"),
        ("Norwegian Ministry of Transport", "NO"),
        ("سفارة النرويج", "NO"),
        ("Port Authority", None),
        ("Indiana Port Authority", "IN"),  # a stem, for languages that inflect; see below
    ],
)
def test_the_first_country_of_a_name(name: str, code: str | None) -> None:
    assert country_of_name(name) == code


def test_a_title_names_countries_by_whole_words() -> None:
    assert countries_named("Indianapolis and Canadian, German, Japanese ports") == [
        (17, 25, "CA"),
        (27, 33, "DE"),
        (35, 43, "JP"),
    ]


def test_states_with_their_forms() -> None:
    text = "the People’s Republic of China and the European Union"
    assert [text[a:b] for a, b in named(text)] == ["People’s Republic of China", "European Union"]
    assert state_named("Republic of Korea")
    assert not state_named("Bank of Norway")


def test_states_that_speak_together() -> None:
    assert together("US- EU - UK Ferry Meeting") == ["US", "EU", "UK"]
    assert together("Norway and the ferries of Iceland") == []
