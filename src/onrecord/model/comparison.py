"""What a comparison shows: events in rows, issuers in columns, and why a column is empty."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.claim import EventType
from onrecord.model.claim_view import ClaimView


class SilenceKind(StrEnum):
    """Why an issuer has no claim here; none of them is agreement, or denial."""

    NO_SOURCE = "no_source"  # nothing of that issuer is in this archive
    NOT_CAPTURED = "not_captured"  # nothing of it from those days
    NO_CLAIM = "no_claim"  # statements of those days, but no such claim was extracted
    LANGUAGE = "language_not_supported"  # statements of those days in other languages alone


@dataclass(frozen=True, slots=True)
class Silence:
    """An empty column. `statements` are those of the days; `recall` is measured, None: never."""

    kind: SilenceKind
    statements: tuple[str, ...] = ()
    recall: float | None = None


@dataclass(frozen=True, slots=True)
class Column:
    issuer: str
    name: str
    claims: tuple[ClaimView, ...]
    silence: Silence | None


@dataclass(frozen=True, slots=True)
class Differing:
    """A value that columns give differently: (issuer's name, the words) each."""

    field: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One event as it is told. Nothing is summed over its columns."""

    place: str
    first: dt.date
    last: dt.date
    event_type: EventType | None
    columns: tuple[Column, ...]
    differing: tuple[Differing, ...]
