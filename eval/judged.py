"""Test collections with judged questions: Cranfield and CISI, in SMART's format.

Knows nothing of how they are searched.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_SECTION = re.compile(r"^\.([A-Z])[ \t]*(.*)$")
_WORD = re.compile(r"\w+")
# Cleverdon's codes, 1 the most relevant, as gains. One document of each question has -1, which
# its readme does not explain: counted as of the least gain.
_CRANFIELD_GAINS = {1: 4, 2: 3, 3: 2, 4: 1, -1: 1}


@dataclass(frozen=True, slots=True)
class Text:
    number: int
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question in plain words and the gain of each document that is relevant to it."""

    words: tuple[str, ...]
    gains: dict[int, int]


@dataclass(frozen=True, slots=True)
class Collection:
    name: str
    texts: list[Text]
    questions: list[Question]


def cranfield(folder: Path) -> Collection:
    """Return the Cranfield collection; its judgements count questions in their order."""
    gains: dict[int, dict[int, int]] = {}
    for line in (folder / "cranqrel").read_text("latin-1").splitlines():
        question, document, code = map(int, line.split()[:3])
        gains.setdefault(question, {})[document] = _CRANFIELD_GAINS.get(code, 0)
    asked = list(_records(folder / "cran.qry"))
    questions = [
        Question(_words(record), gains.get(number, {})) for number, record in enumerate(asked, 1)
    ]
    return Collection("cranfield", _texts(folder / "cran.all.1400"), questions)


def cisi(folder: Path) -> Collection:
    """Return the CISI collection; only questions with judgements count."""
    gains: dict[int, dict[int, int]] = {}
    for line in (folder / "CISI.REL").read_text("latin-1").splitlines():
        question, document = map(int, line.split()[:2])
        gains.setdefault(question, {})[document] = 1
    questions = [
        Question(_words(record), gains[int(record["I"])])
        for record in _records(folder / "CISI.QRY")
        if int(record["I"]) in gains
    ]
    return Collection("cisi", _texts(folder / "CISI.ALL"), questions)


def _texts(path: Path) -> list[Text]:
    return [Text(int(r["I"]), r.get("T", ""), r.get("W", "")) for r in _records(path)]


def _words(record: dict[str, str]) -> tuple[str, ...]:
    return tuple(_WORD.findall(record.get("W", "").lower()))


def _records(path: Path) -> Iterator[dict[str, str]]:
    """Yield section letter -> text, a dictionary per record."""
    record: dict[str, list[str]] = {}
    letter = ""
    for line in path.read_text("latin-1").splitlines():
        section = _SECTION.match(line)
        if section is None:
            record.setdefault(letter, []).append(line)
            continue
        letter = section[1]
        if letter == "I" and record:
            yield {name: "\n".join(lines).strip() for name, lines in record.items()}
            record = {}
        record.setdefault(letter, []).append(section[2])
    if record:
        yield {name: "\n".join(lines).strip() for name, lines in record.items()}
