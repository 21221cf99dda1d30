"""The kind: the form a text gives itself, by its title, its header, its site's section."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from onrecord.extract.layout import Part
from onrecord.extract.structure.draft import Draft, Found
from onrecord.extract.structure.tables import any_of, folded, table
from onrecord.model.statement import StatementKind

LONGEST_LABEL = 60  # code points of a header line that is the form's own label


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


def kind(
    part: Part, title: Draft, header: Sequence[Draft], places: Sequence[str]
) -> tuple[StatementKind, Found]:
    """Return the form a statement gives itself, `other` where it gives none, and why.

    Of the forms named by title, header lines and sections it is the first in the order of
    StatementKind. `places` are the URL and the path it stands under: their parts name sections.
    """
    found = dict(_by_section(part, places))
    for line in reversed([line for line in header if len(line.text) <= LONGEST_LABEL]):
        found.update(_named_in(line))
    found.update(_named_in(title))
    for form in StatementKind:
        if form in found:
            return form, found[form]
    return StatementKind.OTHER, Found("no form named in title, header or section")


def _by_section(part: Part, places: Sequence[str]) -> Iterator[tuple[StatementKind, Found]]:
    hints = [hint.value for hint in part.layout.hints.sections]
    folders = [name for place in places for name in place.split("/")[:-1]]
    for section in filter(None, [*folders, *hints, part.supplied.section]):
        form = _sections().get(folded(section.replace("-", " ").replace("_", " ")))
        if form is not None:
            yield form, Found(f"published in the section “{section}”")


def _named_in(line: Draft) -> Iterator[tuple[StatementKind, Found]]:
    """Yield every form that a title or header line names, with the words that name it."""
    words = line.text.replace("İ", "i")
    for form in StatementKind:
        pattern, never = _titles(form.value), _never(form.value)
        if pattern is None:
            continue
        found = pattern.search(never.sub(_blank, words) if never else words)
        if found:
            why = f"it says “{line.text[found.start() : found.end()].strip()}”"
            yield form, Found(why, line, found.start(), found.end())


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])
