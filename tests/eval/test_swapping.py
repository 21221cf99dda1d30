"""The swap test of DESIGN section 8 on labelled statements: parties exchanged, the same coding."""

import re
from dataclasses import replace
from typing import Any

import pytest
from eval.claims import extraction
from eval.claims_gold import MORE, WRITTEN, rows

from eval import data
from onrecord.claims.making import make_claims
from onrecord.model.claim import Claim
from onrecord.model.issuer import Issuer, Registry
from onrecord.model.statement import Block, Extraction, IssuerBasis, IssuerMention, IssuerRole

# Beginnings of the two states' names in statements written for the labels, by language.
STEMS = {
    "az": [("Velmar", "Sorend"), ("Kalter", "Norvan")],
    "fr": [("Velmar", "Sorend"), ("Kaltér", "Norvan")],
    "tr": [("Velmar", "Sorend"), ("Kalter", "Norvan")],
    "ru": [("Велмар", "Соренд"), ("Калтер", "Норван")],
    "hy": [("Վելմար", "Սորենդ"), ("Կալտեր", "Նորվան")],
    "ar": [("فلماري", "سورندي"), ("كالتيري", "نورفاني")],
}
# Countries that real statements name, each with one that is written alike.
COUNTRIES = [("Syria", "Libya"), ("Iran", "Iraq"), ("Germany", "Hungary"), ("Peru", "Chile")]
COUNTRIES += [
    ("Turkey", "Norway"),
    ("Yemen", "Sudan"),
    ("Bolivia", "Albania"),
    ("Kuwait", "Rwanda"),
]
NOBODY = IssuerMention("body", "Harbour Union", IssuerRole.SOLE, IssuerBasis.HEADER, None)


def exchanged(text: str, one: str, other: str) -> str:
    """Return a text with two names exchanged, as whole words or as beginnings of words.

    >>> exchanged("Iran met Iraq", "Iran", "Iraq")
    'Iraq met Iran'
    """
    return re.sub(f"{one}|{other}", lambda found: other if found[0] == one else one, text)


def swapped(read: Extraction, one: str, other: str) -> Extraction:
    """Return a version with two names exchanged in all its blocks."""
    blocks: list[Block] = []
    parts: list[str] = []
    start = 0
    for block in read.blocks:
        text = exchanged(read.text[block.start : block.end], one, other)
        blocks.append(Block(block.kind, text, start, start + len(text)))
        parts.append(text)
        start += len(text) + 1
    return replace(
        read, text="\n".join(parts), blocks=tuple(blocks), issuers=(NOBODY,), citations=()
    )


def coding(claim: Claim) -> tuple[Any, ...]:
    roles = [place.role for place in claim.places]
    amounts = [(q.value_min, q.value_max, q.op, q.unit, q.role) for q in claim.quantities]
    days = (claim.time.first, claim.time.last) if claim.time else None
    parties = (len(claim.actors), len(claim.targets))
    said = (claim.speech_act, claim.polarity, claim.certainty, claim.tense)
    return claim.event_type, claim.mode, said, roles, amounts, days, parties


def codes(claims: tuple[Claim, ...]) -> list[str | None]:
    return [party.code for claim in claims for party in (*claim.actors, *claim.targets)]


def statements() -> list[dict[str, Any]]:
    return [row for part in ("dev", MORE) for row in rows(part)]


@pytest.mark.parametrize("row", statements(), ids=lambda row: f"{row['language']} {row['ref']}")
def test_parties_exchanged_are_coded_alike(row: dict[str, Any]) -> None:
    try:
        read = extraction(row)
    except data.DataAbsentError as absent:
        pytest.skip(str(absent))
    pairs = STEMS.get(row["language"], COUNTRIES if row["source"] not in WRITTEN else [])
    for one, other in pairs:
        states = {one: "XV", other: "XS"}
        registry = Registry(
            tuple(
                Issuer(id=code.lower(), name=f"Republic of {name}ia", country=code)
                for name, code in states.items()
            )
        )
        plain = make_claims(swapped(read, one, one), registry)
        turned = make_claims(swapped(read, one, other), registry)
        assert [coding(claim) for claim in turned] == [coding(claim) for claim in plain]
        assert len(codes(turned)) == len(codes(plain))
