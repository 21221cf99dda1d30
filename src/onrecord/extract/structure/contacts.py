"""Contacts: how the issuer asks to be reached; lines of nothing else become contact blocks."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from onrecord.extract.structure.draft import Draft
from onrecord.extract.structure.tables import any_of, folded, table
from onrecord.model.statement import BlockKind, ContactKind

_EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"\+?\(?\d[\d\s().–-]{5,20}\d(?:\s*(?:ext\.?|x)\s*\d{1,5})?")
LONGEST_LINE = 160


def contacts(drafts: Sequence[Draft]) -> list[tuple[ContactKind, str, Draft, int, int]]:
    """Return (kind, value, draft, start, end) in order; drafts that are contact lines become so."""
    found = []
    for draft in drafts:
        if draft.note is not None or len(draft.text) > LONGEST_LINE:
            continue
        here = list(_in_line(draft))
        found += here
        if here or _label().fullmatch(folded(draft.text)):
            draft.kind = BlockKind.CONTACT
    return list({(kind, value): entry for entry in found for kind, value in [entry[:2]]}.values())


def _in_line(draft: Draft) -> Iterator[tuple[ContactKind, str, Draft, int, int]]:
    for match in _EMAIL.finditer(draft.text):
        yield ContactKind.EMAIL, match[0], draft, match.start(), match.end()
    if label := _phone().match(draft.text):
        for match in _PHONE.finditer(draft.text, label.end()):
            yield ContactKind.PHONE, match[0].strip(), draft, match.start(), match.end()


@cache
def _label() -> re.Pattern[str]:
    return any_of(table("contacts")["labels"]["contact"])


@cache
def _phone() -> re.Pattern[str]:
    return any_of(table("contacts")["labels"]["phone"], before=r"\W*", after=r"\W*[:：]?\s*")
