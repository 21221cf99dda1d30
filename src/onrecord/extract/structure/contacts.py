"""Contacts: how the issuer asks to be reached; lines of nothing else become contact blocks.

A phone or an address of a text's subject is no contact: it counts on a contact line, under a
heading of contacts, or beside a word that asks to get in touch.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote

from onrecord.extract.structure.draft import Draft
from onrecord.extract.structure.persons import name_of, names_before
from onrecord.extract.structure.tables import any_of, folded, table
from onrecord.model.statement import BlockKind, ContactKind
from onrecord.text.dates import find_dates

_EMAIL = re.compile(r"[\w.+%’'-]+@[^\W_][\w-]*(?:\.[\w-]+)*\.[^\W\d_]{2,}")
_PHONE = re.compile(
    r"(?<![\w.,$€£¥/-])(?:\+|00)?\(?\d{1,4}\)?(?:[\s.\u00a0()/–-]{0,3}\d{2,4}){2,5}"
    r"(?:,?\s*(?:ext\.?|x|доб\.?|daxili)\s*\d{1,5})?(?![\d%])"
)
# Words run into an address after its top-level domain: "treasury.govwith".
_RUN_INTO = re.compile(r"\.((?:gov|com|org|edu|net|mil|int)([^\W\d_]+))\Z", re.IGNORECASE)
_LONG_TLDS = frozenset(["community", "company", "compare", "computer", "network", "international"])
_RUN_OF_DIGITS = re.compile(r"(?!0\d{8,10}\Z)\d+")
_POSTCODE = re.compile(r"\d{5}[-–]\d{4}")  # ZIP+4
FEWEST_DIGITS, MOST_DIGITS = 7, 15  # ITU-T E.164 has at most 15
LONGEST_LINE = 200  # code points of a contact line
BEFORE, AFTER = 170, 60  # code points around a value in which a word asks to get in touch
NEAR_END = 80  # code points of a paragraph's end that announces a list of contacts
FARTHEST_IN_ROW = 120  # code points between the values of a list "A, phone; B, phone"
MOST_OTHER_WORDS = 9  # of a line that is a contact block beside the values on it
REACH = 4  # lines after a heading of contacts that stand under it


@dataclass(frozen=True, slots=True)
class Reach:
    """A contact and the words of a draft that give it."""

    kind: ContactKind
    value: str
    draft: Draft
    start: int
    end: int


def contacts(drafts: Sequence[Draft]) -> list[Reach]:
    """Return the contacts in order, each once; drafts that are contact lines become so."""
    found: dict[tuple[ContactKind, str], Reach] = {}
    listed = any(_never().search(draft.text) for draft in drafts)
    labelled = False  # the line before ends in the label of a phone
    under = 0  # how many lines more stand under a heading of contacts
    for draft in drafts:
        if _holds_none(draft):
            under = 0
            continue
        is_label = _is_label(draft)
        headed = under == REACH or (under > 0 and len(draft.text) <= LONGEST_LINE)
        headed = headed or (labelled and bool(_PHONE.fullmatch(draft.text.strip())))
        here = list(_of(draft, headed=headed and not listed, listed=listed))
        for reach in here:
            found.setdefault((reach.kind, reach.value.casefold()), reach)
        if (is_label and len(here) == 0) or (here and _is_line(draft, here)):
            draft.kind = BlockKind.CONTACT
            under = REACH
        elif here and headed:
            under = REACH
        else:
            under = max(0, under - 1) if len(draft.text) <= LONGEST_LINE else 0
        if _opens().search(draft.text[-NEAR_END:]):
            under = REACH
        labelled = len(draft.text) <= LONGEST_LINE // 2 and _ends_in_label(draft.text)
    return _without_lone_addresses(list(found.values()), drafts)


def _without_lone_addresses(found: list[Reach], drafts: Sequence[Draft]) -> list[Reach]:
    """An address is a contact beside another one; else it is where the text's subject lives."""
    order = {id(draft): i for i, draft in enumerate(drafts)}
    others = [order[id(r.draft)] for r in found if r.kind is not ContactKind.ADDRESS]
    return [
        reach
        for reach in found
        if reach.kind is not ContactKind.ADDRESS
        or any(abs(order[id(reach.draft)] - at) <= REACH for at in others)
    ]


