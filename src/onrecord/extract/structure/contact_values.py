"""Phones and e-mail addresses in a text: what can be one, and where it begins and ends.

Knows no cue and no heading: whether a value is a way to reach the issuer is told in `contacts`.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple
from urllib.parse import unquote

from onrecord.extract.structure.draft import Draft
from onrecord.extract.structure.tables import any_of, table
from onrecord.model.statement import ContactKind
from onrecord.text.dates import find_dates

FEWEST_DIGITS, MOST_DIGITS = 7, 15  # ITU-T E.164 has at most 15
FEWEST_BEFORE_LIST_NUMBER = 9  # digits of a whole phone, behind which a list's number stands
DATE_REACH = 40  # code points around a phone in which a date can overlap it
_EMAIL = re.compile(r"[\w+%][\w.+%’'-]*@[^\W_][\w-]*(?:\.[\w-]+)*\.[^\W\d_]{2,}")
# "press [at] mfa [dot] example", as an issuer writes it against address harvesters.
_DISGUISED = re.compile(
    r"([\w.+-]+)\s?[\[({]\s?(?:at|AT|@)\s?[\])}]\s?"
    r"([\w-]+(?:(?:\.|\s?[\[({]\s?(?:dot|DOT|\.)\s?[\])}]\s?)[\w-]+)*"
    r"(?:\.|\s?[\[({]\s?(?:dot|DOT|\.)\s?[\])}]\s?)[^\W\d_]{2,})(?!\w)"
)
# "press at mfa dot example", to the same end.
_SPELLED = re.compile(
    r"([\w.+-]+) (?:at|AT) ([\w-]+(?: (?:dot|DOT) [\w-]+)* (?:dot|DOT) [^\W\d_]{2,})(?!\w)"
)
_LINKED = {"mailto": ContactKind.EMAIL, "tel": ContactKind.PHONE}
_SCHEMES = tuple(f"{scheme}:" for scheme in _LINKED)
_BEGINS = re.compile(r"[+(]|\d+")
_AT_IN_BRACKETS = re.compile(r"[\[({]\s?(?:at|AT|@)\s?[\])}]")
_DOT = re.compile(r"\s?[\[({]\s?(?:dot|DOT|\.)\s?[\])}]\s?| (?:dot|DOT) ")
# Words run into an address after its top-level domain: "treasury.govwith".
_RUN_INTO = re.compile(r"\.((?:gov|com|org|edu|net|mil|int)([^\W\d_]+))$", re.IGNORECASE)
_SENTENCE_AFTER = re.compile(r"(?<=\.(?:gov|com|org|edu|net|mil|int))\.[A-Z][^\W\d_]*\Z")
_WORD_BEFORE = re.compile(r"(?:at|to|or|by)(?=[A-Z])")
_LONG_TLDS = frozenset(["community", "company", "compare", "computer", "network", "international"])
_NO_PHONE = re.compile(
    r"\(\d{4}\)\d{4}"  # Room (4121)1500 Harbour Road
    r"|\d{5}\s\d\d"  # a ZIP code and the hour behind it
    r"|\(?(?:\d{5}[-–]\d{4}"  # ZIP+4
    r"|\d{4}/\d{4}|(?:19|20)\d\d[-–]\d{3}|\d{3}\.\d{4})"  # resolution, notice, section
)
_YEARS = re.compile(r"\(?(?:1[89]|20)\d\d\s?[–(-]\s?(?:1[89]|20)\d\d")
_LIST_NUMBER = re.compile(r"(?<=\d{3})\s[1-9]\d?\Z")
# With the zero that is dialled within a country; a next such number is a phone of its own.
_TRUNK = re.compile(r"\(?0\d{1,3}\)?[ –-]{1,3}\d{6,7}")
# The number of what is called before it: "Unit 02 - 071 - 8594911".
_SECTION = re.compile(r"\d{1,2}\s?[–-]\s?(?=0\d{2}\s?[–-]\s?\d{6,7}\b)")
_NEXT_TRUNK = re.compile(r"[\s/–-]+(?=0\d{1,3}[ –-])")
_AFTER_LIST_NUMBER = re.compile(r"[.)]\s?[^\W\d_]")
# The North American plan: of a longer run, the first number alone.
_TEN_DIGITS = re.compile(r"\(?\d{3}\)?[\s.\u00a0-]{0,2}\d{3}[\s.\u00a0-]\d{4}")

# The same plan, run into the word before: "calling1-888-555-0142", "Ann Roe202-555-0142".
_RUN_ON = re.compile(r"(?<=[^\W\d_])(?:1-)?\d{3}[.-]\d{3}[.-]\d{4}(?![\d%])")
# With letters among the last seven signs: "833-FRAUD-11", "877-USA-CORPS", "202-555-4HSA".
_LETTERED = re.compile(
    r"(?:1[ -])?(?:8\d\d-(?:[A-Z][A-Za-z]{6,8}|(?=[A-Z\d-]*[A-Z]{3})[A-Z\d]{3,5}-[A-Z\d]{2,5})"
    r"|\d{3}-\d{3}-(?=\d{0,3}[A-Z])[A-Z\d]{4})(?!\w)"
)
_CAN_BE_LETTERED = re.compile(r"8\d\d-[A-Z]")
# An identity card's number ends with a letter: "810532394V".
_CARD_LETTER = re.compile(r"\s?[vV]\b")

_SIGNS_OF_MAIL = ("@", "at)", "at]", "AT)", "AT]", " dot ", " DOT ")

# International, figures in groups as small as one: "+49 030/2 27- 5 53 75".
_IN_SMALL_GROUPS = re.compile(r"\+\d{1,3}(?:[ \u00a0()/–-]{1,3}\d{1,5}){3,9}(?!\d)")

# For the quick look: every digit as 0, what stands within a phone dropped, byte by byte of UTF-8
# (the dash's and the no-break space's bytes too: that can only make it say yes too often).
_AS_ZERO = bytes.maketrans(b"123456789", b"0" * 9)
_WITHIN = " \t\n().-/\u2010\u2011\u2012–\u00a0".encode()
_ZEROS = b"0" * FEWEST_DIGITS
_OTHER_DIGITS = re.compile(r"[٠-٩۰-۹߀-߉०-९০-৯੦-੯૦-૯୦-୯௦-௯౦-౯೦-೯൦-൯෦-෯๐-๙໐-໙༠-༩၀-၉០-៩０-９]")
# The bytes these begin with in UTF-8: most texts that are not ASCII have none of them either.
_LEADS = bytes({digit.encode()[0] for digit in "٠۰߀०০੦૦୦௦౦೦൦෦๐໐༠၀០０"})


class Value(NamedTuple):
    """A phone or an address at `[start, end)` of a text; `words` is the value itself."""

    start: int
    end: int
    kind: ContactKind
    words: str

    @property
    def is_short(self) -> bool:
        """Whether it is a number of few digits, found only behind a word that says to dial it."""
        return self.kind is ContactKind.PHONE and len(self.words) < FEWEST_DIGITS

    @property
    def has_trunk_zero(self) -> bool:
        """Whether it is written as phones are within a country: "071 - 8591634"."""
        return self.kind is ContactKind.PHONE and _TRUNK.match(self.words) is not None


def may_hold(text: str) -> bool:
    """Return whether a text can hold a phone or an address; quickly, erring towards yes.

    >>> may_hold("call (202) 622-2960"), may_hold("press (at) mfa.example"), may_hold("in 2020")
    (True, True, False)
    """
    if any(sign in text for sign in _SIGNS_OF_MAIL):
        return True
    raw = text.encode("utf-8", "surrogatepass")
    figures = raw.translate(_AS_ZERO, _WITHIN)
    if b"0" in figures and (
        _ZEROS in figures
        or _CAN_BE_LETTERED.search(text) is not None
        or any(word in text for word in _short_words())
    ):
        return True
    if len(raw.translate(None, _LEADS)) == len(raw):
        return False
    return _OTHER_DIGITS.search(text) is not None


def find_values(text: str) -> list[Value]:
    """Return the phones and addresses of a text in order, dates and ranges of years left out.

    >>> [v.words for v in find_values("tel. +994 12 596 91 03, press [at] mfa [dot] example")]
    ['+994 12 596 91 03', 'press@mfa.example']
    >>> [v.words for v in find_values("e-mail: press @ mfa.example, tel. 011 2 555 142")]
    ['press@mfa.example', '011 2 555 142']
    >>> find_values("from 2023 – 2026, DC 20220-0001")
    []
    """
    found = [_address(match) for match in _EMAIL.finditer(text)] if "@" in text else []
    if _AT_IN_BRACKETS.search(text):
        found += map(_revealed, _DISGUISED.finditer(text))
    if " dot " in text or " DOT " in text:
        found += map(_revealed, _SPELLED.finditer(text))
    if "@ " in text or " @" in text:
        found += map(_spaced_out, _spaced().finditer(text))
    taken = [(value.start, value.end) for value in found]
    found += _short(text)
    found += [phone for phone in _phones(text) if not any(a <= phone.start < b for a, b in taken)]
    return sorted(found)


def linked_values(draft: Draft) -> list[Value]:
    """Return the addresses and phones that only the target of a link gives: "write to the press".

    >>> from onrecord.extract.layout import Link
    >>> linked_values(Draft("Ask the press", links=(Link(8, 13, "mailto:a@b.example?subject=x"),)))
    [Value(start=8, end=13, kind=<ContactKind.EMAIL: 'email'>, words='a@b.example')]
    """
    found = []
    for link in draft.links:
        if not link.href.startswith(_SCHEMES):
            continue
        scheme, _, target = link.href.partition(":")
        start, end, kind = link.start, link.end, _LINKED[scheme]
        words = unquote(target.partition("?")[0]).strip()
        if kind is ContactKind.EMAIL:
            if _EMAIL.fullmatch(words) and not may_hold(draft.text[start:end]):
                found.append(Value(start, end, kind, words))
        elif not any(map(str.isdigit, draft.text[start:end])):
            found.append(Value(start, end, kind, words))
    return found


def _short(text: str) -> Iterator[Value]:
    """Yield short numbers that a word says are to be dialled: "hotline 1338".

    >>> [v.words for v in _short("Call 1338 and follow the voice, or the helpline: 1938.")]
    ['1338', '1938']
    >>> list(_short("They call 300 persons to the port; hotline 071-8598888"))
    []
    """
    for match in _short_number().finditer(text):
        start, end = match.span(match.lastgroup or 0)
        yield Value(start, end, ContactKind.PHONE, text[start:end])


def _phones(text: str) -> Iterator[Value]:
    at = 0
    while match := _next(text, at):
        start, end = match.start(), _end(match)
        at = max(end, start + 1)
        words = text[start:end]
        signs = _signs(match, _extension().split(words)[0])
        if not FEWEST_DIGITS <= signs <= MOST_DIGITS:
            continue
        if _is_other_number(match, words):
            continue
        if years := _YEARS.match(words):
            at = start + years.end()
            continue
        if (over := _date_over(text, start, end)) is not None:
            at = max(over, start + 1)  # "July 1, 2002 (202) 622-2920"
            continue
        start += words.startswith("(") and ")" not in words
        if section := _SECTION.match(words):
            start += section.end()
        yield Value(start, end, ContactKind.PHONE, text[start:end])


def _next(text: str, at: int) -> re.Match[str] | None:
    """Return the next run of figures that can be a phone.

    It is tried only where one can begin, which is far quicker than a search everywhere.
    """
    phone = _phone()
    while begin := _BEGINS.search(text, at):
        match = phone.match(text, begin.start())
        if match is None or _digits(match[0]) < FEWEST_DIGITS:
            rarer = _IN_SMALL_GROUPS if text[begin.start()] == "+" else _LETTERED
            match = rarer.match(text, begin.start()) or match
        match = match or _RUN_ON.match(text, begin.start())
        if match:
            return match
        at = begin.end()
    return None


def _is_other_number(match: re.Match[str], words: str) -> bool:
    """Return whether a run of figures is a room, a notice, an identity card's number."""
    text, start = match.string, match.start()
    if _NO_PHONE.fullmatch(words) or _room().search(text, 0, start):
        return True
    return words.isdigit() and _CARD_LETTER.match(text, start + len(words)) is not None


