"""The issuers: by the site the statement stands on, its header, or what was supplied."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from onrecord.extract.layout import Context, Part
from onrecord.extract.structure.countries import country_of_name
from onrecord.extract.structure.draft import Draft, Found
from onrecord.extract.structure.tables import any_of, folded, table
from onrecord.model.issuer import Issuer, Registry
from onrecord.model.statement import IssuerBasis, IssuerMention, IssuerRole
from onrecord.text.urls import host

LONGEST_NAME = 160


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
    for line in header:
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
