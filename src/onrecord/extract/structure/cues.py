"""Patterns that are tried only where a cue, letters they can't do without, stands in the text.

A line of a header is looked at for some three hundred forms; nearly none is there, and finding
that a few letters are not in it costs a hundredth of a search. Knows no field.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

# An escape, a class, an anchor, a letter: all of a pattern but groups and bars.
_ATOM = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[^\\\[()|]", re.DOTALL)
_TIMES = re.compile(r"[*+?]\??|\{\d*,?\d*\}\??")
_PLAIN = re.compile(r"\((?:\?:)?(?!\?)")
_DOTLESS = str.maketrans("ıI", "ii")  # re.IGNORECASE takes the three i's for one


def cue_form(text: str) -> str:
    """Return a text as cues are sought in it: lower case, every i the same.

    >>> cue_form("AÇIKLAMA, İlan")
    'açiklama, ilan'
    """
    return text.replace("İ", "i").translate(_DOTLESS).lower()


def alternatives(pattern: str) -> list[str]:
    """Return the alternatives of a pattern, parted at the bars outside groups and classes.

    >>> alternatives("press (?:call|briefing)|[|]+")
    ['press (?:call|briefing)', '[|]+']
    """
    parts, depth, at, begun = [], 0, 0, 0
    while at < len(pattern):
        atom = _ATOM.match(pattern, at)
        if atom is None:
            depth += {"(": 1, ")": -1}.get(pattern[at], 0)
            if pattern[at] == "|" and depth == 0:
                parts.append(pattern[begun:at])
                begun = at + 1
        at = atom.end() if atom else at + 1
    return [*parts, pattern[begun:]]


def cues(pattern: str) -> tuple[str, ...]:
    r"""Return letters of which every match of one alternative holds one; ("",) where none must be.

    >>> cues(r"\bpress (?:call|briefing)s?\b"), cues(r"^(?:указ|приказ)(?: о)?"), cues(r"\w+")
    (('press ',), ('указ', 'приказ'), ('',))
    """
    best: tuple[str, ...] = ("",)
    run = ""
    for item, needed in _items(pattern):
        if needed and len(item) == 1:
            run += cue_form(item)
            best = max(best, (run,), key=_worth)
            continue
        run = ""
        if needed and (plain := _PLAIN.match(item)):
            inner = [c for one in alternatives(item[plain.end() : -1]) for c in cues(one)]
            best = max(best, tuple(inner), key=_worth)
    return best


def _worth(letters: tuple[str, ...]) -> int:
    return min(map(len, letters))


def _items(pattern: str) -> Iterator[tuple[str, bool]]:
    """Yield the letters and groups of a pattern, and whether each match must hold it.

    What is neither comes as an item of two characters, which no cue goes across.
    """
    at = 0
    while at < len(pattern):
        end = _end_of_group(pattern, at) if pattern[at] == "(" else _atom_end(pattern, at)
        item = pattern[at:end]
        times = _TIMES.match(pattern, end)
        needed = times is None or times[0][0] == "+" or times[0][1:2] in set("123456789")
        letter = len(item) == 1 and item not in "^$."
        yield (item if letter or item[0] == "(" else "\\b"), needed
        if times and letter:
            yield "\\b", False
        at = times.end() if times else end


def _atom_end(pattern: str, at: int) -> int:
    atom = _ATOM.match(pattern, at)
    return atom.end() if atom else at + 1


def _end_of_group(pattern: str, at: int) -> int:
    depth = 0
    while at < len(pattern):
        depth += {"(": 1, ")": -1}.get(pattern[at], 0)
        at = _atom_end(pattern, at) if pattern[at] not in "()|" else at + 1
        if depth == 0:
            break
    return at


_Row = tuple[tuple[str, ...], re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class Cued:
    """Patterns, each with its cues; `ascii_rows` are those that a line in ASCII can hold."""

    rows: tuple[_Row, ...]
    ascii_rows: tuple[_Row, ...]

    def search(self, text: str, form: str) -> re.Match[str] | None:
        """Return a match of one of the patterns in a text; `form` is the text's cue_form."""
        return _first(self.ascii_rows if form.isascii() else self.rows, text, form)

    def blanked(self, text: str, form: str) -> str:
        """Return the text with spaces where a pattern matches."""
        for letters, pattern in self.ascii_rows if form.isascii() else self.rows:
            if any(cue in form for cue in letters):
                text = pattern.sub(_blank, text)
        return text


def _first(rows: Iterable[_Row], text: str, form: str) -> re.Match[str] | None:
    """Return a match of the first of the rows that has one; a row is tried where a cue stands."""
    for letters, pattern in rows:
        for cue in letters:
            if cue in form:
                if found := pattern.search(text):
                    return found
                break
    return None


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def cued(patterns: Iterable[str]) -> Cued:
    """Compile patterns, upper and lower case alike.

    >>> line = "Basın AÇIKLAMASI"
    >>> cued([r"\\bphoto\\b", "açıklama"]).search(line, cue_form(line))[0]
    'AÇIKLAMA'
    """
    rows: dict[tuple[str, ...], list[str]] = {}
    for one in (one for pattern in patterns for one in alternatives(pattern)):
        rows.setdefault(cues(one), []).append(one)
    compiled = tuple((c, re.compile("|".join(p), re.IGNORECASE)) for c, p in rows.items())
    plain = ((tuple(cue for cue in c if cue.isascii()), p) for c, p in compiled)
    return Cued(compiled, tuple(row for row in plain if row[0]))


GRAM = 3  # letters by which a set of patterns is looked up


@dataclass(frozen=True, slots=True)
class CueIndex:
    """Several sets of patterns, their rows numbered through, by the first letters of their cues."""

    rows: tuple[tuple[int, _Row], ...]  # each with the number of its set
    grams: dict[str, tuple[int, ...]]
    always: tuple[int, ...]  # rows with a cue too short to be looked up by

    def matches(self, text: str, form: str) -> Iterator[tuple[int, re.Match[str]]]:
        """Yield, in order, each set that matches a text with this cue_form, and its match."""
        met = {form[i : i + GRAM] for i in range(len(form) - GRAM + 1)}
        near = set(self.always)
        for gram in met & self.grams.keys():
            near.update(self.grams[gram])
        last = -1
        for at in sorted(near):
            number, row = self.rows[at]
            if number != last and (found := _first((row,), text, form)):
                last = number
                yield number, found


def cue_index(sets: Sequence[Cued]) -> CueIndex:
    """Index sets of patterns by their cues.

    >>> index = cue_index([cued(["statement"]), cued(["readout"])])
    >>> [(number, found[0]) for number, found in index.matches("A Readout", "a readout")]
    [(1, 'Readout')]
    """
    rows = tuple((number, row) for number, patterns in enumerate(sets) for row in patterns.rows)
    grams: dict[str, list[int]] = {}
    always = []
    for at, (_, (letters, _)) in enumerate(rows):
        if any(len(cue) < GRAM for cue in letters):
            always.append(at)
        else:
            for gram in {cue[:GRAM] for cue in letters}:
                grams.setdefault(gram, []).append(at)
    return CueIndex(rows, {gram: tuple(found) for gram, found in grams.items()}, tuple(always))
