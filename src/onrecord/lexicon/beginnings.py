"""Which concepts have a name that begins as typed, for suggestions while somebody types."""

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from onrecord.lexicon.concepts import languages_by_script
from onrecord.lexicon.tables import NO_CONCEPT, first_letter, rows_in
from onrecord.text.analysis import fold_text

_NO_NAME = frozenset({"evidence", "ambiguous"})  # how a row is matched that does not name alone


def names_beginning(text: str) -> Iterator[tuple[str, str]]:
    """Yield (concept, name) of the names that begin with a text, whatever its case and marks.

    In every language that the text's script allows, of each in the order of the letters.

    >>> next(names_beginning("CEASEF"))
    ('ceasefire', 'ceasefire')
    """
    typed = fold_text(text)
    if not typed:
        return
    for language in sorted(languages_by_script(text)):
        names = _names(language, typed[0])
        for folded, concept, name in names[bisect_left(names, (typed,)) :]:
            if not folded.startswith(typed):
                break
            yield concept, name


@cache
def _names(language: str, letter: str) -> list[tuple[str, str, str]]:
    """Return (folded, concept, name) of a language's names with a first letter, in order."""
    rows = _rows(language).get(letter, ())
    return sorted((fold_text(name), concept, name) for concept, name in rows)


@cache
def _rows(language: str) -> dict[str, list[tuple[str, str]]]:
    """Return (concept, name) by the first letter, folded: few are ever asked for."""
    found: dict[str, list[tuple[str, str]]] = {}
    for _, concept, name, match, _ in rows_in(language):
        if concept != NO_CONCEPT and _NO_NAME.isdisjoint(match.split()):
            found.setdefault(first_letter(name), []).append((concept, name))
    return found
