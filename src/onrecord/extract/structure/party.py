"""A party of a joint statement, from the words that name it to the body it stands for.

A person stands for the body of the office; who has none in the title stands for nobody.
Knows no title and no list: tables/joint.toml, [party], says how offices and bodies are called.
"""

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from onrecord.extract.structure.countries import countries_named
from onrecord.extract.structure.states import state_named
from onrecord.extract.structure.tables import folded, table

_INITIAL = re.compile(r"(?:^|\s)[^\W\d_]\.(?=\s|$)")
_SUFFIX = re.compile(r"(?i)^(?:jr|sr|ii|iii|iv|mp|phd|esq|co)\.?$|^\d+$|^(?:d\.?c|n\.?y)\.?$")
_BARE = re.compile(r"^(?:and |&\s*)?(?:the )?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Party:
    """What a piece of a list names: a body, or a person of whose body it does not speak."""

    body: str | None
    is_person: bool = False
    is_office: bool = False  # it follows a person's name: "A. B., Director of X"
    is_sure: bool = False  # a state, an office's body, or named with a word for a body
    name: str = ""  # of a person


NOBODY = Party(None)


def _person(words: str) -> Party:
    return Party(None, is_person=True, name=words)


def party(words: str, *, capitals: bool = False) -> Party:
    """Return what a piece of a list names; `capitals`: of a title that is all in capitals.

    >>> party("Nerida Finance Minister Ilo Maro").body, party("Secretary Ilo Maro").is_person
    (None, True)
    >>> party("Acting Director of the Office of Management and Budget Ilo Maro").body
    'Office of Management and Budget'
    >>> party("Labor Secretary Ilo Maro").body, party("Indian Finance Minister Ilo Maro").body
    ('Department of Labor', 'Indian Ministry of Finance')
    """
    ends = " ," if _ends_short(words) else ' ,.\u201c\u201d"'
    words = _BARE.sub("", words.strip(ends))
    if len(words) < 2 or _SUFFIX.match(words):
        return NOBODY
    rules = _rules()
    if body := rules.departments.get(folded(words)):
        return Party(body, is_sure=True)
    if state_named(words):
        return Party(words, is_sure=True)
    if rules.group.match(words):
        return Party(words, is_sure=True)
    for read in (_minister, _secretary, _known_office, _holder_of, _of_body):
        found = read(words)
        if found is not None:
            return found
    if rules.titled.match(words):
        return _person(words)
    return _named(words, capitals)


def _named(words: str, capitals: bool) -> Party:
    """A body by its own name, or a person by a bare one."""
    rules = _rules()
    if rules.head.search(words):
        return Party(words, is_sure=True)
    if _INITIAL.search(words) or not words[0].isupper():
        return _person(words)
    if " " in words:
        return Party(words)
    acronym = words in rules.acronyms or (not capitals and words.isupper() and len(words) <= 7)
    return Party(words, is_sure=True) if acronym else _person(words)


def _ends_short(words: str) -> bool:
    return re.search(r"(?:^|[\s.])[^\W\d_]\.\s*$", words) is not None


def _minister(words: str) -> Party | None:
    """The ministry: "Minister of F of C", "Finance Minister of C N. N.", "C Finance Minister"."""
    rules = _rules()
    if match := rules.minister_of.match(words):
        rest = words[match.end() :]
        of = re.match(r" of (?:the )?", rest)
        country = (_leading_country(rest[of.end() :]) or rest[of.end() :]) if of else ""
        name = f"Ministry of {match['field'].strip()}"
        if match["adjective"]:
            return _office(f"{match['adjective'].strip()} {name}")
        return _office(f"{name} of {country}" if country else name)
    if match := rules.field_minister.search(words):
        before = words[: match.start()].strip(" ,")
        rest = words[match.end() :]
        field = "Foreign Affairs" if match["field"].casefold() == "foreign" else match["field"]
        if after := re.match(r" (?:of|from) (?:the )?", rest):
            country = _leading_country(rest[after.end() :])
            return _office(f"Ministry of {field} of {country}") if country else None
        for start, end, _ in countries_named(before):
            return _office(f"{before[start:end]} Ministry of {field}")
        return _person(words)
    return None


def _leading_country(words: str) -> str:
    """The country a phrase begins with, as printed, with its form of state."""
    for start, end, _ in countries_named(words):
        if start == 0 or _rules().state_before.fullmatch(words[:start]):
            return words[:end]
    return ""


def _office(body: str) -> Party:
    return Party(body, is_office=True, is_sure=True)


def _secretary(words: str) -> Party | None:
    """The department: "Secretary of the Interior N. N.", "Labor Secretary", "Labor Department"."""
    rules = _rules()
    for pattern in (rules.secretary_of, rules.of_department, rules.short_department):
        if match := pattern.match(words):
            return _office(rules.departments[match["name"].casefold()])
    return None


def _known_office(words: str) -> Party | None:
    found = _rules().office.search(words)
    return _office(_rules().offices[found[1].casefold()]) if found else None


def _holder_of(words: str) -> Party | None:
    """ "Chairman of the Board of X N. N.": the body after the office, to its last head word."""
    match = _rules().holder_of.match(words)
    if match is None:
        return None
    rest = words[match.end() :]
    heads = list(_rules().head.finditer(rest))
    if heads:
        end = heads[-1].end()
        tail = re.match(r" (?:of|for) (?:the )?[A-Z]\w+(?: [A-Z]\w+)?", rest[end:])
        return _office(_trimmed(rest[: end + (tail.end() if tail else 0)]))
    country = _leading_country(rest)
    if country:
        return _office(words[: match.end()] + country)
    return _office(_trimmed(rest)) if rest and not _INITIAL.search(rest) else _person(words)


def _of_body(words: str) -> Party | None:
    """The body before the office: "State Bank of X Governor N. N."; or "Secretary N. N. of C"."""
    rules = _rules()
    match = rules.holder.search(words)
    if match is None:
        return None
    before = _trimmed(words[: match.start()])
    if before.casefold().endswith((" of", " for")):
        return None
    after = re.match(r" of (?:the )?", words[match.end() :])
    if after and (country := _leading_country(words[match.end() + after.end() :])):
        return Party(country, is_sure=True)  # "Foreign Secretary of X"
    if before and not rules.only_titles.fullmatch(before):
        if match[0].casefold().endswith("administrator") and " " in before:
            before += " Administration"
        return _office(rules.departments.get(folded(before), before))
    after = re.search(r" of (?:the )?", words[match.end() :])
    if after and (country := _leading_country(words[match.end() + after.end() :])):
        return Party(country, is_sure=True)
    return replace(_person(words), is_office=match.span() == (0, len(words)))


def _trimmed(words: str) -> str:
    return _rules().houses.sub("", words.strip(" ,.-–—"))


@dataclass(frozen=True, slots=True)
class _Rules:
    departments: dict[str, str]
    offices: dict[str, str]
    acronyms: frozenset[str]
    head: re.Pattern[str]
    holder: re.Pattern[str]
    holder_of: re.Pattern[str]
    only_titles: re.Pattern[str]
    titled: re.Pattern[str]
    minister_of: re.Pattern[str]
    field_minister: re.Pattern[str]
    secretary_of: re.Pattern[str]
    of_department: re.Pattern[str]
    short_department: re.Pattern[str]
    office: re.Pattern[str]
    state_before: re.Pattern[str]
    houses: re.Pattern[str]
    group: re.Pattern[str]


@cache
def _rules() -> _Rules:
    rows: dict[str, Any] = table("joint")["party"]
    departments = "|".join(sorted(rows["departments"], key=len, reverse=True))
    offices = "|".join(rows["offices"])
    field = rf"(?:{rows['field']})"
    state = r"(?:u\.?s\.? |united states |acting |deputy |under |assistant )*"

    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern, re.IGNORECASE)

    return _Rules(
        departments=rows["departments"],
        offices=rows["offices"],
        acronyms=frozenset(rows["acronyms"]),
        head=compiled(rf"\b(?:{rows['heads']})\b"),
        holder=compiled(rf"\b{rows['holder']}\b"),
        holder_of=compiled(
            rf"{state}{rows['holder']} (?:of|for|to) (?:the )?(?:u\.?s\.? (?=[A-Z]))?"
        ),
        only_titles=compiled(rf"(?:(?:{rows['titles']}|u\.?s\.?|united states|the|acting)\.? ?)+"),
        titled=compiled(rf"(?:the )?(?:{rows['titles']}|{rows['holder']})\.?(?: |$)"),
        minister_of=compiled(
            r"(?:the )?(?P<adjective>(?:[A-Z]\w+ )?[A-Z]\w+(?:an|n|ese|ish|i|ch|sh|ic|sian) )??"
            r"(?:deputy |prime minister and )*minister (?:of|for) (?:the )?"
            rf"(?P<field>{field}(?:,? {field})*)\b(?<! of)(?<! and)"
        ),
        field_minister=compiled(
            rf"(?<!\w)(?P<field>(?!and|of|the|de)\b{field}(?: {field})*) (?:minister|ministry)\b"
        ),
        secretary_of=compiled(rf"{state}secretary of (?:the )?(?P<name>{departments})\b(?! for)"),
        of_department=compiled(
            rf"{state}(?:department|dept\.?) of (?:the )?(?P<name>{departments})\b"
        ),
        short_department=compiled(
            rf"{state}(?P<name>{departments})(?: departments?)?(?: (?:{rows['holder']})\b|$)"
        ),
        office=compiled(rf"\b({offices})\b"),
        group=re.compile(table("joint")["title"]["group"]),
        houses=compiled(rf"^(?:(?:{rows['houses']}) )+"),
        state_before=compiled(table("joint")["states"]["before"]),
    )
