"""Conditions that words stand in a document just as they are asked for, case apart.

What is asked for is looked for folded; these leave out documents that have the folded words in
other spellings only. Knows nothing of where in a document a word stands.
"""

import tantivy

from onrecord.index import schema as at
from onrecord.index.patterns import literal
from onrecord.text.analysis import exact_term, exact_words, fold_text, is_bigram_script, turkic

_MUST, _SHOULD, _MUST_NOT = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot
EXACT_FIELD = {at.TEXT: at.TEXT_EXACT, at.TITLE: at.TITLE_EXACT}


def exactly(text: str, field: str, languages: frozenset[str]) -> list[tantivy.Query]:
    """Return a condition for each word of a text, on documents that have it folded in a field.

    What small letter a capital I has depends on the document's language.
    """
    dotless = sorted(turkic(languages))
    words = fold_text(text).split()
    readings = zip(words, exact_words(text, None), exact_words(text, "tr"), strict=True)
    found = []
    for word, exact, turkish in dict.fromkeys(readings):
        if is_bigram_script(word[0]):
            continue  # has no case and no marks to leave out
        here = _spelt(word, exact, field)
        if turkish != exact and dotless:
            in_turkic = [tantivy.Query.term_query(at.schema(), at.LANG, code) for code in dotless]
            turkic_one = tantivy.Query.boolean_query([(_SHOULD, query) for query in in_turkic])
            there = _spelt(word, turkish, field)
            here = _either(
                [(_MUST, here), *((_MUST_NOT, query) for query in in_turkic)],
                [(_MUST, there), (_MUST, turkic_one)],
            )
        found.append(here)
    return found


def _spelt(word: str, exact: str, field: str) -> tantivy.Query:
    schema, name = at.schema(), EXACT_FIELD[field]
    term = tantivy.Query.term_query(schema, name, exact_term(word, exact))
    if word != exact:
        return term
    otherwise = tantivy.Query.regex_query(schema, name, literal(exact_term(word, "")) + ".*")
    return _either([(_MUST, tantivy.Query.all_query()), (_MUST_NOT, otherwise)], [(_MUST, term)])


def _either(*ways: list[tuple[tantivy.Occur, tantivy.Query]]) -> tantivy.Query:
    queries = map(tantivy.Query.boolean_query, ways)
    return tantivy.Query.boolean_query([(_SHOULD, query) for query in queries])
