"""Claims as JSON and back: the form in which workers hand them over and the store keeps them.

The words of a claim are not in it: they are a part of the version's text.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import orjson

from onrecord.model.claim import (
    Anchor,
    Certainty,
    Claim,
    ClaimPlace,
    ClaimTime,
    EventType,
    Granularity,
    How,
    Operator,
    Party,
    PlaceRole,
    Polarity,
    Quantity,
    Relation,
    Source,
    SpeechAct,
    Tense,
)


def claims_to_json(claims: Sequence[Claim]) -> bytes:
    """Return claims as a JSON array; field names are those of the model."""
    return orjson.dumps(claims)


def claims_from_json(value: bytes) -> tuple[Claim, ...]:
    """Return the claims that `claims_to_json` wrote."""
    return tuple(_claim(each) for each in orjson.loads(value))


def _claim(value: dict[str, Any]) -> Claim:
    return Claim(
        start=value["start"],
        end=value["end"],
        at=value["at"],
        speech_act=SpeechAct(value["speech_act"]),
        event_type=EventType(value["event_type"]) if value["event_type"] else None,
        mode=value["mode"],
        polarity=Polarity(value["polarity"]),
        certainty=Certainty(value["certainty"]),
        tense=Tense(value["tense"]),
        rule=value["rule"],
        confidence=value["confidence"],
        actors=tuple(map(_party, value["actors"])),
        targets=tuple(map(_party, value["targets"])),
        places=tuple(
            ClaimPlace(p["name"], PlaceRole(p["role"]), p["start"], p["end"])
            for p in value["places"]
        ),
        time=_time(value["time"]) if value["time"] else None,
        quantities=tuple(map(_quantity, value["quantities"])),
        source_chain=tuple(Source(**each) for each in value["source_chain"]),
        citations=tuple(value["citations"]),
        steps=tuple(value["steps"]),
    )


def _party(value: dict[str, Any]) -> Party:
    return Party(value["name"], value["code"], How(value["how"]), value["start"], value["end"])


def _time(value: dict[str, Any]) -> ClaimTime:
    return ClaimTime(
        first=_day(value["first"]),
        last=_day(value["last"]),
        granularity=Granularity(value["granularity"]),
        relation=Relation(value["relation"]),
        anchor=Anchor(value["anchor"]),
        start=value["start"],
        end=value["end"],
    )


def _day(value: str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None


def _quantity(value: dict[str, Any]) -> Quantity:
    return Quantity(**{**value, "op": Operator(value["op"])})
