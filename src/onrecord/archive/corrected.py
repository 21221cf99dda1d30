"""A reading with people's corrections: which hold for its words, and what its fields then are.

Pure. The reading stays what it is in the store; what is shown, found and exported is made here.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import orjson

from onrecord.model.addition import Correction, Subject
from onrecord.model.anchor import find_anchor
from onrecord.model.records import WordingHead
from onrecord.model.statement import (
    Extraction,
    IssuerBasis,
    IssuerMention,
    IssuerRole,
    StatementKind,
)
from onrecord.model.view import CorrectionView


def _day(value: Any) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None


def _issuers(value: Any) -> tuple[IssuerMention, ...]:
    role = IssuerRole.SOLE if len(value) == 1 else IssuerRole.JOINT
    return tuple(
        IssuerMention(id, name, role, IssuerBasis.SUPPLIED, country) for id, name, country in value
    )


def _as_it_is(value: Any) -> Any:
    return value


# The fields that can be corrected, and how each is made of its value as JSON.
FIELDS: Mapping[str, Any] = MappingProxyType(
    {
        "title": _as_it_is,
        "kind": StatementKind,
        "issuers": _issuers,
        "published_on": _day,
        "place": _as_it_is,
        "language": _as_it_is,
        "serial": _as_it_is,
    }
)
_IN_HEADS = frozenset(FIELDS) - {"serial"}


def as_corrected(
    extraction: Extraction, made: Sequence[Correction]
) -> tuple[Extraction, tuple[CorrectionView, ...]]:
    """Return a wording with the corrections that hold for it, and all of them beside what was read.

    `made` are those of the statement, oldest first.
    """
    if not made:
        return extraction, ()
    standing = _standing(extraction.text, made)
    views = tuple(
        CorrectionView(
            correction=one,
            read=_plain(extraction, one.field),
            value=None if one.value is None else orjson.loads(one.value),
            stands=standing.get(one.field) == one,
            span=find_anchor(extraction.text, one.anchor) if one.anchor else None,
        )
        for one in made
        if one.subject is Subject.STATEMENT
    )
    return replace(extraction, **_values(standing)), views


def head_as_corrected(head: WordingHead, made: Sequence[Correction]) -> WordingHead:
    """Return what is found of a wording with the corrections that hold for it."""
    if not made:
        return head
    standing = _standing(head.text, made)
    values = _values({name: one for name, one in standing.items() if name in _IN_HEADS})
    if "kind" in values:
        values["kind"] = values["kind"].value
    return replace(head, **values)


def _standing(text: str, made: Iterable[Correction]) -> dict[str, Correction]:
    """Return field -> the newest correction whose words stand in the text."""
    standing: dict[str, Correction] = {}
    for one in made:
        if one.subject is not Subject.STATEMENT or one.field not in FIELDS:
            continue
        if one.anchor is not None and find_anchor(text, one.anchor) is None:
            continue
        if one.value is None:
            standing.pop(one.field, None)
        else:
            standing[one.field] = one
    return standing


def _values(standing: Mapping[str, Correction]) -> dict[str, Any]:
    return {
        name: FIELDS[name](orjson.loads(one.value))
        for name, one in standing.items()
        if one.value is not None
    }


def _plain(extraction: Extraction, field: str) -> Any:
    """What was read of a field, as the value of a correction is written."""
    if field == "issuers":
        return [[one.id, one.name, one.country] for one in extraction.issuers]
    value = getattr(extraction, field, None)
    return value.isoformat() if isinstance(value, dt.date) else value
