"""Contacts: how the issuer asks to be reached; lines of nothing else become contact blocks.

A phone or an address of a text's subject is no contact: it counts on a contact line, under a
heading of contacts, or beside a word that asks to get in touch. Most texts hold none, so the
blocks are looked at only around those that do.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple
from urllib.parse import unquote

from onrecord.extract.structure.contact_values import Value, find_values, linked_values, may_hold
from onrecord.extract.structure.draft import Draft
from onrecord.extract.structure.persons import is_alone, name_of, names_before
from onrecord.extract.structure.postal import asks_to_write, find_postal, may_be_posted
from onrecord.extract.structure.tables import any_of, folded, table
from onrecord.model.statement import BlockKind, ContactKind
from onrecord.text.dates import parse_date

_RUN_OF_DIGITS = re.compile(r"(?!0\d{8,10}\Z)\d+")
LONGEST_LINE = 200  # code points of a contact line
BEFORE, AFTER = 170, 60  # code points around a value in which a word asks to get in touch
NEAR_END = 80  # code points of a paragraph's end that announces a list of contacts
FARTHEST_IN_ROW = 120  # code points between the values of a list "A, phone; B, phone"
MOST_OTHER_WORDS = 9  # of a line that is a contact block beside the values on it
LONGEST_TOWN = 24  # code points after a name and its number: ", Houston, Texas"
CELL_BETWEEN = " | "  # as readers lay a table's cells
_APART = "\nx\n"  # between blocks looked at in one go: no phone reaches across it
_AROUND = " ,:;/()–-"
# As a phone is written and a row of figures is not: "+994 12", "(202) 622", "202-622-2960".
_FULL_NUMBER = re.compile(r"\+|\(\d{2,4}\)|\d{3}[.-]\d{3}[.-]\d{4}|0\d{1,4}-\d{5,}")
# "Officer in charge - 071-8591634"
_ENTRY_BEFORE = re.compile(r"[^\s\d]\s*[-–:]+\s*\Z")
A_LIST = 3  # phones in one block: a list, which may go on in the next however long it is
A_LONG_LIST = 8  # phones and names
REACH = 4  # lines after a heading of contacts that stand under it


@dataclass(frozen=True, slots=True)
class Reach:
    """A contact and the words of a draft that give it.

    `asked` when the text asks to write there: such an address needs no phone beside it.
    """

    kind: ContactKind
    value: str
    draft: Draft
    start: int
    end: int
    asked: bool = False

    @property
    def key(self) -> tuple[ContactKind, str]:
        """What is the same for two spellings of one contact."""
        if self.kind is ContactKind.PHONE:
            return self.kind, "".join(c for c in self.value.casefold() if c.isalnum())
        return self.kind, self.value.casefold()


def contacts(drafts: Sequence[Draft]) -> list[Reach]:
    """Return the contacts in order, each once; drafts that are contact lines become so."""
    whole = _APART.join([draft.text for draft in drafts])
    some_posted = may_be_posted(whole)
    if not some_posted and not may_hold(whole) and not any(map(linked_values, drafts)):
        return []
    held = {i: values for i, draft in enumerate(drafts) if (values := _values(draft))}
    can_be = range(len(drafts)) if some_posted else held
    posted = {i: there for i in can_be if (there := _posted(drafts, i, i in held))}
    if not held and not posted:
        return []
    listed = _is_listing(whole)
    near = {i for at in held for i in range(at - REACH - 1, at + REACH + 2)} | set(posted)
    found: dict[tuple[ContactKind, str], Reach] = {}
    stands, last = _Standing(), -1
    for i in sorted(near & set(range(len(drafts)))):
        if i != last + 1:
            stands = _Standing()
        last = i
        holds = _Held(held.get(i, ()), posted.get(i, ()))
        for reach in _in_place(drafts[i], holds, stands, listed=listed):
            found.setdefault(reach.key, reach)
    return _without_lone(list(found.values()), drafts)


def _values(draft: Draft) -> list[Value]:
    found = find_values(draft.text) if may_hold(draft.text) else []
    return sorted(found + linked_values(draft)) if draft.links else found


def _posted(drafts: Sequence[Draft], at: int, held: bool) -> list[Reach]:
    """Return to whom and where a draft, or the one before it, asks to write."""
    draft = drafts[at]
    if not held and not may_be_posted(draft.text):
        return []
    asked = at > 0 and asks_to_write(drafts[at - 1].text)
    return [
        Reach(kind, draft.text[start:end], draft, start, end, asked=True)
        for start, end, kind in find_postal(draft.text, asked=asked)
    ]


class _Held(NamedTuple):
    """What a draft holds: phones and mails, and what stands where one asks to write."""

    values: Sequence[Value]
    posted: Sequence[Reach]


@dataclass(slots=True)
class _Standing:
    """What stands before a draft: how many lines more are headed, what the last line ends in."""

    under: int = 0
    labelled: bool = False  # by the label of a phone, or by "Contact: Leyla Qasımova"
    name: Reach | None = None  # the last line is nothing but a person's name


def _in_place(draft: Draft, holds: _Held, stands: _Standing, *, listed: bool) -> list[Reach]:
    """Return what a draft gives, given what stands before it; mark it as a contact block."""
    text, held = draft.text, holds.values
    short = len(text) <= LONGEST_LINE
    if _others().search(text) is not None:
        stands.under = 0
        return []
    is_label = _is_label(draft)
    headed = stands.under == REACH or (stands.under > 0 and short)
    headed = headed or (stands.labelled and bool(held) and not text[: held[0].start].strip(" (:"))
    many = len(held) >= A_LIST
    headed = headed or (stands.under > 0 and many)
    headed = headed or sum(value.has_trunk_zero for value in held) >= A_LIST
    strictly = listed or draft.note is not None or draft.kind is BlockKind.TABLE
    found = [*_of(draft, held, headed=headed and not strictly, listed=strictly)]
    found += holds.posted if not strictly else ()
    here = sorted(found, key=lambda reach: reach.start)
    here = _without_towns(here) if many else here
    if here and stands.name is not None and stands.under and here[0].kind is not ContactKind.PERSON:
        here.insert(0, stands.name)
        stands.name.draft.kind = BlockKind.CONTACT
    if (is_label and not here) or (here and _is_line(draft, here)):
        draft.kind = BlockKind.CONTACT
        stands.under = REACH
    elif here and (headed or many):
        stands.under = REACH
    else:
        stands.under = max(0, stands.under - 1) if short else 0
    if _opens().search(text[-NEAR_END:]):
        stands.under = REACH
    stands.labelled = (short and here and here[-1].kind is ContactKind.PERSON) or (
        len(text) <= LONGEST_LINE // 2 and _ends_in_label(text)
    )
    stands.name = _name_alone(draft) if stands.under and not held and not here else None
    return here


def _without_towns(here: list[Reach]) -> list[Reach]:
    """In a long list of phones either most have a person, or what looks like one is a place."""
    persons = sum(reach.kind is ContactKind.PERSON for reach in here)
    if len(here) < A_LONG_LIST or 4 * persons >= len(here):
        return here
    return [reach for reach in here if reach.kind is not ContactKind.PERSON]


def _name_alone(draft: Draft) -> Reach | None:
    if len(draft.text) > LONGEST_LINE // 2 or not is_alone(draft.text):
        return None
    return Reach(ContactKind.PERSON, draft.text, draft, 0, len(draft.text))


def _without_lone(found: list[Reach], drafts: Sequence[Draft]) -> list[Reach]:
    """An address or a person is a contact beside a phone or mail; else it is the text's subject."""
    order = {id(draft): i for i, draft in enumerate(drafts)}
    lone = (ContactKind.ADDRESS, ContactKind.PERSON)
    others = [order[id(r.draft)] for r in found if r.kind not in lone]
    return [
        reach
        for reach in found
        if reach.kind not in lone
        or reach.asked
        or any(abs(order[id(reach.draft)] - at) <= REACH for at in others)
    ]


