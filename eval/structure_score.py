"""Scores one extraction against one release's labels, field by field. Pure.

Knows nothing of files or of how the extraction was made; a release that could not be extracted
is scored as an empty extraction.
"""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from eval.structure_gold import Gold

from onrecord.model.statement import BlockKind, ContactKind, Extraction

# Fields scored by precision and recall, then those scored right or wrong.
SETS = ("binding", "contacts", "note_urls")
SINGLES = ("issuers", "date", "kind", "place", "points", "serial")

FINGERPRINT_LETTERS = 40
FINGERPRINT_DIGITS = 12

_LABEL = re.compile(r"^\W*(?:\d{1,3}[.)]\s*(?=[^\W\d])|[A-Za-z]\)\s+)")
_EXTENSION = re.compile(r"\s*(?:ext\.?|x)\s*\d+\s*$", re.IGNORECASE)
# As many digits as a subscriber's number has at least; shorter ones must be equal.
_SUBSCRIBER_DIGITS = 7


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of the found are right, of the wanted are found. A single value counts one each."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.right + other.right, self.found + other.found, self.wanted + other.wanted)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """2PR / (P + R); 1.0 where nothing was wanted and nothing found."""
        both = self.found + self.wanted
        return 2 * self.right / both if both else 1.0


@dataclass(frozen=True, slots=True)
class Score:
    """A tally for each scored field, and a line for each miss ("field: wanted ..., found ...")."""

    fields: dict[str, Tally] = field(default_factory=dict)
    misses: tuple[str, ...] = ()


_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def fingerprint(text: str) -> str:
    """Return what stands for a block in the labels: 12 hex digits of a hash of its beginning.

    >>> fingerprint("1. On October 17,[1] the ...") == fingerprint("On October 17, [1] the …")
    True
    >>> fingerprint("On October 17 the") == fingerprint("On October 18 the")
    False
    """
    plain = text.strip().translate(_RAISED)  # the labels have raised figures as plain ones
    letters = "".join(c for c in _LABEL.sub("", plain) if c.isalnum())
    folded = letters[:FINGERPRINT_LETTERS].casefold()
    return hashlib.sha256(folded.encode("utf-8")).hexdigest()[:FINGERPRINT_DIGITS]


def score(gold: Gold, extraction: Extraction | None) -> Score:
    """Return the tallies of every field; None is a release that could not be extracted."""
    results = {
        "binding": _binding(gold, extraction),
        "contacts": _contacts(gold, extraction),
        "note_urls": _note_urls(gold, extraction),
        "issuers": _issuers(gold, extraction),
        **_singles(gold, extraction),
    }
    return Score(
        {name: tally for name, (tally, _) in results.items()},
        tuple(f"{name}: {miss}" for name, (_, misses) in results.items() for miss in misses),
    )


def score_issuers(gold: Gold, extraction: Extraction | None) -> Score:
    """Return the tally of the issuers alone."""
    tally, misses = _issuers(gold, extraction)
    return Score({"issuers": tally}, tuple(f"issuers: {miss}" for miss in misses))


def score_contacts(gold: Gold, extraction: Extraction | None) -> Score:
    """Return the tally of the contacts alone."""
    tally, misses = _contacts(gold, extraction)
    return Score({"contacts": tally}, tuple(f"contacts: {miss}" for miss in misses))


def score_form(gold: Gold, extraction: Extraction | None) -> Score:
    """Return the tallies of issuers and kind, where nothing else is labelled."""
    results = {"issuers": _issuers(gold, extraction), "kind": _kind(gold, extraction)}
    return Score(
        {name: tally for name, (tally, _) in results.items()},
        tuple(f"{name}: {miss}" for name, (_, misses) in results.items() for miss in misses),
    )


def total(scores: Iterable[Score]) -> dict[str, Tally]:
    """Return the tallies summed over releases (micro-averaged)."""
    sums: dict[str, Tally] = {}
    for one in scores:
        for name, tally in one.fields.items():
            sums[name] = sums.get(name, Tally()) + tally
    return sums


_Result = tuple[Tally, Sequence[str]]


def _binding(gold: Gold, extraction: Extraction | None) -> _Result:
    found = {
        (_marker(marker), fingerprint(block.text))
        for block in (extraction.blocks if extraction else ())
        if block.kind is not BlockKind.NOTE
        for marker in block.points_to
    }
    wanted: list[frozenset[tuple[str, str]]] = []
    allowed: set[tuple[str, str]] = set()
    for note in gold.notes:
        pairs = [frozenset((_marker(note.marker), fp) for fp in block) for block in note.blocks]
        if note.either:
            allowed.update(*pairs)
        else:
            wanted.extend(pairs)
    return _sets(wanted, found, allowed, _beginnings(extraction))


def _beginnings(extraction: Extraction | None) -> dict[str, str]:
    """Return what a reader of misses knows a fingerprinted block by: its first words."""
    blocks = extraction.blocks if extraction else ()
    return {fingerprint(block.text): block.text[:FINGERPRINT_LETTERS] for block in blocks}


def _note_urls(gold: Gold, extraction: Extraction | None) -> _Result:
    found = {
        (_marker(citation.marker), _url(citation.url))
        for citation in (extraction.citations if extraction else ())
        if citation.marker is not None
    }
    allowed = {_marker(note.marker) for note in gold.notes if note.either}
    wanted = [
        frozenset({(_marker(note.marker), _url(url))})
        for note in gold.notes
        if not note.either
        for url in note.urls
    ]
    known = frozenset[tuple[str, str]]().union(*wanted)
    return _sets(wanted, found, {pair for pair in found - known if pair[0] in allowed}, {})


def _sets(
    wanted: Sequence[frozenset[tuple[str, str]]],
    found: set[tuple[str, str]],
    allowed: set[tuple[str, str]],
    names: Mapping[str, str],
) -> _Result:
    """Tally `found` against `wanted`, each of which any of its members satisfies."""

    def shown(pair: tuple[str, str]) -> str:
        return f"[{pair[0]}] {names.get(pair[1], pair[1])!r}"

    missed = [pairs for pairs in wanted if not pairs & found]
    used = frozenset[tuple[str, str]]().union(*wanted)
    extra = sorted(found - used - allowed)
    right = len(wanted) - len(missed)
    misses = [f"missed {' or '.join(map(shown, sorted(pairs)))}" for pairs in missed]
    misses += [f"not wanted {shown(pair)}" for pair in extra]
    return Tally(right, right + len(extra), len(wanted)), misses


def _contacts(gold: Gold, extraction: Extraction | None) -> _Result:
    found = list(
        dict.fromkeys((c.kind, c.value) for c in (extraction.contacts if extraction else ()))
    )
    wanted = list(gold.contacts)
    for kind, value in gold.contacts:
        same = _SAME[kind]
        match = next((f for f in found if f[0] is kind and same(f[1], value)), None)
        if match is not None:
            wanted.remove((kind, value))
            # One number printed twice in two ways is one contact.
            found = [f for f in found if not (f[0] is kind and same(f[1], value))]
    right = len(gold.contacts) - len(wanted)
    misses = [f"missed {kind} {value!r}" for kind, value in wanted]
    misses += [f"not wanted {kind} {value!r}" for kind, value in found]
    return Tally(right, right + len(found), len(gold.contacts)), misses


def _issuers(gold: Gold, extraction: Extraction | None) -> _Result:
    """Right when every issuer is named once, by any of its names, and nobody else is."""
    found = [i.name for i in (extraction.issuers if extraction else ())]
    left = [frozenset(_name(n) for n in names) for names in gold.issuers]
    for name in found:
        match = next((names for names in left if _name(name) in names), None)
        if match is None:
            break
        left.remove(match)
    else:
        if not left:
            return _single(True, "")
    wanted = " + ".join(sorted(min(names, key=lambda n: (-len(n), n)) for names in gold.issuers))
    return _single(False, f"wanted {wanted}, found {' + '.join(found) or 'nobody'}")


def _singles(gold: Gold, extraction: Extraction | None) -> dict[str, _Result]:
    if extraction is None:
        wrong = _single(False, "not extracted")
        return {
            name: wrong
            for name in SINGLES
            if name != "issuers" and not (name == "points" and gold.points is None)
        }
    points = sum(block.kind is BlockKind.POINT for block in extraction.blocks)
    results = {
        "date": _equal(gold.published_on, extraction.published_on),
        "kind": _kind(gold, extraction),
        "place": _single(
            _fold(extraction.place) == _fold(gold.place),
            f"wanted {gold.place}, found {extraction.place}",
        ),
        "serial": _single(
            _fold(extraction.serial) in {_fold(s) for s in gold.serials},
            f"wanted {gold.serials[0]}, found {extraction.serial}",
        ),
    }
    if gold.points is not None:
        results["points"] = _equal(gold.points, points)
    return results


def _kind(gold: Gold, extraction: Extraction | None) -> _Result:
    found = extraction.kind if extraction else "nothing"
    wanted = " or ".join(sorted(gold.kinds))
    return _single(found in gold.kinds, f"wanted {wanted}, found {found}")


def _equal(wanted: object, found: object) -> _Result:
    return _single(wanted == found, f"wanted {wanted}, found {found}")


def _single(right: bool, miss: str) -> _Result:
    return Tally(int(right), 1, 1), () if right else (miss,)


def _fold(text: str | None) -> str | None:
    """Letters and digits alone, casefolded."""
    return None if text is None else "".join(c for c in text if c.isalnum()).casefold()


def _name(name: str) -> str:
    words = re.findall(r"\w+", name.casefold().replace(".", "").replace("’", "'"))
    return " ".join(word for word in words if word != "the")


def _marker(marker: str | None) -> str:
    return unicodedata.normalize("NFKC", marker or "").strip("[](){} ./").casefold()


def _url(url: str) -> str:
    """Scheme, "www.", fragment and last slash do not tell two cited pages apart here."""
    bare = re.sub(r"^https?://(?:www\.)?|^www\.", "", url.strip(), flags=re.IGNORECASE)
    host, slash, rest = bare.partition("#")[0].partition("/")
    return (host.casefold() + slash + rest).rstrip("/")


def _same_phone(found: str, wanted: str) -> bool:
    """By digits: country code, trunk zero and extension may be left out."""
    a, b = (re.sub(r"\D", "", _EXTENSION.sub("", v)).lstrip("0") for v in (found, wanted))
    short, long = sorted((a, b), key=len)
    return a == b or (len(short) >= _SUBSCRIBER_DIGITS and long.endswith(short))


def _same_email(found: str, wanted: str) -> bool:
    return found.strip().casefold().removeprefix("mailto:") == wanted.casefold()


def _same_words(found: str, wanted: str) -> bool:
    """A person with or without title, an address with or without the body's name."""
    a, b = _fold(found) or "", _fold(wanted) or ""
    return bool(a and b) and (a in b or b in a)


_SAME: dict[ContactKind, Callable[[str, str], bool]] = {
    ContactKind.PHONE: _same_phone,
    ContactKind.EMAIL: _same_email,
    ContactKind.ADDRESS: _same_words,
    ContactKind.PERSON: _same_words,
}
