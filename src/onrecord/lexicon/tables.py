"""The tables of concepts and names, read when first asked for, one language at a time.

`names/` is written by hand, `countries/` by tools/write_countries.py. How a row is to be read is
told in docs/concepts.md.
"""

from functools import cache
from pathlib import Path

from onrecord.model.concept import Concept, Name

_FOLDER = Path(__file__).parent / "tables"
NO_CONCEPT = "-"  # the concept of names that only keep a part of them from being taken for another


@cache
def concepts() -> dict[str, Concept]:
    """Return every concept by its id, in the order of the tables."""
    rows = [*_rows("concepts.tsv"), *_rows("countries.tsv")]
    return {row[0]: Concept(row[0], row[1]) for row in rows}


@cache
def wider() -> dict[str, str]:
    """Return of each concept that has one the wider concept it is a case of.

    >>> wider()["ambassador-recalled"]
    'office-ambassador'
    """
    return {row[0]: row[1] for row in _rows("wider.tsv")}


@cache
def languages() -> dict[str, str]:
    """Return the languages that have names, each with its script (as Unicode calls it).

    >>> languages()["hy"]
    'ARMENIAN'
    """
    return {row[0]: row[1] for row in _rows("languages.tsv")}


@cache
def names_in(language: str) -> tuple[Name, ...]:
    """Return the names in one language; of each concept the one to show comes first."""
    return tuple(map(read_row, rows_in(language)))


@cache
def rows_in(language: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of one language unread: (language, concept, text, match, source)."""
    folders = ("countries", "names")
    return tuple(
        (language, *row) for folder in folders for row in _rows(f"{folder}/{language}.tsv")
    )


@cache
def other_country_names(language: str) -> dict[str, str]:
    """Return names by country in a language whose texts have no concepts; none without a table."""
    name = f"countries/others/{language}.tsv"
    known = language.isalpha() and (_FOLDER / name).is_file()
    return {row[0]: row[1] for row in _rows(name)} if known else {}


def read_row(row: tuple[str, ...]) -> Name:
    """Return a row as a name."""
    language, concept, text, match, source = row
    return Name(concept, language, text, frozenset(match.split()), source)


def _rows(name: str) -> list[list[str]]:
    lines = (_FOLDER / name).read_text("utf-8").split("\n")
    return [line.split("\t") for line in lines if line and line[0] != "#"]
