"""What the words of a statement give to the index: the costly part of a document.

It needs no engine, so it can be made wherever the text is at hand.
"""

from functools import cache
from typing import NamedTuple

from onrecord.lexicon.concepts import with_wider
from onrecord.lexicon.reader import Beginning, names_read
from onrecord.lexicon.tables import languages
from onrecord.model.index_document import IndexTerms
from onrecord.text.analysis import cut, primary
from onrecord.text.analysis.given import Giving, put_together

_BETWEEN = "0"  # a word of no name, between the title's chunks and the text's


class WordingTerms(NamedTuple):
    """The terms, and the hashes of the text's words (text.similarity)."""

    terms: IndexTerms
    hashes: bytes


def wording_terms(title: str, text: str, language: str | None) -> WordingTerms:
    """Return what a title and a text in their language give.

    >>> terms = wording_terms("Ceasefire", "Talks in Baku.", "en").terms
    >>> terms.title_words, terms.text_stems, terms.concepts
    ('ceasefire', 'en:talk en:in en:baku', 'ceasefire negotiations')
    """
    giving = _giving(primary(language))
    title_chunks, text_chunks = cut(title), cut(text)
    of_title = put_together(title_chunks, giving)
    of_text = put_together(text_chunks, giving)
    concepts = ""
    after = len(title_chunks) + 1
    if begun := [*of_title.also, *((after + index, words) for index, words in of_text.also)]:
        reader = names_read(primary(language))
        named = reader.read([*title_chunks, _BETWEEN, *text_chunks], begun)
        concepts = " ".join(with_wider(mention.concept for mention in named))
    terms = IndexTerms(
        of_title.words,
        of_title.stems,
        of_text.words,
        of_text.stems,
        f"{of_title.names} {of_text.names}",
        concepts,
        of_title.exact,
        of_text.exact,
    )
    return WordingTerms(terms, of_text.hashes)


@cache
def _giving(language: str) -> Giving[Beginning]:
    """What chunks give, and beside it which names of concepts they may begin."""
    if language not in languages():
        return Giving(language, also=lambda _: None)
    return Giving(language, also=names_read(language).begins)
