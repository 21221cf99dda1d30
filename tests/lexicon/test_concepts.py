"""Which concepts texts and queries name, and which they do not."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.lexicon.concepts import (
    find_concept,
    find_concepts,
    find_named,
    list_concepts,
    list_mentions,
    names,
)
from onrecord.lexicon.tables import NO_CONCEPT, languages, names_in
from onrecord.text.analysis import chunk_pattern
from onrecord.text.analysis.given import analyse

CASES = Path(__file__).parent / "cases"


def cases(name: str) -> list[Any]:
    rows = [json.loads(line) for line in (CASES / name).read_text("utf-8").splitlines()]
    return [pytest.param(row, id=f"{row['language']} {row['text'][:30]}") for row in rows]


def found(text: str, language: str) -> set[str]:
    return {m.concept for m in find_concepts(chunk_pattern().findall(text), language)}


@pytest.mark.parametrize("case", cases("inflected.jsonl"))
def test_inflected_names_are_found(case: dict[str, Any]) -> None:
    assert set(case["finds"]) <= found(case["text"], case["language"])


@pytest.mark.parametrize("case", cases("not_joined.jsonl"))
def test_what_looks_alike_or_is_a_rival_is_not_joined(case: dict[str, Any]) -> None:
    concepts = found(case["text"], case["language"])
    assert not (concepts if case["never"] == "any" else concepts & set(case["never"]))


@pytest.mark.parametrize("language", languages())
def test_every_name_finds_its_concept(language: str) -> None:
    for name in names_in(language):
        if name.concept == NO_CONCEPT or name.match & {"evidence", "ambiguous"}:
            continue
        assert name.concept in found(name.text, language), name
        assert name.concept in {n.concept for n in find_named(name.text)}, name


@pytest.mark.parametrize(
    ("query", "concept"),
    [
        ("ateşkes", "ceasefire"),
        ("atəşkəsin", "ceasefire"),
        ("հրադադարի", "ceasefire"),
        ("لوقف إطلاق النار", "ceasefire"),
        ("прекращения огня", "ceasefire"),
        ("nato", "body-nato"),
        ("osce", "body-osce"),
        ("ООН", "body-un"),
        ("Грузия", "country-ge"),
        ("Gürcüstan", "country-ge"),
        ("Վրաստան", "country-ge"),
        ("საქართველო", "country-ge"),
        ("Georgia Tbilisi", "country-ge"),
        ("foreign minister", "office-foreign-minister"),
    ],
)
def test_queries_in_any_language(query: str, concept: str) -> None:
    assert concept in {n.concept for n in find_named(query)}


@pytest.mark.parametrize("query", ["Georgia", "turkey", "who", "us", "", "?", "xyzzy", "停火"])
def test_queries_that_name_nothing(query: str) -> None:
    assert not find_named(query)


def test_the_longest_name_counts() -> None:
    (named,) = find_named("South Sudan")
    assert (named.concept, named.start, named.end) == ("country-ss", 0, 11)


def test_a_query_may_be_read_in_fewer_languages() -> None:
    assert find_named("ceasefire", {"fr", "es"}) == []


def test_mentions_count_in_code_points_and_in_words() -> None:
    text = "… l'Arménie: e-mail, «cessez-le-feu» (OSCE)"
    assert [text[m.start : m.end] for m in list_mentions(text, "fr")] == [
        "Arménie",
        "cessez-le-feu",
        "OSCE",
    ]
    words = analyse(text, "fr").words.split()
    spans = find_concepts(chunk_pattern().findall(text), "fr")
    assert [words[m.start : m.end] for m in spans] == [
        ["armenie"],
        ["cessez", "le", "feu"],
        ["osce"],
    ]


def test_a_language_without_a_table_gives_none() -> None:
    assert found("ceasefire", "xx") == set()
    assert find_concepts(["ceasefire"], None) == []


def test_concepts_by_id_and_type() -> None:
    concept = find_concept("ceasefire")
    assert concept is not None
    assert concept.type == "event"
    assert find_concept("no-such") is None
    assert all(c.type == "office" for c in list_concepts("office"))
    assert names("country-az", "hy")[0] == "Ադրբեջան"


def test_more_chunks_than_are_remembered() -> None:
    many = [f"w{n}" for n in range(45_000)]
    expected = found("ceasefire", "en")
    assert {m.concept for m in find_concepts([*many, "ceasefire"], "en")} == expected


@given(st.text(max_size=60), st.sampled_from([*languages()]))
def test_any_text_can_be_read(text: str, language: str) -> None:
    words = len(analyse(text, language).words.split())
    for mention in find_concepts(chunk_pattern().findall(text), language):
        assert 0 <= mention.start < mention.end <= words
    for mention in list_mentions(text, language):
        assert 0 <= mention.start < mention.end <= len(text)
    for named in find_named(text):
        assert 0 <= named.start < named.end <= len(text)


@given(st.lists(st.sampled_from([n.text for n in names_in("ru")]), min_size=1, max_size=8))
def test_names_never_overlap(texts: list[str]) -> None:
    mentions = list(list_mentions(", ".join(texts), "ru"))
    spans = sorted({(m.start, m.end) for m in mentions})
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
