"""Exact phrases, in texts that spell their words in several ways."""

import pytest
from tests.index.conftest import Make

from onrecord.index.tantivy_index import TantivyIndex
from onrecord.model.search import SearchRequest

TEXTS = {
    "together": ("az", "Bulaqdan ılıq su axır."),
    "otherwise": ("az", "Bulaqdan iliq su axır."),
    "apart": ("az", "Hava ılıq idi, bulaqdan iliq su axır."),
    "both": ("az", "Hava iliq idi, bulaqdan ılıq su axır."),
    "plain": ("en", "The words iliq su."),
    "capitals": ("az", "BULAQDAN ILIQ SU AXIR"),
    "english": ("en", "ILIQ SU"),
}


@pytest.fixture
def filled(index: TantivyIndex, document: Make) -> TantivyIndex:
    made = [document(name, text, language) for name, (language, text) in TEXTS.items()]
    made.append(document("title", "Hava ılıq idi, iliq su.", "az", title="Ilıq su"))
    index.update([], made, 1)
    return index


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('"ılıq su"', {*TEXTS, "title"}),
        ('="ılıq su"', {"together", "both", "capitals", "title"}),
        ('text:="ılıq su"', {"together", "both", "capitals"}),
        ('title:="ılıq su"', {"title"}),
        ('title:="iliq su"', set()),
        ('="iliq su"', {"otherwise", "apart", "plain", "english", "title"}),
        ('="ILIQ SU"', {"together", "both", "capitals", "plain", "english", "title"}),
        ('bulaqdan AND ="ılıq su"', {"together", "both", "capitals"}),
        ('bulaqdan AND NOT ="ılıq su"', {"otherwise", "apart"}),
        ('="iliq bulaqdan"~1', {"both"}),
        ('="su ılıq"', set()),
    ],
)
def test_words_stand_together_as_they_are_spelt(
    filled: TantivyIndex, query: str, expected: set[str]
) -> None:
    assert {hit.id for hit in filled.search(SearchRequest(query=query, literal=True))} == expected


def test_what_is_found_is_marked(filled: TantivyIndex) -> None:
    results = filled.search(SearchRequest(query='="ılıq su"', literal=True))
    marked = {
        snippet.text[start:end].lower()
        for hit in results
        for snippet in hit.snippets
        for start, end in snippet.marks
    }
    assert marked <= {"ılıq su", "iliq su"}
    assert "ılıq su" in marked