def _holds_none(draft: Draft) -> bool:
    """Return whether a draft's phones and addresses are never the issuer's."""
    if draft.note is not None or draft.kind is BlockKind.TABLE:
        return True
    return _never().search(draft.text) is not None or _others().search(draft.text) is not None


def _of(draft: Draft, *, headed: bool, listed: bool) -> Iterator[Reach]:
    """Yield what a draft gives; `listed` is a text that lists its subjects' addresses."""
    text = draft.text
    if "@" not in text and sum(c.isdigit() for c in text) < FEWEST_DIGITS:
        yield from () if listed else _labelled(draft)
        return
    last_end = 0
    for start, end, kind in _values(text):
        names = names_before(text[last_end:start])
        in_row = last_end > 0 and start - last_end <= FARTHEST_IN_ROW
        asks = _asks(text, start, end, kind, headed=headed or in_row)
        if not asks or (listed and not _strong().search(text, max(0, start - BEFORE), end)):
            continue
        for name in names:
            at = text.index(name, last_end)
            yield Reach(ContactKind.PERSON, name, draft, at, at + len(name))
        yield Reach(kind, _value(draft, start, end), draft, start, end)
        last_end = end
    yield from () if listed else _labelled(draft)


def _value(draft: Draft, start: int, end: int) -> str:
    """The address as written; as its link gives it where a copy ran its words into the next."""
    words = draft.text[start:end]
    for link in draft.links:
        if link.start <= start < link.end and link.href.startswith("mailto:"):
            address = unquote(link.href[len("mailto:") :].partition("?")[0])
            if address and words.casefold().startswith(address.casefold()):
                return address
    return words


def _values(text: str) -> list[tuple[int, int, ContactKind]]:
    values = [(*_address(m), ContactKind.EMAIL) for m in _EMAIL.finditer(text)]
    dates: list[tuple[int, int]] | None = None
    at = 0
    while match := _phone(text, at):
        at = match.end()
        digits = sum(c.isdigit() for c in match[0].partition("ext")[0].partition("x")[0])
        if not FEWEST_DIGITS <= digits <= MOST_DIGITS or _POSTCODE.fullmatch(match[0]):
            continue
        if any(a <= match.start() < b for a, b, _ in values):
            continue
        dates = [(d.start, d.end) for d in find_dates(text)] if dates is None else dates
        over = [end for start, end in dates if start < match.end() and match.start() < end]
        if over:
            at = max(max(over), match.start() + 1)  # "July 1, 2002 (202) 622-2920"
            continue
        values.append((*_balanced(match), ContactKind.PHONE))
    return sorted(values)


def _phone(text: str, at: int) -> re.Match[str] | None:
    """Return the next run that can be a phone; of "091-2233333 / 091-2234582" the first alone."""
    match = _PHONE.search(text, at)
    if match is not None and "/" in match[0] and sum(c.isdigit() for c in match[0]) > MOST_DIGITS:
        return _PHONE.search(text, match.start(), match.start() + match[0].index("/")) or match
    return match


def _balanced(match: re.Match[str]) -> tuple[int, int]:
    """Return where a phone begins and ends, a bracket that is not closed within it left out."""
    unclosed = match[0].startswith("(") and ")" not in match[0]
    return match.start() + unclosed, match.end()


