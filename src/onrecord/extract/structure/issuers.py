"""The issuers: by the site the statement stands on, its header, or what was supplied."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from onrecord.extract.layout import Context, Part
from onrecord.extract.structure.countries import country_of_name
from onrecord.extract.structure.cues import Cued, cue_form, cued
from onrecord.extract.structure.draft import Draft, Found
from onrecord.extract.structure.tables import any_of, folded, table
from onrecord.model.issuer import Issuer, Registry
from onrecord.model.statement import IssuerBasis, IssuerMention, IssuerRole
from onrecord.text.urls import host

LONGEST_NAME = 160
STEM = 5  # letters of a word by which a name is known in its inflected forms
# What no body's name holds, abbreviations aside: an end of a sentence, a dash, a figure.
_NO_NAME = re.compile(r"[.:;!?–—\"“”*\d]|\s-\s")
_ABBREVIATION = re.compile(r"\b(?:[^\W\d_]{1,2}\.)+")
_ARTICLES = re.compile(r"\bthe ")
_GENERIC = frozenset(
    [
        "department",
        "ministry",
        "minister",
        "secretary",
        "embassy",
        "office",
        "bank",
        "board",
        "council",
        "commission",
        "authority",
        "administration",
        "agency",
        "foreign",
        "affairs",
    ]
)
_STATE = frozenset(["united", "states", "republic", "kingdom", "government", "federation"])


def issuers(
    part: Part, header: Sequence[Draft], context: Context, url: str | None
) -> tuple[tuple[IssuerMention, ...], Found | None]:
    """Return the issuers, none where nobody is named, and why."""
    for line in header:
        known = find_by_name(context.registry, line.text)
        if known is not None:
            why = "named in the header, known to the archive"
            return (_known(known, IssuerBasis.HEADER),), Found(why, line, 0, len(line.text))
    by_host = context.registry.find_by_host(host(url)) if url else None
    if by_host is not None:
        return (_known(by_host, IssuerBasis.OWN_DOMAIN),), Found(f"its own site, {host(url or '')}")
    given = _given(part, context)
    for line in header[1:]:
        if is_body_name(line.text, alone=given is None):
            named = _named(line.text, IssuerBasis.HEADER)
            if given and _is_own(line.text, given):
                named = replace(given, basis=IssuerBasis.HEADER)
            return (named,), Found("a body named in the header", line, 0, len(line.text))
    if given is not None:
        return (given,), Found("supplied, not verified")
    for hint in part.layout.hints.issuers:
        known = find_by_name(context.registry, hint.value)
        mention = (
            _known(known, IssuerBasis.HEADER) if known else _named(hint.value, IssuerBasis.HEADER)
        )
        return (mention,), Found(hint.why)
    return (), None


def _given(part: Part, context: Context) -> IssuerMention | None:
    """The issuer that stands beside the text, or that its source has."""
    for name in filter(None, [part.supplied.issuer, context.source_issuer]):
        known = context.registry.find(name) or find_by_name(context.registry, name)
        basis = IssuerBasis.SUPPLIED
        return _known(known, basis) if known else _named(name, basis)
    return None


def is_body_name(line: str, *, alone: bool = True) -> bool:
    """Return whether a header line is the name of a body and nothing but the name.

    `alone`: nobody else is known, so that names with an English head at their end count as well;
    headlines too end with "Organization".

    >>> is_body_name("Ministry of Fisheries of Norway"), is_body_name("About the Department")
    (True, False)
    >>> is_body_name("Department of Fisheries Announces Grants")
    False
    """
    if len(line) > LONGEST_NAME:
        return False
    heads, letters = _heads(), cue_form(line)
    begins = heads.begins.search(line, letters)
    if not (begins or (alone and heads.ends_english.match(line))):
        return False
    if _NO_NAME.search(_ABBREVIATION.sub("", line)) or heads.never.search(line):
        return False
    return not line.isascii() or _is_capitalised(line)


def _is_capitalised(line: str) -> bool:
    small = _heads().small
    return all(word[0].isupper() or word in small for word in re.findall(r"[^\W\d_]+", line))


def jointly(
    first: Sequence[IssuerMention], names: Sequence[str], registry: Registry
) -> tuple[IssuerMention, ...]:
    """Return the issuers of a joint statement: the known one and the parties its title names.

    A party that is the known issuer under another name, or its state, is not named again.
    """
    own = first[0] if first else None
    mentions = [replace(m, role=IssuerRole.JOINT) for m in first[:1]]
    for name in names:
        known = find_inflected(registry, name)
        if own is not None and (known.id == own.id if known else _is_own(name, own)):
            continue
        mention = _known(known, IssuerBasis.HEADER) if known else _named(name, IssuerBasis.HEADER)
        mentions.append(replace(mention, role=IssuerRole.JOINT))
    return tuple(mentions) if len(mentions) > 1 else tuple(first)


def _is_own(name: str, own: IssuerMention) -> bool:
    """Return whether a party's name is the known issuer's: its state alone, or its own words."""
    if country_of_name(name) == own.country is not None and _is_state_alone(name):
        return True
    telling = _telling(name)
    same = bool(telling) and telling <= _telling(own.name)
    return same and country_of_name(name) in (None, own.country)


def _is_state_alone(name: str) -> bool:
    return not any(word in _GENERIC for word in folded(name).split()) or "government" in folded(
        name
    )


def _telling(name: str) -> set[str]:
    """The words of a name that tell it from other bodies'."""
    return {w for w in re.findall(r"\w{4,}", folded(name)) if w not in _GENERIC and w not in _STATE}


