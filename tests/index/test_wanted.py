"""What of a query's tree is marked."""

from onrecord.index.query import parse
from onrecord.index.wanted import Wanted, wanted

ENGLISH = frozenset({"en"})


def of(query: str) -> Wanted:
    return wanted(parse(query), ENGLISH)


def test_each_part_of_the_query_has_its_number() -> None:
    found = of('ferry +talks "open port" fire~ har*')
    numbers = set(found.words.values())
    numbers |= {part for _, _, part in found.phrases}
    numbers |= {part for _, part in found.patterns}
    numbers |= {part for _, _, part in found.fuzzy}
    assert len(numbers) == 5
    assert found.words["talks"] == found.stems["en:talk"]


def test_exclusions_conditions_and_titles_are_not_wanted() -> None:
    assert not of("-ferry issuer:mfa title:port date:2020 NOT (a OR b)")
    assert not of("")
    assert not of("...")


def test_a_group_is_wanted_through_and_through() -> None:
    assert set(of("(ferry AND (port OR quay))^2").words) == {"ferry", "port", "quay"}


def test_an_exact_word_has_no_stems() -> None:
    assert of("exact:talks").stems == {}
    assert [each.words for each in of("exact:talks").exact] == [("talks",)]