def _address(match: re.Match[str]) -> tuple[int, int]:
    """Return where an address begins and ends, words that a copy ran into it left out.

    >>> _address(next(_EMAIL.finditer("to a@b.govwith the following")))
    (3, 10)
    """
    found = _RUN_INTO.search(match[0])
    ended = found is not None and found[1].casefold() not in _LONG_TLDS
    return match.start(), match.start() + found.start(2) if found and ended else match.end()


def _asks(text: str, start: int, end: int, kind: ContactKind, *, headed: bool) -> bool:
    """Return whether a value stands where one asks to be reached."""
    if headed:
        return True
    if kind is ContactKind.EMAIL and len(text) <= LONGEST_LINE // 2:
        return True
    if kind is ContactKind.PHONE and _phone_label().search(text, max(0, start - 30), start):
        return True
    if kind is ContactKind.PHONE and _RUN_OF_DIGITS.fullmatch(text, start, end):
        return False  # a bare run of digits is a phone only where its label says so
    around = text[max(0, start - BEFORE) : start] + " " + text[end : end + AFTER]
    return _cue().search(around) is not None


def _labelled(draft: Draft) -> Iterator[Reach]:
    """Yield the address or person that a label at the line's start gives."""
    text = draft.text
    if len(text) > LONGEST_LINE:
        return
    if match := _address_label().match(text):
        words = text[match.end() :].strip()
        if words:
            yield Reach(ContactKind.ADDRESS, words, draft, len(text) - len(words), len(text))
    elif (match := _person_label().match(text)) and (name := name_of(text[match.end() :])):
        at = text.index(name, match.end())
        yield Reach(ContactKind.PERSON, name, draft, at, at + len(name))


def _is_label(draft: Draft) -> bool:
    if len(draft.text) > LONGEST_LINE:
        return False
    if _label().fullmatch(folded(draft.text)):
        return True
    return draft.text.rstrip().endswith((":", "：")) and _cue().search(draft.text) is not None


def _is_line(draft: Draft, here: Sequence[Reach]) -> bool:
    """Return whether a line is nothing but how to be reached."""
    if draft.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING):
        return False
    other = draft.text
    for reach in here:
        other = other.replace(reach.value, " ")
    return len(draft.text) <= LONGEST_LINE and len(other.split()) <= MOST_OTHER_WORDS


_LABEL_END = r"[ \t]*[:：՝.–—-]+[ \t]*"


@cache
def _label() -> re.Pattern[str]:
    return any_of(table("contacts")["labels"]["contact"])


@cache
def _phone_label() -> re.Pattern[str]:
    labels = table("contacts")["labels"]["phone"]
    return any_of(labels, before=r"(?<!\w)", after=r"[^\w]{0,6}(?:\([^()]{1,12}\)\W{0,4})?\Z")


@cache
def _opens() -> re.Pattern[str]:
    """The end of a paragraph after which contacts are listed: "the following phone numbers:"."""
    words = table("contacts")["cues"]["words"]
    return re.compile(rf"(?:{words}).*(?:[:：–—-]|අංක|எண்கள்)\s*\Z", re.IGNORECASE | re.DOTALL)


def _ends_in_label(text: str) -> bool:
    return _phone_label().search(text) is not None


@cache
def _address_label() -> re.Pattern[str]:
    return any_of(table("contacts")["labels"]["address"], before=r"\W*", after=_LABEL_END)


@cache
def _person_label() -> re.Pattern[str]:
    return any_of(table("contacts")["labels"]["person"], before=r"\W*", after=_LABEL_END)


@cache
def _cue() -> re.Pattern[str]:
    return re.compile(table("contacts")["cues"]["words"], re.IGNORECASE)


@cache
def _strong() -> re.Pattern[str]:
    return re.compile(table("contacts")["cues"]["strong"], re.IGNORECASE)


@cache
def _others() -> re.Pattern[str]:
    return re.compile(table("contacts")["cues"]["others"], re.IGNORECASE)


@cache
def _never() -> re.Pattern[str]:
    return re.compile(table("contacts")["cues"]["never"])
