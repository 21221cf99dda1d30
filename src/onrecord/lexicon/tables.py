"""The tables of concepts and names, read when first asked for, one language at a time.

`names/` is written by hand, `countries/` by tools/write_countries.py. `by_letters/` holds the names
of both again in the order in which a query looks them up; tools/write_by_letters.py makes it. How
a row is to be read is told in docs/concepts.md.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from onrecord.model.concept import Concept, Name
from onrecord.text.analysis import fold_text

_FOLDER = Path(__file__).parent / "tables"
_FOLDERS = ("countries", "names")
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
    return tuple(
        (language, *row) for folder in _FOLDERS for row in _rows(f"{folder}/{language}.tsv")
    )


def names_beginning(letters: str, language: str) -> Iterator[Name]:
    """Yield the names in one language that begin with these folded letters, in their order.

    What they were checked against is not told. The table is searched as it lies: a query asks for
    a few of its thousand rows.

    >>> [name.text for name in names_beginning("tru", "en")]
    ['truce']
    """
    table = _by_letters(language)
    begin = f"\n{letters}\t".encode()
    at = table.find(begin)
    while at >= 0:
        end = table.index(b"\n", at + 1)
        concept, text, match = table[at + len(begin) : end].decode("utf-8").split("\t")
        yield Name(concept, language, text, frozenset(match.split()), "")
        at = end if table.startswith(begin, end) else -1


@cache
def _by_letters(language: str) -> bytes:
    return (_FOLDER / "by_letters" / f"{language}.tsv").read_bytes()


def rows_of(concept: str, language: str) -> Iterator[tuple[str, ...]]:
    """Yield the rows of one concept in one language, in their order, the tables searched too.

    >>> next(rows_of("country-ge", "de"))[2]
    'Georgien'
    """
    begin = f"\n{concept}\t".encode()
    for folder in _FOLDERS:
        table = _bytes_of(folder, language)
        at = table.find(begin)
        while at >= 0:
            end = table.index(b"\n", at + 1)
            yield (language, *table[at + 1 : end].decode("utf-8").split("\t"))
            at = table.find(begin, end)


@cache
def _bytes_of(folder: str, language: str) -> bytes:
    return (_FOLDER / folder / f"{language}.tsv").read_bytes()


@cache
def other_country_names(language: str) -> dict[str, str]:
    """Return names by country in a language whose texts have no concepts; none without a table."""
    name = f"countries/others/{language}.tsv"
    known = language.isalpha() and (_FOLDER / name).is_file()
    return {row[0]: row[1] for row in _rows(name)} if known else {}


def first_letter(name: str) -> str:
    """Return the first letter of a name, folded; "" where its first sign is none.

    >>> first_letter("Österreich"), first_letter("«…»")
    ('o', '')
    """
    return _folded(name[:1])


@cache
def _folded(letter: str) -> str:
    return fold_text(letter)[:1]


def read_row(row: tuple[str, ...]) -> Name:
    """Return a row as a name."""
    language, concept, text, match, source = row
    return Name(concept, language, text, frozenset(match.split()), source)


def _rows(name: str) -> list[list[str]]:
    lines = (_FOLDER / name).read_text("utf-8").split("\n")
    return [line.split("\t") for line in lines if line and line[0] != "#"]
