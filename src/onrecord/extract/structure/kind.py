"""The kind: the form a text gives itself, by its title, its header, its site's section."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.extract.layout import Part
from onrecord.extract.structure.cues import Cued, CueIndex, cue_form, cue_index, cued
from onrecord.extract.structure.draft import Draft, Found
from onrecord.extract.structure.tables import any_of, folded, table
from onrecord.model.statement import StatementKind

FIRST_SENTENCE = 300  # code points of a text in which it tells whether it is yet to be
_ANNOUNCING = frozenset([StatementKind.ADVISORY, StatementKind.SCHEDULE])
LONGEST_LABEL = 60  # code points of a header line that is the form's own label


@dataclass(frozen=True, slots=True)
class _Form:
    """A kind's patterns; what `never` finds is blanked before a form is sought."""

    kind: StatementKind
    titles: Cued
    never: Cued | None


@cache
def _forms() -> tuple[_Form, ...]:
    rows = {kind: table("kinds").get(kind.value, {}) for kind in StatementKind}
    return tuple(
        _Form(kind, cued(row["title"]), cued(row["never"]) if "never" in row else None)
        for kind, row in rows.items()
        if "title" in row
    )


@cache
def _index() -> CueIndex:
    return cue_index([form.titles for form in _forms()])


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
    announces = bool(found.keys() & _ANNOUNCING) and _tells_what_will_be(body)
    lines = [line for line in header if line is not title and _is_label(line)]
    in_lines = _in_lines(lines)
    in_title = dict(_named_in(title))
    if StatementKind.SCHEDULE in in_title:  # the lines below it are its entries
        _drop(in_lines, _announced_forms())
    _drop(in_title, [form for form in in_title if _is_coming(form, title, body)])
    found |= in_lines | in_title
    if why := _announced(title, body):
        found.setdefault(StatementKind.ADVISORY, why)
        announces = announces or not in_title.keys() & _announced_forms()
    if announces or StatementKind.ADVISORY in in_title:
        _drop(found, _announced_forms())
    elif not in_title:
        found.update(_spoken(lines))
    for form in StatementKind:
        if form in found:
            return form, found[form]
    return StatementKind.OTHER, Found("no form named in title, header or section")


def _in_lines(lines: Sequence[Draft]) -> dict[StatementKind, Found]:
    found: dict[StatementKind, Found] = {}
    for line in reversed(lines):
        found.update((form, why) for form, why in _named_in(line) if _labels(form, line, why))
    return found


def _drop(found: dict[StatementKind, Found], forms: Iterable[StatementKind]) -> None:
    for form in forms:
        found.pop(form, None)


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
    letters = cue_form(words)
    for number, first in _index().matches(words, letters):
        form = _forms()[number]
        found: re.Match[str] | None = first
        if form.never:
            found = form.titles.search(form.never.blanked(words, letters), letters)
        if found:
            why = f"it says “{line.text[found.start() : found.end()].strip()}”"
            yield form.kind, Found(why, line, found.start(), found.end())


def _is_label(line: Draft) -> bool:
    """Return whether a line can name the text's form: it is short and points nowhere else."""
    if len(line.text) > LONGEST_LABEL or _rule(table("kinds")["labels"]["never"]).match(line.text):
        return False
    return not any(link.start == 0 and link.end >= len(line.text) for link in line.links)


def _labels(form: StatementKind, line: Draft, found: Found) -> bool:
    """Return whether a form stands where a label has it: an account of a meeting begins with it."""
    return (
        form.value not in table("kinds")["labels"]["begin"]
        or found.start == 0
        or form.value in line.text.casefold()
    )


@cache
def _announced_forms() -> frozenset[StatementKind]:
    return frozenset(map(StatementKind, table("kinds")["advisory"]["of"]))


def _is_coming(form: StatementKind, title: Draft, body: Sequence[Draft]) -> bool:
    """Return whether a form is of what has been, as a readout, and the text tells what will be."""
    if "coming" not in table("kinds").get(form.value, {}) or form.value in title.text.casefold():
        return False
    return _tells_what_will_be(body)


def _tells_what_will_be(body: Sequence[Draft]) -> bool:
    first = next((d.text for d in body if len(d.text) > LONGEST_LABEL), "")
    sentence = first[:FIRST_SENTENCE]
    return _will().search(sentence, cue_form(sentence)) is not None


def _announced(title: Draft, body: Sequence[Draft]) -> Found | None:
    """Return why a title is an announcement of what the press can come to."""
    rules = table("kinds")["advisory"]
    if not _rule(rules["later"]).search(title.text):
        return None
    if _rule(rules["announced_never"]).search(title.text):
        return None
    for name in ("announced", "visited"):
        found = _rule(rules[name]).search(title.text)
        if found and (
            name == "announced" or any(_press().search(d.text, cue_form(d.text)) for d in body)
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
def _will() -> Cued:
    return cued(table("kinds")["coming"]["words"])


@cache
def _press() -> Cued:
    return cued([table("kinds")["advisory"]["press"]])
