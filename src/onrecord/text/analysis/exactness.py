"""Exact forms: what of a text the plain folding does not tell apart (ılıq and iliq).

Most words are their own folding, so a text's terms are those of the others alone, each beside its
folded form: "iliq=ılıq". Where a text has a folded form in its own right too, "iliq=iliq" says so.
What a text has folded and in no such term it has just as it is folded.
"""

from collections.abc import Iterable
from functools import cache

from onrecord.text.analysis.chunk import read_chunk
from onrecord.text.analysis.folding import fold, lowers_otherwise
from onrecord.text.analysis.remembered import Remembered
from onrecord.text.analysis.stems import primary
from onrecord.text.analysis.words import chunk_pattern

_CHUNKS = 40_000  # of each of two generations, per language
BETWEEN = "="  # between the folded form and the exact one


class _Exact(Remembered[str]):
    """What each chunk gives: its words, those that are not their own folding as their terms."""

    def __init__(self, language: str) -> None:
        super().__init__(_CHUNKS)
        self.language = language

    def work_out(self, chunk: str) -> str:
        pairs = zip(read_chunk(chunk).words, exact_words(chunk, self.language), strict=True)
        return " ".join(word if word == exact else exact_term(word, exact) for word, exact in pairs)


@cache
def _exact(language: str) -> _Exact:
    return _Exact(language)


def exact_term(word: str, exact: str) -> str:
    """Return the term of a folded word whose exact form is this."""
    return f"{word}{BETWEEN}{exact}"


def exact_words(text: str, language: str | None) -> list[str]:
    """Return the exact forms of a text's words, one for each folded word.

    >>> exact_words("ILIQ su", "az"), exact_words("Всё", "ru")
    (['ılıq', 'su'], ['всё'])
    """
    code = primary(language)
    return [
        fold(raw, code, exact=True)
        for chunk in chunk_pattern().findall(text)
        for raw in read_chunk(chunk).raw_words
    ]


def exact_terms(chunks_cut: Iterable[str], language: str | None) -> set[str]:
    """Return the terms of a text, given its chunks; most English texts have none.

    >>> exact_terms(["Su", "ılıq", "idi"], "az"), sorted(exact_terms(["côte", "Cote"], "fr"))
    ({'iliq=ılıq'}, ['cote=cote', 'cote=côte'])
    """
    code = primary(language)
    distinct = set(chunks_cut)
    strange = [
        chunk
        for chunk in distinct
        if not chunk.isascii() or not chunk.isalnum() or lowers_otherwise(chunk, code)
    ]
    spelled = set(" ".join(map(_exact(code).__getitem__, strange)).split(" "))
    terms = {each for each in spelled if BETWEEN in each}
    if terms:
        heads = {term[: term.index(BETWEEN)] for term in terms}
        spelled.update(" ".join(distinct.difference(strange)).lower().split(" "))
        terms.update(exact_term(word, word) for word in heads & spelled)
    return terms