def _signs(match: re.Match[str], words: str) -> int:
    """Return how many signs are dialled; letters count where they stand for figures."""
    if match.re is _LETTERED:
        return sum(sign.isalnum() for sign in words)
    return _digits(words)


def _digits(words: str) -> int:
    return sum(sign.isdigit() for sign in words)


def _end(match: re.Match[str]) -> int:
    """Return where a phone ends: before a second one, or the number of a list's next item."""
    words, start = match[0], match.start()
    if match.re is _LETTERED:
        return match.end()
    for i, sign in enumerate(words):
        before = words[:i].rstrip()
        second = sign in "(/" and before and not before[-1].isalpha()
        if second and sum(c.isdigit() for c in before) >= FEWEST_DIGITS:
            return start + len(before)
    for following in _NEXT_TRUNK.finditer(match.string, start, match.end() + 5):
        if _TRUNK.fullmatch(match.string, start, following.start()):
            return following.start()
    if sum(c.isdigit() for c in words) > MOST_DIGITS and (first := _TEN_DIGITS.match(words)):
        return start + first.end()
    number = _LIST_NUMBER.search(words)
    if number is not None and _AFTER_LIST_NUMBER.match(match.string, match.end()):
        before = words[: number.start()]
        if sum(c.isdigit() for c in before) >= FEWEST_BEFORE_LIST_NUMBER:
            return start + len(before)
    return match.end()


