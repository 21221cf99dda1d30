"""The issuers: by the site the statement stands on, its header, or what was supplied."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from onrecord.extract.layout import Context, Part
from onrecord.extract.structure.countries import country_of_name
from onrecord.extract.structure.draft import Draft, Found
from onrecord.extract.structure.tables import any_of, folded, table
from onrecord.model.issuer import Issuer, Registry
from onrecord.model.statement import IssuerBasis, IssuerMention, IssuerRole
from onrecord.text.urls import host

LONGEST_NAME = 160
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
    for line in header[1:]:
        if len(line.text) <= LONGEST_NAME and _heads().match(line.text):
            named = _named(line.text, IssuerBasis.HEADER)
            return (named,), Found("a body named in the header", line, 0, len(line.text))
    for given in filter(None, [part.supplied.issuer, context.source_issuer]):
        known = context.registry.find(given) or find_by_name(context.registry, given)
        mention = (
            _known(known, IssuerBasis.SUPPLIED) if known else _named(given, IssuerBasis.SUPPLIED)
        )
        return (mention,), Found("supplied, not verified")
    for hint in part.layout.hints.issuers:
        known = find_by_name(context.registry, hint.value)
        mention = (
            _known(known, IssuerBasis.HEADER) if known else _named(hint.value, IssuerBasis.HEADER)
        )
        return (mention,), Found(hint.why)
    return (), None


def jointly(
    first: Sequence[IssuerMention], names: Sequence[str], registry: Registry
) -> tuple[IssuerMention, ...]:
    """Return the issuers of a joint statement: the known one and the parties its title names.

    A party that is the known issuer under another name, or its state, is not named again.
    """
    own = first[0] if first else None
    mentions = [replace(m, role=IssuerRole.JOINT) for m in first[:1]]
    for name in names:
        known = find_by_name(registry, name)
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
    wanted = folded(name)
    for issuer in registry.issuers:
        if wanted in {folded(issuer.name), *map(folded, issuer.names.values())}:
            return issuer
    return None


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


@cache
def _heads() -> re.Pattern[str]:
    heads = table("organs")["heads"]
    begins = "|".join(heads["begins"])
    ends = "|".join(heads["ends"])
    return any_of([begins, rf".*(?:{ends})\s*$"])
