"""How well claims of one event are brought together: pairs by opposed issuers, and near misses.

    python -m eval.grouping

The cases of tests/claims/cases/pairs.jsonl: statements of two issuers of one event, and of two that
only seem to be (the same town the next day). Grouping by place alone stands beside.
"""

import datetime as dt
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from bench.claims import extraction

from onrecord.claims.grouping import Told, events, same_place, told
from onrecord.claims.making import make_claims
from onrecord.model.claim_view import Candidate, ClaimView, Resolved
from onrecord.model.issuer import Registry

CASES = Path(__file__).parents[1] / "tests" / "claims" / "cases" / "pairs.jsonl"
ON = dt.date(2025, 10, 22)
POINTS = {"Orsk Bridge": (45.0, 30.0), "Orsk Fort": (45.1, 30.1), "Tellin": (46.5, 33.0)}


def views(text: str, issuer: str, registry: Registry | None = None) -> list[ClaimView]:
    """Return the claims of a statement of one issuer, its places on a made-up map."""
    read = replace(extraction(text), published_on=ON)
    return [
        ClaimView(
            id=f"{issuer}.1.{claim.at}",
            statement=issuer,
            version=1,
            issuers=((issuer, issuer),),
            countries=(),
            title="",
            kind="statement",
            language="en",
            published_on=ON,
            url=None,
            text=text[claim.start : claim.end],
            claim=claim,
            resolved=tuple(_resolved(place.name) for place in claim.places),
        )
        for claim in make_claims(read, registry or Registry())
    ]


def _resolved(name: str) -> Resolved:
    if name not in POINTS:
        return Resolved()
    lat, lon = POINTS[name]
    return Resolved((Candidate(1, name, "XX", lat, lon, 0),))


def by_event(some: Sequence[Told]) -> bool:
    """Whether the claims of two statements are grouped as the archive groups them."""
    return any(event.voices > 1 for event in events(some))


def by_place(some: Sequence[Told]) -> bool:
    """Whether a place alone brings them together: the baseline."""
    return any(
        same_place(one.where, other.where)
        for one in some
        for other in some
        if one.view.statement < other.view.statement
    )


@dataclass(slots=True)
class Grouped:
    """Pairs that were joined, of those that are one event and of those that are not."""

    same: list[bool] = field(default_factory=list)
    others: list[bool] = field(default_factory=list)

    @property
    def false_merges(self) -> float:
        return sum(self.others) / len(self.others)

    def b_cubed(self) -> tuple[float, float, float]:
        """Return precision, recall and F1 of B-cubed (Bagga and Baldwin 1998), pair by pair."""
        pairs = len(self.same) + len(self.others)
        precision = 1 - 0.5 * sum(self.others) / pairs
        recall = 1 - 0.5 * (len(self.same) - sum(self.same)) / pairs
        return precision, recall, 2 * precision * recall / (precision + recall)


def measured(joins: Callable[[Sequence[Told]], bool]) -> Grouped:
    """Return what a way of grouping makes of the cases."""
    grouped = Grouped()
    for one, other, same in cases():
        joined = joins(told([*views(one, "one"), *views(other, "other")]))
        (grouped.same if same else grouped.others).append(joined)
    return grouped


def cases() -> Iterator[tuple[str, str, bool]]:
    """Yield two statements each, and whether they speak of one event."""
    for line in CASES.read_text("utf-8").splitlines():
        row = json.loads(line)
        yield row["one"], row["other"], row["same"]


def main(arguments: list[str]) -> int:
    del arguments  # every evaluation takes some
    for name, joins in (("place, time and type", by_event), ("place alone", by_place)):
        grouped = measured(joins)
        precision, recall, f1 = grouped.b_cubed()
        print(
            f"{name}: {sum(grouped.same)} of {len(grouped.same)} pairs joined, false merges "
            f"{grouped.false_merges:.3f} of {len(grouped.others)}; B-cubed F1 {f1:.3f} "
            f"(precision {precision:.3f}, recall {recall:.3f})"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
