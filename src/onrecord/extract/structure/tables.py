"""The packaged tables of the structure step, read once and compiled. Knows no text."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).with_name("tables")


@cache
def table(name: str) -> dict[str, Any]:
    """Return a packaged table of this step as parsed TOML."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8"))


def lines(name: str) -> list[str]:
    """Return the lines of a packaged table that are no comments."""
    text = (_FOLDER / name).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def any_of(pieces: Iterable[str], *, before: str = "", after: str = "") -> re.Pattern[str]:
    """Compile alternatives into one pattern, upper and lower case alike.

    >>> bool(any_of(["phone", "tel"], before="^", after=":").match("Tel: 1"))
    True
    """
    return re.compile(f"{before}(?:{'|'.join(pieces)}){after}", re.IGNORECASE)


AROUND = " \t\n*#()[]<>«»\"“”'.:;,|•·–—-_›‹→←↑…"  # what stands around words, not in them


def folded(text: str) -> str:
    """Return a line as tables hold it: case and the Turkic dotted I folded, bare at its ends.

    >>> folded("*(Archived Content)*"), folded("ARXİV ÜZRƏ AXTARIŞ:")
    ('archived content', 'arxiv üzrə axtariş')
    """
    return text.replace("İ", "i").casefold().strip(AROUND)
