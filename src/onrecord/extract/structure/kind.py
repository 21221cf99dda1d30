"""The kind: the form a text gives itself, by its title, its header, its site's section."""

import re
from collections.abc import Sequence
from functools import cache

from onrecord.extract.layout import Part
from onrecord.extract.structure.draft import Draft, Found
from onrecord.extract.structure.tables import any_of, folded, table
from onrecord.model.statement import StatementKind


@cache
def _titles(kind: str) -> re.Pattern[str] | None:
    patterns = table("kinds").get(kind, {}).get("title")
    return any_of(patterns) if patterns else None


@cache
def _never(kind: str) -> re.Pattern[str] | None:
    patterns = table("kinds").get(kind, {}).get("never")
    return any_of(patterns) if patterns else None


@cache
def _sections() -> dict[str, StatementKind]:
    rows = table("kinds")
    return {
        folded(name): kind
        for kind in reversed(StatementKind)
        for name in rows.get(kind.value, {}).get("section", ())
    }


def kind(part: Part, title: Draft, header: Sequence[Draft]) -> tuple[StatementKind, Found]:
    """Return the form a statement gives itself, `other` where it gives none, and why."""
    by_title = _in(title)
    if by_title is not None:
        return by_title
    for line in header:
        by_line = _in(line) if len(line.text) < 120 else None
        if by_line is not None:
            return by_line
    hints = [hint.value for hint in part.layout.hints.sections]
    for section in filter(None, [*hints, part.supplied.section]):
        found = _sections().get(folded(section.replace("-", " ")))
        if found is not None:
            return found, Found(f"published in the section “{section}”")
    return StatementKind.OTHER, Found("no form named in title, header or section")


def _in(line: Draft) -> tuple[StatementKind, Found] | None:
    words = line.text.replace("İ", "i")
    for kind in StatementKind:
        pattern, never = _titles(kind.value), _never(kind.value)
        if pattern is None:
            continue
        found = pattern.search(never.sub(lambda m: " " * len(m[0]), words) if never else words)
        if found:
            why = f"it says “{line.text[found.start() : found.end()].strip()}”"
            return kind, Found(why, line, found.start(), found.end())
    return None
