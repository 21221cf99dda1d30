"""Did you mean: the index's own words in the place of those it lacks."""

import pytest
from tests.index.conftest import Make

from onrecord.index.tantivy_index import TantivyIndex
from onrecord.model.search import SearchRequest

TEXTS = (
    ("The ceasefire in the harbour holds; the harbour is open.", "en"),
    ("A ceasefire was agreed at the harbour.", "en"),
    ("Прекращение огня в гавани соблюдается.", "ru"),
    ("Atəşkəs limanda davam edir.", "az"),
    ("Հրադադարը նավահանգստում պահպանվում է։", "hy"),
    ("وقف إطلاق النار في الميناء.", "ar"),
    ("ceasefires harbors", "en"),
)


@pytest.fixture
def filled(index: TantivyIndex, document: Make) -> TantivyIndex:
    made = [document(str(n), text, language) for n, (text, language) in enumerate(TEXTS)]
    index.update([], made, 1)
    return index


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("ceasfire", "ceasefire"),
        ("cesaefire", "ceasefire"),
        ("xarbour", "harbour"),  # the first letter
        ("arbour", "harbour"),
        ('port "ceasefrie in the harbour"', 'port "ceasefire in the harbour"'),
        ("text:ceasfire^2 AND lang:en -harbuor", "text:ceasefire^2 AND lang:en -harbuor"),
        ('="ceasefrie"', '="ceasefire"'),
        ("прекращеие", "прекращение"),
        ("atəşkss", "ateskes"),  # folded, as the index keeps it
        ("նավահանգտում", "նավահանգստում"),
        ("(ceasfire harbuor)", "(ceasefire harbour)"),
    ],
)
def test_the_nearest_word_is_offered(filled: TantivyIndex, query: str, meant: str) -> None:
    assert filled.search(SearchRequest(query=query)).did_you_mean in (
        meant,
        meant.replace("port ", "port ", 1),
    )


@pytest.mark.parametrize(
    "query",
    [
        "",
        "ceasefire",
        "CEASEFIRE гавани",
        "talks",  # nothing near
        "ceasefir*",
        "ceasfire~",  # widened already
        "ab 12345 停火",
        "issuer:nobody",
        "-ceasfire harbour",
        "...",
        r"ceas\fire",
    ],
)
def test_nothing_is_offered(filled: TantivyIndex, query: str) -> None:
    assert filled.search(SearchRequest(query=query)).did_you_mean is None


def test_the_guess_is_not_searched(filled: TantivyIndex) -> None:
    results = filled.search(SearchRequest(query="ceasfire"))
    assert (results.total, results.hits) == (0, ())


def test_no_more_than_a_few_words_are_looked_for(filled: TantivyIndex) -> None:
    meant = filled.search(SearchRequest(query="harbuor " * 200)).did_you_mean
    assert meant is not None
    assert meant.split().count("harbour") == 4


def test_of_equally_near_words_the_one_of_more_documents(filled: TantivyIndex) -> None:
    assert filled.search(SearchRequest(query="ceasefirex")).did_you_mean == "ceasefire"


def test_a_printed_slip_is_told_where_nothing_is_found(index: TantivyIndex, document: Make) -> None:
    made = [document(str(n), "the treasury says", issuers=(("a", "A"),)) for n in range(30)]
    index.update([], [*made, document("slip", "the tresury says", "fr")], 1)
    found = index.search(SearchRequest(query="tresury AND lang:en"))
    assert (found.total, found.did_you_mean) == (0, "treasury AND lang:en")
    assert index.search(SearchRequest(query="tresury")).did_you_mean is None
