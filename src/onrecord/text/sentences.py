"""Where sentences begin and end, in any script. Knows no language but a few abbreviations."""

import re
from functools import cache
from pathlib import Path

# What ends a sentence: before a space, or anywhere in scripts that write none between sentences.
_END = re.compile(
    r"""[.!?\u2026\u0589\u061f\u06d4\u0964\u0965]+["'\u201d\u2019\u00bb)\]]*(?=\s)"""
    r"|[\u3002\uff01\uff1f\uff61][\u201d\u2019\u300d\u300f)]*|\n"
)
_LAST_WORD = re.compile(r"(\w+)\.$")
_ABBREVIATIONS = Path(__file__).parent / "tables" / "abbreviations.txt"


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the half-open spans of a text's sentences, without the blanks around them.

    A line is never joined to the next. An initial or an abbreviation ends none, nor does a full
    stop before a small letter.

    >>> text = "Gen. A. Silva spoke at 5 p.m. on Monday. He left."
    >>> [text[start:end] for start, end in sentences(text)]
    ['Gen. A. Silva spoke at 5 p.m. on Monday.', 'He left.']
    """
    spans = []
    start = 0
    for found in _END.finditer(text):
        if found[0] != "\n" and not _ends(text, start, found):
            continue
        spans.append((start, found.end()))
        start = found.end()
    spans.append((start, len(text)))
    trimmed = (_trimmed(text, *span) for span in spans)
    return [(start, end) for start, end in trimmed if start < end]


def _ends(text: str, start: int, found: re.Match[str]) -> bool:
    after = text[found.end() :][:2].lstrip()
    if found[0] == ".)" and after[:1].isdigit():
        return False  # "Executive Order (E.O.) 13224"
    if found[0] != ".":
        return True
    if after[:1].islower() and not "\u10d0" <= after[0] <= "\u10ff":  # Georgian has no capitals
        return False
    word = _LAST_WORD.search(text, max(start, found.end() - 12), found.end())
    if word is None:
        return True
    if word[1].isdigit():
        return True
    return len(word[1]) > 1 and word[1].lower() not in _abbreviations()


@cache
def _abbreviations() -> frozenset[str]:
    lines = _ABBREVIATIONS.read_text("utf-8").splitlines()
    return frozenset(word for line in lines if line[:1] != "#" for word in line.split())


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
