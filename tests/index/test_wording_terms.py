"""What title and text of a wording give to the index."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.index.wording_terms import wording_terms
from onrecord.lexicon.concepts import find_concepts, with_wider
from onrecord.text.analysis import cut
from onrecord.text.analysis.given import analyse

_PIECES = ["The", "cease-fire", "in", "Tbilisi,", "Georgia.", "South", "Sudan", "e-mail", "—", "-"]
_texts = st.lists(st.sampled_from(_PIECES), max_size=12).map(" ".join)


@given(_texts, _texts)
def test_title_and_text_are_read_as_each_alone(title: str, text: str) -> None:
    found = wording_terms(title, text, "en")
    of_title, of_text = analyse(title, "en"), analyse(text, "en")
    terms = found.terms
    assert (terms.title_words, terms.title_stems) == of_title[:2]
    assert (terms.text_words, terms.text_stems, found.hashes) == (*of_text[:2], of_text.hashes)


@given(_texts)
def test_concepts_are_those_of_the_lexicon(text: str) -> None:
    named = find_concepts(cut(text), "en")
    expected = " ".join(with_wider(mention.concept for mention in named))
    assert wording_terms("", text, "en").terms.concepts == expected


def test_a_name_does_not_reach_from_the_title_into_the_text() -> None:
    assert "country-ss" in wording_terms("", "South Sudan", "en").terms.concepts
    assert "country-ss" not in wording_terms("South", "Sudan", "en").terms.concepts