def find_by_name(registry: Registry, name: str) -> Issuer | None:
    """Return the issuer that has this name, in any of its languages."""
    return _names(registry).whole.get(_plain(name))


def find_inflected(registry: Registry, name: str) -> Issuer | None:
    """Return the one issuer whose name has these words, whatever their endings.

    In a title a name is inflected: "Министерства", "Nazirliyinin", "Respublikası".
    """
    found = find_by_name(registry, name)
    return found or _names(registry).stems.get(_stems(name))


@dataclass(frozen=True, slots=True)
class _Names:
    """A registry's names: as they are, and by the stems of their words where only one has them."""

    registry: Registry
    whole: dict[str, Issuer]
    stems: dict[frozenset[str], Issuer]


_latest: list[_Names] = []  # one archive's registry is asked for its names by every statement


def _names(registry: Registry) -> _Names:
    if not _latest or not (_latest[0].registry is registry or _latest[0].registry == registry):
        whole: dict[str, Issuer] = {}
        stems: dict[frozenset[str], set[int]] = {}
        for i, issuer in enumerate(registry.issuers):
            for name in (issuer.name, *issuer.names.values()):
                whole.setdefault(_plain(name), issuer)
                stems.setdefault(_stems(name), set()).add(i)
        single = {key: registry.issuers[min(has)] for key, has in stems.items() if len(has) == 1}
        _latest[:] = [_Names(registry, whole, single)]
    return _latest[0]


def _plain(name: str) -> str:
    return _ARTICLES.sub("", folded(name))


def _stems(name: str) -> frozenset[str]:
    return frozenset(word[:STEM] for word in re.findall(r"\w{3,}", _plain(name)))


def _known(issuer: Issuer, basis: IssuerBasis) -> IssuerMention:
    return IssuerMention(issuer.id, issuer.name, IssuerRole.SOLE, basis, issuer.country)


def _named(name: str, basis: IssuerBasis) -> IssuerMention:
    return IssuerMention(slug(name), name, IssuerRole.SOLE, basis, country_of_name(name))


def slug(name: str) -> str:
    """Return the id of an issuer that no registry knows.

    >>> slug("Embassy of the Republic of Talara"), slug("МИД Талары")
    ('embassy-of-the-republic-of-talara', 'мид-талары')
    """
    words = unicodedata.normalize("NFKC", name).casefold()
    return re.sub(r"[\W_]+", "-", words).strip("-")[:80] or "unnamed"


@dataclass(frozen=True, slots=True)
class _Heads:
    begins: Cued
    ends_english: re.Pattern[str]
    never: re.Pattern[str]
    small: frozenset[str]


@cache
def _heads() -> _Heads:
    heads = table("organs")["heads"]
    ends = "|".join(heads["ends"])
    return _Heads(
        begins=cued([*(f"^(?:{head})" for head in heads["begins"]), rf"(?:{ends})\s*$"]),
        ends_english=any_of([rf"(?:\S+ ){{0,4}}(?:{heads['ends_english']})\s*$"]),
        never=any_of([*heads["never"], *heads["units"]]),
        small=frozenset(heads["small"]),
    )


@cache
def _cues() -> tuple[str, ...]:
    return tuple(table("organs")["heads"]["cues"])
