"""The parties of a joint statement, by its title: who issued it together with whom.

Knows the forms of titles (tables/organs.toml, [joint]); a party that is a person stands for the
body named with the person in the first sentence, and is left out where none is named.
"""

import re
from collections.abc import Sequence
from functools import cache

from onrecord.extract.structure.countries import country_of_name
from onrecord.extract.structure.draft import Draft
from onrecord.extract.structure.tables import table

_PARTS = re.compile(
    r",\s*(?:and\s+)?|;\s*|\s+(?:and|&|и|və|ve|և|ու|et|و|და)\s+|\s+the\s+(?=[A-Z][a-z]+ of )"
)
_STATES = re.compile(r"([^\W\d_][\w.]*)\s*[-–]\s*([^\W\d_][\w.]*)")
_ISSUED = re.compile(
    r"^(?P<subject>.{10,260}?)\s+(?:(?:today|jointly|also)\s+)*(?:issued|released|made|announced)\b"
)
_DATELINE = re.compile(r"^.{0,40}?\s*[–—-]{1,2}\s+")
_BY = re.compile(
    r"\b(?:was|were|is) (?:jointly )?(?:released|issued|made|adopted) by (?:the )?"
    r"(?P<subject>[^.:;]{8,220})"
)
_GOVERNMENTS = re.compile(r"\bGovernments of (?:the )?")
_DEPARTMENTS = re.compile(
    r"\b(Department|Ministri?e?|Ministry)(?:s|es)? of (?:the )?(.+?) and (?:the )?(.+)$"
)
_OFFICE = re.compile(
    r"^(?P<office>.*?\b(?:Minist(?:er|ry|ers)|Secretary|Department|Chancellor|Bank|Governor|Board)"
    r" (?:of|for) (?:[Tt]he )?(?![Tt]he\b)[^\W\d_]+)(?: (?![a-zа-яёա-և])[^\W\d_][\w.’'-]*)+$"
)
_INITIALS = re.compile(r"(?:^|[\s.])[^\W\d_]\.$")
_PERSON = re.compile(
    r"^(?:the )?(?:secretar(?:y|ies)|ministers?|administrator|chair(?:man|woman)?|governor|"
    r"president|commissioner|director|ambassador|министр\w*|президент\w*)\b(?! (?:of|for))",
    re.IGNORECASE,
)
_PERSONS = re.compile(r"^(?:the )?(?:secretaries|ministers|presidents|chairs|governors)\b", re.I)
LONGEST_LINE = 300  # code points of a line before the text
MOST_PARTIES = 12
FIRST = 4  # body drafts in which the sentence that names the bodies stands


def parties(title: str, body: Sequence[Draft]) -> list[str]:
    """Return the parties that a joint statement's title names, as printed, in their order.

    >>> parties("Joint Statement by the Ministry of Transport of Talara and the City of Nerit", [])
    ['Ministry of Transport of Talara', 'City of Nerit']
    >>> parties("Joint Statement on the Talara Ferry", [])
    []
    """
    named = _by_release(body) or _by_title(title)
    if named and any(_PERSON.match(name) for name in named):
        many = _PERSONS.match(named[0]) is not None  # "Secretaries A and B": all are persons
        others = [name for name in named if not (many or _PERSON.match(name))]
        named = others + _by_sentence(body)
    return list(dict.fromkeys(filter(None, map(_body, named))))[:MOST_PARTIES]


def _by_title(title: str) -> list[str]:
    rules = table("joint_titles")
    if match := _before().search(title):
        return _PARTS.split(match["parties"])
    match = _lead().search(title)
    if match is not None:
        rest = title[match.end() :].strip()
        end = _ends().search(" " + rest)
        listed = rest[: max(0, end.start() - 1)] if end else rest
        if listed and match[0].rstrip().casefold().endswith(tuple(rules["by"])):
            return [name for name in _PARTS.split(listed) if name]
    if (states := _STATES.search(title)) and all(_is_state(name) for name in states.groups()):
        return list(states.groups())
    return []


def _by_release(body: Sequence[Draft]) -> list[str]:
    """The bodies by which, says a line before the text, it "was released by the following"."""
    for draft in body[:FIRST]:
        if len(draft.text) < LONGEST_LINE and (match := _BY.search(draft.text)):
            subject, count = _GOVERNMENTS.subn("", match["subject"])
            names = [name for name in _PARTS.split(subject) if name]
            if len(names) > 1:
                return [f"Government of {_bare(n)}" for n in names] if count else names
    return []


def _bare(name: str) -> str:
    return re.sub(r"^(?:the|The)\s+", "", name.strip())


def _by_sentence(body: Sequence[Draft]) -> list[str]:
    """The bodies that a sentence of the kind "A and B today issued the following" names."""
    for draft in body[:FIRST]:
        match = _ISSUED.match(_DATELINE.sub("", draft.text, count=1))
        if match is None:
            continue
        subject = re.sub(r"^The ", "", match["subject"])
        if pair := _DEPARTMENTS.search(subject):
            return [f"{pair[1]} of {pair[2]}", f"{pair[1]} of {pair[3]}"]
        return [name for name in _PARTS.split(subject) if name]
    return []


def _body(name: str) -> str:
    """The body of a party: its office without the person who holds it."""
    name = _bare(name.strip(" ,"))
    name = name if _INITIALS.search(name) else name.rstrip(".")
    if match := _OFFICE.match(name):
        return match["office"]
    if match := re.match(r"^(.+?) Administrator\b", name):
        return f"{match[1]} Administration"
    if match := re.match(r"^(.+?) (Secretary|Minister)\b(?! of| for)", name):
        office = "Department" if match[2] == "Secretary" else "Ministry"
        return f"{match[1]} {office}"
    return "" if _PERSON.match(name) else name


def _is_state(name: str) -> bool:
    return name in table("joint_titles")["unions"] or country_of_name(name) is not None


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(table("organs")["joint"]["lead"], re.IGNORECASE)


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(table("organs")["joint"]["ends"], re.IGNORECASE)


@cache
def _before() -> re.Pattern[str]:
    return re.compile(table("organs")["joint"]["forms"]["before"], re.IGNORECASE)
