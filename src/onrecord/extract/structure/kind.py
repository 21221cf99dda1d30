"""The kind: the form a text gives itself, by its title, its header, its site's section."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from onrecord.extract.layout import Part
from onrecord.extract.structure.draft import Draft, Found
from onrecord.extract.structure.tables import any_of, folded, table
from onrecord.model.statement import StatementKind

FIRST_SENTENCE = 300  # code points of a text in which it tells whether it is yet to be
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
    part: Part, title: Draft, header: Sequence[Draft], places: Sequence[str], body: Sequence[Draft]
) -> tuple[StatementKind, Found]:
    """Return the form a statement gives itself, `other` where it gives none, and why.

    Of the forms named by title, header lines and sections it is the first in the order of
    StatementKind. `places` are the URL and the path it stands under: their parts name sections.
    """
    found = dict(_by_section(part, places))
    lines = [line for line in header if len(line.text) <= LONGEST_LABEL]
    for line in reversed(lines):
        found.update(_named_in(line))
    in_title = dict(_named_in(title))
    for form in [form for form in in_title if _is_coming(form, title, body)]:
        del in_title[form]
    found.update(in_title)
    if why := _announced(title, body):
        found.setdefault(StatementKind.ADVISORY, why)
    if not in_title:
        found.update(_spoken(lines[1:]))
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


def _is_coming(form: StatementKind, title: Draft, body: Sequence[Draft]) -> bool:
    """Return whether a form is of what has been, as a readout, and the text tells what will be."""
    if "coming" not in table("kinds").get(form.value, {}) or form.value in title.text.casefold():
        return False
    first = next((d.text for d in body if len(d.text) > LONGEST_LABEL), "")
    return _will().search(first[:FIRST_SENTENCE]) is not None


def _announced(title: Draft, body: Sequence[Draft]) -> Found | None:
    """Return why a title is an announcement of what the press can come to."""
    rules = table("kinds")["advisory"]
    for name in ("announced", "visited"):
        found = _rule(rules[name]).search(title.text)
        if found and (
            name == "announced" or any(_rule(rules["press"]).search(d.text) for d in body)
        ):
            return Found(f"it announces: “{found[0]}”", title, found.start(), found.end())
    return None


def _spoken(lines: Sequence[Draft]) -> Iterator[tuple[StatementKind, Found]]:
    """Yield the form that a header line gives a text whose title names none."""
    for line in lines:
        for form in (StatementKind.REMARKS,):
            if found := _headers(form.value).search(line.text):
                yield form, Found(f"it says “{found[0]}”", line, found.start(), found.end())


@cache
def _headers(kind: str) -> re.Pattern[str]:
    return any_of(table("kinds")[kind]["header"])


@cache
def _rule(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


@cache
def _will() -> re.Pattern[str]:
    return any_of(table("kinds")["coming"]["words"])


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])
