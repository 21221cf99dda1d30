"""Scoring claims against labels: spans are matched first, fields only where spans match.

Knows no rules and no collection.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

HALF = 0.5  # of the longer of two spans must be common to both


@dataclass(frozen=True, slots=True)
class Labelled:
    """A claim as labelled, or as made, in the coordinates of the labelled text."""

    start: int
    end: int
    event_type: str | None
    speech_act: str | None = None
    places: frozenset[str] = frozenset()
    time: tuple[str | None, str | None] | None = None
    quantities: tuple[tuple[Any, ...], ...] = ()
    polarity: str = "positive"
    certainty: str = "asserted"
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()


@dataclass(slots=True)
class Tally:
    """Counts of right, made and labelled values."""

    right: int = 0
    made: int = 0
    labelled: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.made if self.made else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.labelled if self.labelled else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.made + self.labelled) if self.made + self.labelled else 0.0

    def add(self, right: int, made: int, labelled: int) -> None:
        self.right += right
        self.made += made
        self.labelled += labelled


@dataclass(slots=True)
class Score:
    """What was measured over some statements."""

    spans: Tally = field(default_factory=Tally)
    types: Tally = field(default_factory=Tally)
    acts: Tally = field(default_factory=Tally)
    places: Tally = field(default_factory=Tally)
    times: Tally = field(default_factory=Tally)
    quantities: Tally = field(default_factory=Tally)
    polarity: Tally = field(default_factory=Tally)
    certainty: Tally = field(default_factory=Tally)
    actors: Tally = field(default_factory=Tally)
    targets: Tally = field(default_factory=Tally)

    def include(self, labelled: Sequence[Labelled], made: Sequence[Labelled]) -> None:
        """Count one statement in."""
        pairs = matched(labelled, made)
        self.spans.add(len(pairs), len(made), len(labelled))
        for want, got in pairs:
            self.types.add(want.event_type == got.event_type, 1, 1)
            self.acts.add(want.speech_act == got.speech_act, 1, 1)
            self.polarity.add(want.polarity == got.polarity, 1, 1)
            self.certainty.add(want.certainty == got.certainty, 1, 1)
            self.places.add(len(want.places & got.places), len(got.places), len(want.places))
            if want.time is not None or got.time is not None:
                right = want.time == got.time
                self.times.add(right, got.time is not None, want.time is not None)
            common = Counter(want.quantities) & Counter(got.quantities)
            self.quantities.add(common.total(), len(got.quantities), len(want.quantities))
            self.actors.add(*_names(want.actors, got.actors))
            self.targets.add(*_names(want.targets, got.targets))


def matched(
    labelled: Sequence[Labelled], made: Sequence[Labelled]
) -> list[tuple[Labelled, Labelled]]:
    """Return pairs one to one, those that have most in common first."""
    candidates = sorted(
        (
            (overlap, i, j)
            for i, want in enumerate(labelled)
            for j, got in enumerate(made)
            if (overlap := overlap_of(want, got)) >= HALF
        ),
        key=lambda each: (-each[0], each[1], each[2]),
    )
    pairs: list[tuple[Labelled, Labelled]] = []
    used: tuple[set[int], set[int]] = (set(), set())
    for _, i, j in candidates:
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            pairs.append((labelled[i], made[j]))
    return pairs


def overlap_of(one: Labelled, other: Labelled) -> float:
    """Return what two spans have in common, as a share of the longer.

    >>> overlap_of(Labelled(0, 10, None), Labelled(5, 25, None))
    0.25
    """
    common = min(one.end, other.end) - max(one.start, other.start)
    return max(common, 0) / max(one.end - one.start, other.end - other.start, 1)


def _names(want: Iterable[str], got: Sequence[str]) -> tuple[int, int, int]:
    """Count names as right that share their longest word, whatever else stands with it."""
    left = list(got)
    wanted = list(want)
    right = 0
    for name in wanted:
        hit = next((other for other in left if _shares(name, other)), None)
        if hit is not None:
            left.remove(hit)
            right += 1
    return right, len(got), len(wanted)


def _shares(one: str, other: str) -> bool:
    words = set(one.casefold().split()) & set(other.casefold().split())
    return bool(words - {"the", "of", "and", "a"})


def lines(name: str, score: Score) -> Iterator[str]:
    """Yield what a score says, for people."""
    s = score.spans
    yield (
        f"{name}: {s.labelled} labelled, {s.made} made; spans F1 {s.f1:.3f} "
        f"(precision {s.precision:.3f}, recall {s.recall:.3f})"
    )
    fields = ("types", "acts", "places", "times", "quantities", "polarity", "certainty")
    told = (f"{each} {getattr(score, each).f1:.3f}" for each in (*fields, "actors", "targets"))
    yield "  of matched spans: " + ", ".join(told)
