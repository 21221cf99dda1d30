"""What countries are called in languages whose texts have no concepts.

A statement in one of these is found by a country's name in it, looked for as a word; and a query
in one of these names the country.
"""

from collections.abc import Iterable
from functools import cache

from onrecord.lexicon.tables import first_letter, other_country_names
from onrecord.text.analysis import fold_text, is_bigram_script


def country_names(concept: str, languages: Iterable[str]) -> dict[str, str]:
    """Return a country's name by language, of the languages that have a table here.

    >>> country_names("country-gr", ("el", "pl", "en"))
    {'el': 'Ελλάδα', 'pl': 'Grecja'}
    """
    found = {code: other_country_names(code).get(concept) for code in sorted(languages)}
    return {code: name for code, name in found.items() if name}


def find_country(text: str, languages: Iterable[str]) -> str | None:
    """Return the country that a text is the whole name of in one of the languages, or None.

    Chinese, Japanese and Korean names are known whatever the languages.

    >>> find_country("Polska", ["pl"]), find_country("Polska", []), find_country("德国", [])
    ('country-pl', None, 'country-de')
    """
    folded = fold_text(text)
    if not folded:
        return None
    spaceless = _SPACELESS if is_bigram_script(folded[0]) else ()
    for code in (*sorted(languages), *spaceless):
        country = _countries(code, folded[0]).get(folded)
        if country is not None:
            return country
    return None


_SPACELESS = ("zh", "ja", "ko")


@cache
def _countries(language: str, letter: str) -> dict[str, str]:
    """Return concepts by folded name, of the names with a first letter: few are ever asked for."""
    return {
        fold_text(name): concept
        for concept, name in other_country_names(language).items()
        if first_letter(name) in (letter, "")
    }
