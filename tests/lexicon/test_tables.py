"""The tables: whole, unambiguous, compact and without a side."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

import onrecord.lexicon.tables as tables
from onrecord.lexicon.concepts import find_concepts, find_named, list_concepts, names
from onrecord.lexicon.tables import NO_CONCEPT, concepts, languages, names_in, rows_in, wider
from onrecord.text.analysis import chunk_pattern, fold_text

RIVALS = [
    line.split("\t")
    for line in (Path(__file__).parent / "cases" / "rivals.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
MATCHES = {"fold", "case", "strict", "ambiguous", "evidence"}
SOURCES = {"-", "cldr", "country-list", "cldr+country-list", "udhr"}


def test_there_are_enough() -> None:
    count = {kind: len(list(list_concepts(kind))) for kind in ("country", "body", "office")}
    assert count["country"] == 250
    assert count["body"] >= 40
    assert count["office"] >= 25
    assert len(concepts()) - sum(count.values()) >= 140


def test_ids_are_single_terms() -> None:
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", concept) for concept in concepts())


@pytest.mark.parametrize("language", languages())
def test_rows_are_whole(language: str) -> None:
    seen = set()
    for row in rows_in(language):
        assert len(row) == 5, row
        _, concept, text, match, source = row
        assert concept == NO_CONCEPT or concept in concepts(), row
        assert set(match.split()) <= MATCHES, row
        assert source in SOURCES, row
        assert text == text.strip(), row
        assert fold_text(text), row
        seen.add(concept)
    assert set(concepts()) <= seen, set(concepts()) - seen


def test_one_name_is_one_concept() -> None:
    for language in languages():
        for name in names_in(language):
            if name.concept == NO_CONCEPT or name.match & {"evidence", "ambiguous"}:
                continue
            found = {m.concept for m in find_concepts(chunk_pattern().findall(name.text), language)}
            assert found == {name.concept}, (name, found)


def test_wider_concepts_are_concepts_and_end() -> None:
    assert {*wider(), *wider().values()} <= set(concepts())
    assert not wider().keys() & set(wider().values())


def test_the_tables_are_compact() -> None:
    folder = Path(tables.__file__).parent / "tables"
    size = {path: path.stat().st_size for path in folder.rglob("*.tsv")}
    made = {path for path in size if path.parent.name == "by_letters"}  # from the others
    assert sum(size[path] for path in size.keys() - made) < 1_000_000
    assert sum(size[path] for path in made) < 700_000


@pytest.mark.parametrize("rivals", RIVALS, ids=lambda r: " ".join(r))
def test_no_concept_joins_or_names_rivals(rivals: list[str]) -> None:
    language, *sides = rivals
    for side in sides:
        assert find_concepts(chunk_pattern().findall(side), language) == [], side
        assert find_concepts(chunk_pattern().findall(side.capitalize()), language) == [], side
        assert find_named(side, {language}) == [], side


def test_no_name_holds_both_rivals() -> None:
    for language, one, other in RIVALS:
        words = {fold_text(one), fold_text(other)}
        for concept in concepts():
            folded = {fold_text(name) for name in names(concept, language)}
            assert not words & folded, (concept, words & folded)


@pytest.mark.parametrize("language", languages())
def test_a_swap_of_countries_swaps_the_concepts_alone(language: str) -> None:
    """The same words about any two countries are coded alike, but for the countries."""
    shown = {c.id: names(c.id, language)[0] for c in list_concepts("country")}
    coded = set()
    for one, other in pairwise(("country-am", "country-az", "country-ge", "country-tr")):
        for first, second in ((one, other), (other, one)):
            text = f"{names('ceasefire', language)[0]} . {shown[first]} , {shown[second]} ."
            found = [m.concept for m in find_concepts(chunk_pattern().findall(text), language)]
            coded.add(tuple({first: "1", second: "2"}.get(c, c) for c in found))
    assert len(coded) == (3 if language in ("en", "es") else 1)  # Georgia is ambiguous there