def _of(draft: Draft, held: Sequence[Value], *, headed: bool, listed: bool) -> Iterator[Reach]:
    """Yield what a draft gives; `listed` is a text that lists its subjects' addresses."""
    text = draft.text
    last_end = 0
    for value in held:
        start, end = value.start, value.end
        names = names_before(text[last_end:start], value.words) or _linked_name(text, value)
        in_row = last_end > 0 and start - last_end <= FARTHEST_IN_ROW
        asks = _asks(text, value, headed=headed or in_row or _stands_alone(text, value, names))
        if not asks or (listed and not in_row and not _strongly(text, start, end)):
            continue
        for name in names:
            at = text.index(name, last_end)
            yield Reach(ContactKind.PERSON, name, draft, at, at + len(name))
        yield Reach(value.kind, _linked(draft, value), draft, start, end)
        last_end = end
    if not listed:
        yield from _labelled(draft, held)


def _strongly(text: str, start: int, end: int) -> bool:
    """Return whether a word near a value, or above it in a table, can only ask to get in touch."""
    above = text[: text.find("\n")] if CELL_BETWEEN in text else ""
    return any(map(_strong().search, (text[max(0, start - BEFORE) : end], above)))


def _stands_alone(text: str, value: Value, names: Sequence[str]) -> bool:
    """Return whether a line is a number in full, or a name and its number or mail.

    A town or a date may stand beside them.
    """
    if len(text) > LONGEST_LINE // 2:
        return False
    before, after = text[: value.start].strip(_AROUND), text[value.end :].strip(_AROUND)
    if value.kind is ContactKind.PHONE and not _FULL_NUMBER.match(value.words):
        return False
    if len(after) > LONGEST_TOWN or "." in after:
        return False
    named = len(names) == 1 and before == names[0]
    return named or not before or parse_date(before) is not None


