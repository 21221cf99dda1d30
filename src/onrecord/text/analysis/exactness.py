"""Exact forms: what of a text the plain folding does not tell apart (ılıq and iliq).

Most words are their own folding, so a text's terms are those of the others alone, each beside its
folded form: "iliq=ılıq". Where a text has a folded form in its own right too, "iliq=iliq" says so.
What a text has folded and in no such term it has just as it is folded.
"""

from collections.abc import Iterable, Sequence
from itertools import compress
from operator import not_

from onrecord.text.analysis.chunk import Chunk, read_chunk
from onrecord.text.analysis.folding import fold
from onrecord.text.analysis.stems import primary
from onrecord.text.analysis.words import chunk_pattern

BETWEEN = "="  # between the folded form and the exact one


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


def spelt(chunk: Chunk, language: str) -> str:
    """Return a chunk's words, those that are not their own folding as their terms.

    "" for a single word that is. `language` is a primary subtag.

    >>> [spelt(read_chunk(text), "az") for text in ("Gənc-genc", "genc-gen", "genc")]
    ['genc=gənc genc', 'genc gen', '']
    """
    if len(chunk.words) == 1 and chunk.text.isascii() and "I" not in chunk.text:
        return ""
    exact = (fold(raw, language, exact=True) for raw in chunk.raw_words)
    forms = [
        word if word == form else exact_term(word, form)
        for word, form in zip(chunk.words, exact, strict=True)
    ]
    return "" if forms == [*chunk.words[:1]] else " ".join(forms)


def exact_terms(words: Iterable[str], spelt_so: Sequence[str]) -> Iterable[str]:
    """Return the terms of a text, given what each of its chunks has: its words, `spelt` of it.

    >>> list(exact_terms(["su", "iliq"], ["", "iliq=ılıq"])), exact_terms(["su"], [""])
    (['iliq=ılıq'], set())
    """
    forms = set(" ".join(filter(None, set(spelt_so))).split())
    terms = {form for form in forms if BETWEEN in form}
    if terms:
        heads = {term[: term.index(BETWEEN)] for term in terms}
        plain = heads.intersection(compress(words, map(not_, spelt_so))) | (heads & forms)
        terms.update(exact_term(word, word) for word in plain)
    return terms
