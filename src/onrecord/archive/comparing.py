"""Side by side: what different issuers say of the same place, time and type of event."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.archive.claim_query import parse
from onrecord.archive.opening import Archive
from onrecord.claims.grouping import Event, events, told
from onrecord.claims.measured import is_measured, recall_of
from onrecord.export.claim_json import claim_json
from onrecord.model.claim_view import ClaimView
from onrecord.model.comparison import Column, Compared, Differing, Silence, SilenceKind
from onrecord.store import claims

_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}")
_BEFORE = dt.timedelta(days=1)  # how long around an event its statements may have been issued
_AFTER = dt.timedelta(days=7)


def compare(
    archive: Archive, query: str, *, every: bool = False, experimental: bool = False
) -> Iterator[Compared]:
    """Yield the events that claims answering a query speak of, the most told of first.

    Those that one issuer alone speaks of only with `every`; claims of languages that were never
    measured only with `experimental`. Raises QueryError.
    """
    wanted = parse(query)
    views = [
        view for view in archive.claims.list(wanted.rest) if experimental or not view.experimental
    ]
    issued = _Issued(archive)
    columns = _named(views)
    for event in events(told(views)):
        if (every or event.voices > 1) and any(wanted.keeps(each.view) for each in event.told):
            yield _compared(event, columns, issued)


def comparison_json(compared: Compared) -> dict[str, object]:
    """Return the object of `compare --json` (DESIGN section 5)."""
    return {
        "place": compared.place,
        "time": {"from": compared.first.isoformat(), "to": compared.last.isoformat()},
        "event_type": compared.event_type.value if compared.event_type else None,
        "columns": [
            {
                "issuer": column.name,
                "issuer_id": column.issuer,
                "claims": [claim_json(view) for view in column.claims],
                "silence": silence_json(column.silence),
            }
            for column in compared.columns
        ],
        "differing": [
            {"field": d.field, "values": [list(pair) for pair in d.values]}
            for d in compared.differing
        ],
    }


def silence_json(silence: Silence | None) -> dict[str, object] | None:
    """Return why a column is empty, as `compare --json` has it; None for one that is not."""
    if silence is None:
        return None
    return {
        "kind": silence.kind.value,
        "statements": list(silence.statements),
        "recall": silence.recall,
    }


@dataclass(frozen=True, slots=True)
class _Statement:
    id: str
    published_on: dt.date | None
    language: str | None


class _Issued:
    """What each issuer issued, by the heads of the statements; and who is known at all."""

    def __init__(self, archive: Archive) -> None:
        self.registry = archive.config.registry
        self._by_issuer: dict[str, list[_Statement]] = {}
        with archive.database.reading() as connection:
            for id, published_on, language, issuers in claims.list_heads(connection):
                one = _Statement(id, published_on, language)
                for issuer in issuers:
                    self._by_issuer.setdefault(issuer, []).append(one)

    def silence(self, issuer: str, first: dt.date, last: dt.date) -> Silence:
        """Return why an issuer says nothing of an event."""
        every = self._by_issuer.get(issuer, [])
        if not every:
            return Silence(SilenceKind.NO_SOURCE)
        around = [
            one
            for one in every
            if one.published_on and first - _BEFORE <= one.published_on <= last + _AFTER
        ]
        if not around:
            return Silence(SilenceKind.NOT_CAPTURED)
        ids = tuple(one.id for one in around)
        languages = [one.language for one in around if is_measured(one.language)]
        if not languages:
            return Silence(SilenceKind.LANGUAGE, ids)
        return Silence(SilenceKind.NO_CLAIM, ids, recall_of(languages[0]))


def _named(views: Iterable[ClaimView]) -> dict[str, str]:
    """Issuer -> its name, of all that answer the query."""
    return {id: name for view in views for id, name in view.issuers}


def _compared(event: Event, columns: dict[str, str], issued: _Issued) -> Compared:
    codes = {
        party.code
        for each in event.told
        for party in (*each.view.claim.actors, *each.view.claim.targets)
    }
    names = dict(columns)
    for issuer in issued.registry.issuers:
        if issuer.country in codes:
            names.setdefault(issuer.id, issuer.name)
    made = [_column(event, id, name, issued) for id, name in names.items()]
    made.sort(key=lambda column: (not column.claims, column.name))
    return Compared(
        place=event.place,
        first=event.first,
        last=event.last,
        event_type=event.type,
        columns=tuple(made),
        differing=tuple(_differing(made)),
    )


def _column(event: Event, issuer: str, name: str, issued: _Issued) -> Column:
    own = tuple(each.view for each in event.told if issuer in {id for id, _ in each.view.issuers})
    silence = None if own else issued.silence(issuer, event.first, event.last)
    return Column(issuer, name, own, silence)


def _differing(columns: Sequence[Column]) -> Iterator[Differing]:
    """Yield what columns give differently: numbers by what they count, hours of the day."""
    given: dict[str, dict[str, tuple[str, object]]] = {}
    for column in columns:
        for view in column.claims:
            for field, words, value in _values(view):
                given.setdefault(field, {}).setdefault(column.name, (words, value))
    for field, by_issuer in given.items():
        if len({value for _, value in by_issuer.values()}) > 1:
            yield Differing(field, tuple((name, words) for name, (words, _) in by_issuer.items()))


def _values(view: ClaimView) -> Iterator[tuple[str, str, object]]:
    """Yield what a claim gives of each field: the words, and a value to compare them by."""
    start = view.claim.start
    for quantity in view.claim.quantities:
        field = quantity.role or quantity.unit
        if field is not None:
            words = view.text[quantity.start - start : quantity.end - start]
            yield field, words, (quantity.value_min, quantity.value_max, quantity.op)
    time = view.claim.time
    if time is not None and start <= time.start < view.claim.end and time.first == time.last:
        words = view.text[time.start - start : time.end - start]
        yield "time", words, (time.first, *_CLOCK.findall(words))
