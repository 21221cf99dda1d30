"""Who did what to whom in news of attacks: the slots of MUC-3 and MUC-4 filled by claims.

    python -m eval.slots

A report by heads of phrases, without floors: these are lower-cased dispatches of agencies, whose
names have no capitals, and their templates hold what was attacked and with what, which claims do
not name (only parties are targets). What a claim is of is not asked: acts of violence alone count.
"""

import sys
from collections.abc import Iterable, Iterator
from typing import Any

from bench.claims import extraction
from eval.claims_score import Tally

from eval import data
from onrecord.claims.making import make_claims
from onrecord.model.claim import Claim, EventType
from onrecord.model.issuer import Registry

DEV = "muc34/dev.json.zst"
# Slot of a template -> what of a claim fills it.
SLOTS = {
    "PerpInd": "actors",
    "PerpOrg": "actors",
    "Victim": "targets",
    "Target": "targets",
    "Weapon": None,
}
_BEFORE = (" of ", " in ", " from ", " who ", " at ", ",")  # what follows a head


def head(phrase: str) -> str:
    """Return the head of a noun phrase: its last word before what only says more of it.

    >>> head("the armed men of the front"), head("six peasants")
    ('men', 'peasants')
    """
    for mark in _BEFORE:
        phrase = phrase.split(mark)[0]
    words = phrase.split()
    return words[-1].strip("\"'.,") if words else ""


def wanted(templates: Iterable[dict[str, Any]], slot: str) -> Iterator[frozenset[str]]:
    """Yield each entity of a slot, as the heads of the ways it is written."""
    for template in templates:
        for entity in template.get(slot, ()):
            yield frozenset(head(mention[0]) for mention in entity)


def filled(claims: Iterable[Claim], field: str) -> frozenset[str]:
    """Return the heads of the parties of claims of violence."""
    violent = [claim for claim in claims if claim.event_type is EventType.ASSAULT]
    return frozenset(head(party.name) for claim in violent for party in getattr(claim, field))


def main(arguments: list[str]) -> int:
    del arguments  # every evaluation takes some
    tallies = {slot: Tally() for slot in SLOTS}
    for row in data.rows(DEV):
        made = make_claims(extraction(row["doctext"]), Registry())
        for slot, field in SLOTS.items():
            entities = set(wanted(row["templates"], slot))
            names = filled(made, field) if field else frozenset()
            hits = sum(any(name in entity for entity in entities) for name in names)
            found = sum(bool(entity & names) for entity in entities)
            tallies[slot].add(min(hits, found), len(names), len(entities))
    for slot, tally in tallies.items():
        made_by = SLOTS[slot] or "no field of a claim"
        print(
            f"{slot} ({made_by}): head-match F1 {tally.f1:.3f} (precision {tally.precision:.3f}, "
            f"recall {tally.recall:.3f}) of {tally.labelled}"
        )
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except data.DataAbsentError as absent:
        print(f"skipped: {absent}", file=sys.stderr)