def _linked_name(text: str, value: Value) -> list[str]:
    """The person whose name is the link to the address: "contact Leyla Qasımova"."""
    words = text[value.start : value.end]
    return [words] if words != value.words and is_alone(words) else []


def _linked(draft: Draft, value: Value) -> str:
    """The address as written; as its link gives it where a copy ran its words into the next."""
    for link in draft.links:
        if link.start <= value.start < link.end and link.href.startswith("mailto:"):
            address = unquote(link.href[len("mailto:") :].partition("?")[0])
            if address and value.words.casefold().startswith(address.casefold()):
                return address
    return value.words


def _asks(text: str, value: Value, *, headed: bool) -> bool:
    """Return whether a value stands where one asks to be reached."""
    if headed or value.is_short:
        return True
    start, end, kind = value.start, value.end, value.kind
    if kind is ContactKind.EMAIL and len(text) <= LONGEST_LINE // 2:
        return True
    if kind is ContactKind.PHONE and _phone_label().search(text, max(0, start - 30), start):
        return True
    if value.has_trunk_zero and _ENTRY_BEFORE.search(text, 0, start):
        return True
    if kind is ContactKind.PHONE and _RUN_OF_DIGITS.fullmatch(text, start, end):
        return False  # a bare run of digits is a phone only where its label says so
    around = text[max(0, start - BEFORE) : start] + " " + text[end : end + AFTER]
    return _cue().search(around) is not None


def _labelled(draft: Draft, held: Sequence[Value]) -> Iterator[Reach]:
    """Yield the address or person that a label at the line's start gives."""
    text = draft.text
    if len(text) > LONGEST_LINE:
        return
    if match := _address_label().match(text):
        words = text[match.end() :].strip()
        if words and not held:
            yield Reach(ContactKind.ADDRESS, words, draft, len(text) - len(words), len(text))
    elif match := _person_label().search(text):
        name = name_of(text[match.end() :])
        if name is not None:
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
        other = other.replace(draft.text[reach.start : reach.end], " ")
    return len(draft.text) <= LONGEST_LINE and len(other.split()) <= MOST_OTHER_WORDS


def _is_listing(text: str) -> bool:
    """Return whether a text lists its subjects' own data: births, passports, vessels."""
    if not any(word in text for word in _never_words()):
        return False
    said = set(_never().findall(text))
    return len(said) > 1 or not said <= set(table("contacts")["cues"]["never_alone"])


_LABEL_END = r"[ \t]*[:：՝.–—-]+[ \t]*"


@cache
def _label() -> re.Pattern[str]:
    return any_of(table("contacts")["labels"]["contact"])


@cache
def _phone_label() -> re.Pattern[str]:
    labels = table("contacts")["labels"]["phone"]
    return any_of(labels, before=r"(?<![^\W\d_])", after=r"[^\w]{0,6}(?:\([^()]{1,12}\)\W{0,4})?\Z")


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
    """At a line's start, or after a date or an office: "June 4, 2008 Contact: Ann Marie Roe"."""
    labels = table("contacts")["labels"]["person"]
    return any_of(labels, before=r"(?:\A\W*|(?<=[\d\w).] ))", after=_LABEL_END)


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
def _never_words() -> tuple[str, ...]:
    return tuple(table("contacts")["cues"]["never"])


@cache
def _never() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, _never_words()))})\b")
