"""What `onrecord claims` is asked: conditions on claims, and the rest as a search of statements."""

import datetime as dt
import re
from collections.abc import Collection
from dataclasses import dataclass

from onrecord.errors import QueryError
from onrecord.model.claim import Claim, EventType, SpeechAct
from onrecord.model.claim_view import ClaimView

# A condition stands alone between spaces, with a plain or a quoted value; quotations that are
# no condition's are passed over whole.
_CONDITION = re.compile(
    r'(?<!\S)(?:(type|act|mode|actor|target|claimplace|place|since|until):("[^"]*"|[^\s"()]+)(?!\S)'
    r'|"[^"]*")'
)


def is_of(
    claim: Claim,
    types: Collection[EventType],
    acts: Collection[SpeechAct],
    modes: Collection[str],
) -> bool:
    """Say whether a claim is of one of these types, acts and modes; an empty one asks nothing."""
    return (
        (not types or claim.event_type in types)
        and (not acts or claim.speech_act in acts)
        and (not modes or claim.mode in modes)
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """Conditions on one claim; all of them must hold within it. `rest` is a query of statements."""

    rest: str
    types: tuple[EventType, ...] = ()
    acts: tuple[SpeechAct, ...] = ()
    modes: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None

    def keeps(self, view: ClaimView) -> bool:
        """Whether a claim is one of those asked for."""
        claim = view.claim
        if not is_of(claim, self.types, self.acts, self.modes):
            return False
        names: tuple[tuple[tuple[str, ...], list[tuple[str, str | None]]], ...] = (
            (self.actors, [(p.name, p.code) for p in claim.actors]),
            (self.targets, [(p.name, p.code) for p in claim.targets]),
            (self.places, [(p.name, None) for p in claim.places]),
        )
        if not all(_named(wanted, some) for wanted, some in names):
            return False
        return self._in_time(claim, view.published_on)

    def _in_time(self, claim: Claim, published_on: dt.date | None) -> bool:
        first, last = published_on, published_on
        if claim.time is not None and (claim.time.first or claim.time.last):
            first = claim.time.first or dt.date.min
            last = claim.time.last or dt.date.max
        if self.since is not None and (last is None or last < self.since):
            return False
        return self.until is None or (first is not None and first <= self.until)


def parse(query: str | None) -> Wanted:
    """Read a query; raises QueryError, with the position, for a condition that can't be one.

    >>> parse('ferry type:ASSAULT actor:AM "type:x"').rest
    'ferry "type:x"'
    """
    values: dict[str, list[str]] = {}
    kept: list[str] = []
    after = 0
    for found in _CONDITION.finditer(query or ""):
        if found[1] is None:
            continue
        assert query is not None  # noqa: S101 - something was found in it
        kept.append(query[after : found.start()])
        after = found.end()
        value = found[2].strip('"')
        _check(found[1], value, found.start(2))
        values.setdefault(found[1], []).append(value)
    kept.append((query or "")[after:])
    return Wanted(
        rest=" ".join("".join(kept).split()),
        types=tuple(EventType(value.upper()) for value in values.get("type", ())),
        acts=tuple(SpeechAct(value.lower()) for value in values.get("act", ())),
        modes=tuple(value.lower() for value in values.get("mode", ())),
        actors=tuple(values.get("actor", ())),
        targets=tuple(values.get("target", ())),
        places=tuple(values.get("claimplace", []) + values.get("place", [])),
        since=max(map(_day, values["since"]), default=None) if "since" in values else None,
        until=min(map(_day, values["until"]), default=None) if "until" in values else None,
    )


def _check(field: str, value: str, position: int) -> None:
    known = {
        "type": ([t.value for t in EventType], value.upper()),
        "act": ([a.value for a in SpeechAct], value.lower()),
    }
    if field in known and known[field][1] not in known[field][0]:
        raise QueryError(f"{field}: takes one of {', '.join(known[field][0])}", position=position)
    if field in ("since", "until"):
        try:
            _day(value)
        except ValueError:
            raise QueryError(f"{field}: takes a date as 2020-10-31", position=position) from None


def _day(value: str) -> dt.date:
    return dt.date.fromisoformat(value)


def _named(wanted: tuple[str, ...], some: list[tuple[str, str | None]]) -> bool:
    """Whether each name asked for is a party's code or a word of its name."""
    return all(any(is_called(name, words, code) for words, code in some) for name in wanted)


def is_called(name: str, words: str, code: str | None) -> bool:
    """Say whether a name asked for is a party's code or part of its name.

    >>> is_called("am", "Armenia", "AM"), is_called("border guards", "the Border Guards", None)
    (True, True)
    """
    folded = name.casefold()
    return folded == (code or "").casefold() or folded in words.casefold()