def _date_over(text: str, start: int, end: int) -> int | None:
    """Return where a date ends that overlaps a run of figures."""
    first = max(0, start - DATE_REACH)
    for date in find_dates(text[first : end + DATE_REACH]):
        if first + date.start < end and start < first + date.end:
            return first + date.end
    return None


def _address(match: re.Match[str]) -> Value:
    """Return an address, words that a copy ran into it left out.

    >>> _address(next(_EMAIL.finditer("to a@b.govwith the following"))).words
    'a@b.gov'
    >>> _address(next(_EMAIL.finditer("atNotices@b.gov.All comments"))).words
    'Notices@b.gov'
    """
    text, (start, end) = match.string, match.span()
    if before := _WORD_BEFORE.match(match[0]):
        start = match.start() + before.end()
    if after := _SENTENCE_AFTER.search(match[0]):
        end = match.start() + after.start()
    found = _RUN_INTO.search(text, start, end)
    if found is not None and found[1].casefold() not in _LONG_TLDS:
        end = found.start(2)
    return Value(start, end, ContactKind.EMAIL, text[start:end])


def _revealed(match: re.Match[str]) -> Value:
    words = f"{match[1]}@{_DOT.sub('.', match[2])}"
    return Value(match.start(), match.end(), ContactKind.EMAIL, words)


