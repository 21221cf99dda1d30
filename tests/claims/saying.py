"""A made-up statement of a few words, and its claims."""

import datetime as dt

from onrecord.claims.making import make_claims
from onrecord.model.claim import Claim
from onrecord.model.issuer import Issuer, Registry
from onrecord.model.statement import (
    Block,
    BlockKind,
    Extraction,
    IssuerBasis,
    IssuerMention,
    IssuerRole,
    StatementKind,
)

ON = dt.date(2025, 10, 22)  # a Wednesday
REGISTRY = Registry(
    (
        Issuer(
            id="mfa-talara",
            name="Ministry of Foreign Affairs of the Republic of Talara",
            country="XT",
        ),
        Issuer(
            id="mfa-borenia",
            name="Ministry of Foreign Affairs of the Republic of Borenia",
            country="XB",
        ),
    )
)


def extraction(
    text: str, language: str = "en", *, kind: StatementKind = StatementKind.STATEMENT
) -> Extraction:
    """Return a version with one paragraph per line, said by the ministry of Talara."""
    blocks = []
    start = 0
    for line in text.split("\n"):
        if line:
            blocks.append(Block(BlockKind.PARAGRAPH, line, start, start + len(line)))
        start += len(line) + 1
    issuer = IssuerMention(
        "mfa-talara", REGISTRY.issuers[0].name, IssuerRole.SOLE, IssuerBasis.HEADER, "XT"
    )
    return Extraction(
        text=text,
        title="",
        kind=kind,
        language=language,
        published_on=ON,
        place=None,
        issuers=(issuer,),
        blocks=tuple(blocks),
    )


def claims(text: str, language: str = "en") -> tuple[Claim, ...]:
    return make_claims(extraction(text, language), REGISTRY)


def claim(text: str, language: str = "en") -> Claim:
    """Return the one claim of a text."""
    (one,) = claims(text, language)
    return one
