"""Queries of words, asked through the index."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.index.conftest import Make

from onrecord.errors import QueryError
from onrecord.index.compiling import compile_query
from onrecord.index.query import parse
from onrecord.index.tantivy_index import TantivyIndex
from onrecord.model.query import Boolean, Term
from onrecord.model.search import SearchRequest

TEXTS = {
    "a": "The parties agreed on a cease-fire at the end of the talks.",
    "b": "The ceasefire talks failed; the end is near.",
    "c": "Talks on grain. The harbour of Tehran stays open.",
    "d": "Grain exports resume. To be or not to be.",
}


@pytest.fixture
def some(index: TantivyIndex, document: Make) -> TantivyIndex:
    index.update([], [document(name, text) for name, text in TEXTS.items()], 1)
    return index


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("ceasefire", "ab"),
        ("cease-fire", "ab"),
        ("exact:ceasefire", "b"),
        ("talk", "abc"),
        ("exact:talk", ""),
        ("grain talks", "abcd"),
        ("grain AND talks", "c"),
        ("+grain talks", "cd"),
        ("grain -talks", "d"),
        ("grain NOT talks", "d"),
        ("(grain OR ceasefire) AND talks", "abc"),
        ('"the end of the talks"', "a"),
        ('"the end is"', "b"),
        ('"to be or not to be"', "d"),
        ('"or to be"', ""),
        ('"ceasefire failed"', ""),
        ('"ceasefire failed"~1', "b"),
        ('"failed ceasefire"~3', "b"),
        ('"failed ceasefire"~2', ""),
        ("harb*", "c"),
        ("*fire", "ab"),
        ("h?rbour", "c"),
        ("cease-f*", "a"),
        ("Tehrna~", "c"),
        ("teheran~1", "c"),
        ("tahrun~1", ""),
        ("tahrun~2", "c"),
        ("GRAIN^3 talks", "abcd"),
        ("grain^0", "cd"),
        ("...", ""),
        ("text:(grain AND talks)", "c"),
        ("tehran.stays", "c"),
        ("+grain kind:press_release -exports", "c"),
    ],
)
def test_words(some: TantivyIndex, query: str, expected: str) -> None:
    found = some.search(SearchRequest(query=query))
    assert "".join(sorted(hit.id for hit in found.hits)) == expected
    assert found.total == len(expected)
    for hit in found.hits:
        for snippet in hit.snippets:
            assert snippet.text in TEXTS[hit.id]


def test_a_weight_changes_the_order(some: TantivyIndex) -> None:
    first = some.search(SearchRequest(query="harbour exports^5")).hits[0]
    assert first.id == "d"
    assert some.search(SearchRequest(query="harbour^5 exports")).hits[0].id == "c"


@pytest.mark.parametrize(
    ("query", "ranks"),
    [
        ("ferry", True),
        ("lang:en", False),
        ("", False),
        ("-ferry", False),
        ("date:2020 kind:a", False),
        ("ferry lang:en", True),
        ("(lang:en OR lang:ru)^2", False),
    ],
)
def test_only_words_rank(query: str, ranks: bool) -> None:
    assert compile_query(parse(query), frozenset()).ranks is ranks


PARTS = ["ferry", "И", "停", "ə*", '"', "(", ")", "AND", "OR", "NOT", "+", "-", "~", "~2", "^"]
PARTS += ["^3", ":", "title:", "issuer:", "date:", "[2020 TO *]", "[", "lang:", "cites:", "has:"]
PARTS += ["exact:", "\\", "*", "?", "]", "{", "}", "é", "http://a/b", "type:", "'", "ـ", "𝔄"]
parts = st.sampled_from([*PARTS, "\ud800", "\0"])
queries = st.lists(parts | st.text(max_size=3), max_size=12)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.tuples(queries, st.sampled_from(["", " "])).map(lambda pair: pair[1].join(pair[0])))
def test_whatever_is_typed_is_answered_or_a_query_error(some: TantivyIndex, query: str) -> None:
    try:
        results = some.search(SearchRequest(query=query, facets=True))
    except QueryError as error:
        position = error.position
        results = None
    if results is None:
        assert 0 <= position <= len(query)
        return
    assert 0 <= results.total <= len(TEXTS)
    for hit in results.hits:
        for snippet in hit.snippets:
            assert snippet.text in TEXTS[hit.id]
            assert all(0 <= start < end <= len(snippet.text) for start, end in snippet.marks)


def test_half_a_surrogate_pair_is_no_fault_of_the_index(some: TantivyIndex) -> None:
    for query in ("\ud800", "issuer:a\ud800", "cites:x\udfff*", '"zebra \ud800"'):
        assert some.search(SearchRequest(query=query)).total == 0


def test_a_word_said_again_counts_again(some: TantivyIndex) -> None:
    once, twice = (
        [(hit.id, hit.score) for hit in some.search(SearchRequest(query=q, literal=True))]
        for q in ("grain", "grain grain")
    )
    assert [name for name, _ in twice] == [name for name, _ in once]
    assert [score for _, score in twice] == pytest.approx([2 * score for _, score in once])


def test_a_word_said_again_is_looked_for_once() -> None:
    one, again = Term("が", 0), Term("が", 2)
    once = repr(compile_query(one, frozenset()).query).count("Regex")
    assert once
    for tree in (Boolean(should=(one, again)), Boolean(must=(one, again))):
        assert repr(compile_query(tree, frozenset()).query).count("Regex") == once


def test_very_many_lone_characters_are_all_looked_for(index: TantivyIndex, document: Make) -> None:
    """Beyond the first they share a pattern: a document with the last alone is found and marked."""
    characters = [chr(0x4E00 + at) for at in range(300)]
    index.update(
        [], [document("last", f"{characters[-1]}火", "zh"), document("none", "停火", "zh")], 1
    )
    found = index.search(SearchRequest(query=" ".join(characters), literal=True))
    assert [hit.id for hit in found.hits] == ["last"]
    assert found.hits[0].snippets[0].marks == ((0, 2),)


def test_a_pattern_of_very_many_words_is_refused(index: TantivyIndex, document: Make) -> None:
    """Three thousand, as a paste may bring, took two seconds."""
    index.update([], [document("one", "port call")], 1)
    assert index.search(SearchRequest(query="po?t-call")).total == 1
    with pytest.raises(QueryError, match="at most") as caught:
        index.search(SearchRequest(query="ferry " + "-".join(["po?t", *["call"] * 100])))
    assert caught.value.position == 6