def _spaced_out(match: re.Match[str]) -> Value:
    start, end = match.start("name"), match.end("host")
    return Value(start, end, ContactKind.EMAIL, f"{match['name']}@{match['host']}")


@cache
def _spaced() -> re.Pattern[str]:
    """An address with blanks in it, behind the label of one: "E-mail: press @ mfa.example"."""
    host = r"[^\W_][\w-]*(?:\.[\w-]+)*\.[^\W\d_]{2,}"
    address = rf"(?P<name>[\w.+-]+)(?: @ ?|@ )(?P<host>{host})(?!\w)"
    labels = table("contacts")["labels"]["email"]
    return any_of(labels, before=r"(?<![^\W\d_])", after=rf"\W{{1,4}}{address}")


@cache
def _room() -> re.Pattern[str]:
    return re.compile(table("contacts")["values"]["room"], re.IGNORECASE)


@cache
def _short_number() -> re.Pattern[str]:
    return re.compile(table("contacts")["values"]["short"], re.IGNORECASE)


@cache
def _short_words() -> tuple[str, ...]:
    return tuple(table("contacts")["values"]["short_words"])


@cache
def _extension() -> re.Pattern[str]:
    return re.compile(rf",?\s*(?:{table('contacts')['values']['extension']})\s*", re.IGNORECASE)


@cache
def _phone() -> re.Pattern[str]:
    """A run of figures as phones are written; its last group may be letters: "1-800-555-HELP"."""
    extension = table("contacts")["values"]["extension"]
    return re.compile(
        r"(?:\+\d{1,3}[ .-]\(?\d\)?(?=[ .-])"  # +962 6 555 0142
        r"|(?<![\w.,-])0\d{1,3}[ -]\d(?=[ -]\d{3}[ -]?\d{3}(?!\d))"  # 011 2 555 142
        r"|(?<![\w.,$€£¥-])(?:(?<!/)|(?<=\d{6}/))(?:\+|00)?\d{1,4}\)?|\(\+?\d{1,4}\)?|\+\(\d{1,4}\)?)"
        r"(?:(?:[\s\u00a0()/\u2010-\u2013-]|\.(?!\s)){0,3}\d{2,4}){1,5}"
        r"(?:-[A-Z]{4,7}(?![^\W_])(?:\s?\(\d{4,7}\))?|(?<=\d))"
        rf"(?:,?\s*(?i:{extension})\s*\d{{1,5}})?(?![\d%]|(?:st|nd|rd|th)\b)"
    )
