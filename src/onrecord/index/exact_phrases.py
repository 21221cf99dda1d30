"""Documents that have each word of a phrase just as asked for, but not together.

The engine asks of each word alone whether a document spells it so. Where a document spells one of
them otherwise too, its text tells whether the words so spelt stand together.
"""

from collections.abc import Iterator

import tantivy

from onrecord.index import schema as at
from onrecord.index.exact_marking import ExactMarker, WantedExactly
from onrecord.index.exactly import EXACT_FIELD, exactly
from onrecord.index.kept import kept_of
from onrecord.model.query import Boolean, Boosted, Phrase, Query
from onrecord.text.analysis import exact_term, exact_words, fold_text, primary, turkic

MOST_READ = 200  # texts; what more there are is taken for what the engine says
_MUST, _SHOULD = tantivy.Occur.Must, tantivy.Occur.Should


def told_apart(tree: Query, searcher: tantivy.Searcher, languages: frozenset[str]) -> Query:
    """Return a tree whose exact phrases know the documents that have their words apart only."""
    match tree:
        case Phrase(exact=True) if tree.field in (None, *EXACT_FIELD):
            return tree.changed(never_in=frozenset(_wrong(tree, searcher, languages)))
        case Boosted():
            return tree.changed(node=told_apart(tree.node, searcher, languages))
        case Boolean():
            must, should, must_not = (
                tuple(told_apart(part, searcher, languages) for part in parts)
                for parts in (tree.must, tree.should, tree.must_not)
            )
            return tree.changed(must=must, should=should, must_not=must_not)
        case _:
            return tree


def _wrong(phrase: Phrase, searcher: tantivy.Searcher, languages: frozenset[str]) -> Iterator[int]:
    words = tuple(fold_text(phrase.text).split())
    if len(words) < 2:
        return
    wanted = WantedExactly(phrase.text, words, phrase.slop, 1)
    fields = (at.TEXT, at.TITLE) if phrase.field is None else (phrase.field,)
    for field in fields:
        query = _several_spellings(phrase, field, words, searcher, languages)
        for _, address in searcher.search(query, MOST_READ, count=False).hits if query else ():
            kept = kept_of(searcher.doc(address), searcher)
            said = {at.TEXT: kept.text, at.TITLE: kept.title}
            marker = ExactMarker([wanted], primary(kept.language))
            if not any(next(marker.marks(said[f]), None) for f in fields):
                (number,) = searcher.fast_field_values(at.DOCUMENT_NUMBER, [address])
                yield int(number or 0)


def _several_spellings(
    phrase: Phrase,
    field: str,
    words: tuple[str, ...],
    searcher: tantivy.Searcher,
    languages: frozenset[str],
) -> tantivy.Query | None:
    """Return the query for documents that have the phrase and spell a word of it otherwise too."""
    others = dict.fromkeys(_others(phrase.text, words, field, searcher, languages))
    if not others:
        return None
    schema = at.schema()
    spelt = [tantivy.Query.term_query(schema, EXACT_FIELD[field], term) for term in others]
    return tantivy.Query.boolean_query(
        [
            (_MUST, tantivy.Query.phrase_query(schema, field, list(words), phrase.slop)),
            (_MUST, tantivy.Query.boolean_query([(_SHOULD, query) for query in spelt])),
            *((_MUST, query) for query in exactly(phrase.text, field, languages)),
        ]
    )


def _others(
    text: str,
    words: tuple[str, ...],
    field: str,
    searcher: tantivy.Searcher,
    languages: frozenset[str],
) -> Iterator[str]:
    readings = {None, *sorted(turkic(languages))[:1]}
    asked = {pair for code in readings for pair in zip(words, exact_words(text, code), strict=True)}
    own = {exact_term(word, exact) for word, exact in asked} if len(readings) == 1 else set()
    for word in dict.fromkeys(words):
        for term, _ in searcher.terms_with_prefix(EXACT_FIELD[field], exact_term(word, "")):
            if term not in own:
                yield term
