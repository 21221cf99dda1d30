"""The JSON of a claim, as DESIGN section 5 has it: `claims --json`, a line per claim."""

from collections.abc import Iterator
from typing import Any

from onrecord.model.claim import CLAIMS_VERSION, ClaimPlace, ClaimTime, Party, Quantity
from onrecord.model.claim_view import ClaimView, Resolved
from onrecord.model.structure_json import iso


def claim_json(view: ClaimView) -> dict[str, Any]:
    """Return a claim as plain JSON values, its issuers first; spans count in the version's text."""
    c = view.claim
    return {
        "issuers": [name for _, name in view.issuers],
        "id": view.id,
        "statement": view.statement,
        "version": view.version,
        "published_on": iso(view.published_on),
        "language": view.language,
        "start": c.start,
        "end": c.end,
        "text": view.text,
        "speech_act": c.speech_act.value,
        "event_type": c.event_type.value if c.event_type else None,
        "mode": c.mode,
        "actors": [_party(p) for p in c.actors],
        "targets": [_party(p) for p in c.targets],
        "places": [_place(p, r) for p, r in zip(c.places, view.resolved, strict=True)],
        "time": _time(c.time) if c.time else None,
        "quantities": [_quantity(q) for q in c.quantities],
        "polarity": c.polarity.value,
        "certainty": c.certainty.value,
        "tense": c.tense.value,
        "source_chain": [{"name": s.name, "start": s.start, "end": s.end} for s in c.source_chain],
        "citations": list(view.citation_urls),
        "extractor": f"claims/{CLAIMS_VERSION}",
        "rule": c.rule,
        "confidence": c.confidence,
        "experimental": view.experimental,
    }


def claim_features(view: ClaimView) -> Iterator[dict[str, Any]]:
    """Yield a GeoJSON feature (RFC 7946) for each place of a claim that one point is known of."""
    properties = claim_json(view)
    for place, resolved in zip(view.claim.places, view.resolved, strict=True):
        point = resolved.only
        if point is None:
            continue
        yield {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [point.lon, point.lat]},
            "properties": {**properties, "place": place.name, "place_role": place.role.value},
        }


def _party(party: Party) -> dict[str, Any]:
    return {
        "name": party.name,
        "code": party.code,
        "how": party.how.value,
        "start": party.start,
        "end": party.end,
    }


def _place(place: ClaimPlace, resolved: Resolved) -> dict[str, Any]:
    one = resolved.only
    several = resolved.candidates if one is None else ()
    return {
        "name": place.name,
        "role": place.role.value,
        "id": one.id if one else None,
        "lat": one.lat if one else None,
        "lon": one.lon if one else None,
        "start": place.start,
        "end": place.end,
        "candidates": [{"id": c.id, "name": c.name, "lat": c.lat, "lon": c.lon} for c in several],
    }


def _time(time: ClaimTime) -> dict[str, Any]:
    return {
        "from": iso(time.first),
        "to": iso(time.last),
        "granularity": time.granularity.value,
        "relation": time.relation.value,
        "anchor": time.anchor.value,
        "start": time.start,
        "end": time.end,
    }


def _quantity(quantity: Quantity) -> dict[str, Any]:
    return {
        "value_min": _number(quantity.value_min),
        "value_max": _number(quantity.value_max),
        "op": quantity.op.value,
        "unit": quantity.unit,
        "role": quantity.role,
        "start": quantity.start,
        "end": quantity.end,
    }


def _number(value: float | None) -> float | int | None:
    return int(value) if value is not None and value.is_integer() else value
