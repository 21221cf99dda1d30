"""What the words of a statement give to the index: the costly part of a document.

It needs no engine, so it can be made wherever the text is at hand.
"""

from onrecord.lexicon.concepts import find_concepts, with_wider
from onrecord.model.index_document import IndexTerms
from onrecord.text.analysis import analyse, cut

_BETWEEN = "\u2060"  # a chunk that is no word, between the title's and the text's


def wording_terms(title: str, text: str, language: str | None) -> IndexTerms:
    """Return the terms of a title and a text in their language.

    >>> terms = wording_terms("Ceasefire", "Talks in Baku.", "en")
    >>> terms.title_words, terms.text_stems, terms.concepts
    ('ceasefire', 'en:talk en:in en:baku', 'ceasefire negotiations')
    """
    title_chunks, text_chunks = cut(title), cut(text)
    of_title = analyse(title, language, title_chunks)
    of_text = analyse(text, language, text_chunks)
    named = find_concepts([*title_chunks, _BETWEEN, *text_chunks], language)
    return IndexTerms(
        of_title.words,
        of_title.stems,
        of_text.words,
        of_text.stems,
        f"{of_title.names} {of_text.names}",
        " ".join(with_wider(mention.concept for mention in named)),
        of_title.exact,
        of_text.exact,
    )
