"""The tables of letters and endings, read once for each script and language.

Knows the files' format and the scripts' ranges; nothing of skeletons.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

_FOLDER = Path(__file__).parent
_SCRIPTS = (
    (0x0041, 0x02AF, "latin"),
    (0x1E00, 0x1EFF, "latin"),
    (0x0370, 0x03FF, "greek"),
    (0x1F00, 0x1FFF, "greek"),
    (0x0400, 0x052F, "cyrillic"),
    (0x0531, 0x058F, "armenian"),
    (0xFB13, 0xFB17, "armenian"),
    (0x0590, 0x05FF, "hebrew"),
    (0xFB1D, 0xFB4F, "hebrew"),
    (0x0600, 0x06FF, "arabic"),
    (0x0750, 0x077F, "arabic"),
    (0xFB50, 0xFDFF, "arabic"),
    (0xFE70, 0xFEFC, "arabic"),
    (0x10A0, 0x10FF, "georgian"),
    (0x1C90, 0x1CBF, "georgian"),
)
# The languages whose endings a word of unknown language may carry. Latin names have none then,
# unless their letters tell the language.
_ENDINGS_OF_SCRIPT = {
    "cyrillic": ("ru", "uk"),
    "armenian": ("hy",),
    "georgian": ("ka",),
    "greek": ("el",),
    "hebrew": ("he",),
    "arabic": ("ar",),
}


class Letters(NamedTuple):
    """How a script is read in one language: its graphemes and what each reads as."""

    lengths: dict[str, tuple[int, ...]]  # of the graphemes that begin with a letter, longest first
    one: dict[str, str]  # letters with one reading
    several: dict[str, tuple[str, ...]]
    plain: dict[int, str]  # what becomes of a letter that the table does not know

    def graphemes(self, word: str) -> Iterator[str]:
        """Yield the longest grapheme at each place of a word; what is in none is passed over."""
        at, end = 0, len(word)
        while at < end:
            for length in self.lengths.get(word[at], ()):
                found = word[at : at + length]
                if found in self.one or found in self.several:
                    yield found
                    at += length
                    break
            else:
                at += 1


class Ending(NamedTuple):
    """An attachment to a name: the least letters that remain, and what these do not end in."""

    text: str
    in_front: bool
    remain: int
    never_after: tuple[str, ...]


@cache
def script_of(letter: str) -> str:
    """Return the table that reads a letter, "" for a letter of no such script.

    >>> [script_of(letter) for letter in "əЖ巴7"]
    ['latin', 'cyrillic', '', '']
    """
    code = ord(letter)
    if not letter.isalpha():
        return ""
    return next((name for first, last, name in _SCRIPTS if first <= code <= last), "")


@cache
def letters(script: str, language: str) -> Letters:
    """Return how a script is read in a language; rows of `*` fill what it leaves open."""
    general: dict[str, tuple[str, ...]] = {}
    special: dict[str, tuple[str, ...]] = {}
    for graphemes, languages, readings in _rows(script):
        chosen = special if language in languages else general if "*" in languages else None
        if chosen is not None:
            chosen.update((g, readings) for g in graphemes)
    every = general | special
    table = dict(_with_contexts(every, every))
    # A letter in context given in general must not outdo what the language says of the letter.
    own = dict(_with_contexts(special, every))
    table = {g: r for g, r in table.items() if g in own or not _outdone(g, own)} | own
    return Letters(
        lengths=_lengths(table),
        one={g: r[0] for g, r in table.items() if len(r) == 1},
        several={g: r for g, r in table.items() if len(r) > 1},
        plain=_Plain(table),
    )


def _lengths(graphemes: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Return by first letter how long the graphemes are, longest first."""
    found: dict[str, set[int]] = {}
    for grapheme in graphemes:
        found.setdefault(grapheme[0], set()).add(len(grapheme))
    return {first: tuple(sorted(every, reverse=True)) for first, every in found.items()}


def _outdone(grapheme: str, own: dict[str, tuple[str, ...]]) -> bool:
    bare = grapheme.strip("^$")
    return len(bare) == 2 and bare[0] in own and bare not in own and bare[1] in "aeiouyéè"


def _with_contexts(
    table: dict[str, tuple[str, ...]], letters_read: dict[str, tuple[str, ...]]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Write out the letters that stand in brackets, each followed by its own reading."""
    for grapheme, readings in table.items():
        parts = re.findall(r"\[[^]]+\]|[^[]+", grapheme)
        if len(parts) == 1 and not grapheme.startswith("["):
            yield grapheme, readings
            continue
        choices = [part[1:-1] if part[0] == "[" else (part,) for part in parts]
        for chosen in product(*choices):
            before = _vowel(chosen[0], letters_read) if parts[0][0] == "[" else ""
            after = _vowel(chosen[-1], letters_read) if parts[-1][0] == "[" else ""
            yield "".join(chosen), tuple(before + r + after for r in readings)


def _vowel(letter: str, table: dict[str, tuple[str, ...]]) -> str:
    plain = table.get(letter) or table.get(unicodedata.normalize("NFD", letter)[0], ("",))
    return plain[0]


def _rows(script: str) -> Iterator[tuple[list[str], list[str], tuple[str, ...]]]:
    for line in lines(f"{script}.tsv"):
        graphemes, languages, readings = line.split("\t")
        read = tuple("" if r == "-" else r for r in readings.split(" "))
        yield graphemes.split(","), languages.split(","), read


class _Plain(dict[int, str]):
    """Letters as the table knows them: those it lacks lose their marks."""

    def __init__(self, table: dict[str, tuple[str, ...]]) -> None:
        super().__init__()
        self._known = {letter for grapheme in table for letter in grapheme}

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        if letter not in self._known:
            parts = unicodedata.normalize("NFKD", letter)
            letter = "".join(p for p in parts if not unicodedata.combining(p))
        self[code] = letter
        return letter


@cache
def markers() -> dict[str, str]:
    """Return the letters that tell whose spelling a Latin name is in."""
    return dict(line.split("\t")[:2] for line in lines("markers.tsv"))


@cache
def endings(script: str, language: str) -> tuple[Ending, ...]:
    """Return what names may carry in a language; when it is unknown, in those of the script."""
    languages = (language,) if language else _ENDINGS_OF_SCRIPT.get(script, ())
    return tuple(e for code in languages for e in _endings().get(code, ()))


@cache
def _endings() -> dict[str, tuple[Ending, ...]]:
    found: dict[str, tuple[Ending, ...]] = {}
    for line in lines("endings.tsv"):
        language, texts, remain, *rest = line.split("\t")
        never = tuple(rest[0].split(" ")) if rest else ()
        for text in texts.split(" "):
            made = Ending(text.strip("-"), text.endswith("-"), int(remain), never)
            found[language] = (*found.get(language, ()), made)
    return found


@cache
def roots() -> dict[str, tuple[str, ...]]:
    """Return the beginnings of keys that are one given name, each with the others."""
    rows = [tuple(line.split(" ")) for line in lines("roots.tsv")]
    return {root: tuple(other for other in row if other != root) for row in rows for root in row}


def lines(name: str) -> list[str]:
    """Return the lines of a table that are not comments."""
    found = (_FOLDER / name).read_text("utf-8").splitlines()
    return [line for line in found if line and not line.startswith("#")]
