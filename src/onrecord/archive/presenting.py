"""Statements and hits in the forms that faces hand out: JSON objects, citations, feeds."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from onrecord.export import citing, csl, feeds
from onrecord.export.claim_json import claim_json
from onrecord.export.feeds import Feed
from onrecord.export.hit_json import facets_json, hit_json
from onrecord.export.quotation_json import quotation_json
from onrecord.export.rendition_json import rendition_json
from onrecord.export.statement_json import statement_json
from onrecord.model.claim_view import ClaimView
from onrecord.model.instant import format_instant
from onrecord.model.quotation import Quotation
from onrecord.model.records import KeptCapture
from onrecord.model.rendition import SideBySide
from onrecord.model.search import Hit, Results
from onrecord.model.view import StatementView

__all__ = [
    "CITATIONS",
    "Feed",
    "capture_object",
    "cite",
    "cite_csl",
    "claim_object",
    "facets_object",
    "feed_atom",
    "feed_json",
    "hit_object",
    "quotation_object",
    "rendition_object",
    "statement_object",
]

CITATIONS = tuple(citing.TEXT_FORMS)


def statement_object(view: StatementView) -> dict[str, Any]:
    """Return the object of `show --json`."""
    return statement_json(view)


def hit_object(hit: Hit) -> dict[str, Any]:
    """Return the object of a line of `search --json`."""
    return hit_json(hit)


def facets_object(results: Results) -> dict[str, Any]:
    """Return the object of the last line of `search --json --facets`."""
    return facets_json(results)


def quotation_object(quotation: Quotation) -> dict[str, Any]:
    """Return the object of a line of `quote --json`."""
    return quotation_json(quotation)


def rendition_object(beside: SideBySide) -> dict[str, Any]:
    """Return the object of a line of `renditions --json`."""
    return rendition_json(beside)


def claim_object(view: ClaimView) -> dict[str, Any]:
    """Return the object of a line of `claims --json`."""
    return dict(claim_json(view))


def capture_object(kept: KeptCapture) -> dict[str, Any]:
    """Return a capture and where its record lies; the source's own path is not in it."""
    return {
        "seq": kept.seq,
        "uri": kept.uri,
        "at": format_instant(kept.at),
        "status": kept.status,
        "media_type": kept.media_type,
        "payload_size": kept.payload_size,
        "payload_sha256": kept.payload_sha256,
        "member_sha256": kept.member_sha256,
        "warc": kept.warc,
        "offset": kept.offset,
        "length": kept.length,
        "observer": kept.observer,
    }


def cite(view: StatementView, form: str) -> str:
    """Return a statement as a citation in one of CITATIONS."""
    return citing.TEXT_FORMS[form](view)


def cite_csl(view: StatementView) -> dict[str, Any]:
    """Return a statement as an item of CSL-JSON."""
    return csl.item(view)


def feed_atom(feed: Feed, hits: Sequence[Hit], *, updated: dt.datetime) -> bytes:
    """Return hits as an Atom document."""
    return feeds.atom(feed, [feeds.entry_of(feed, hit) for hit in hits], updated=updated)


def feed_json(feed: Feed, hits: Sequence[Hit]) -> dict[str, Any]:
    """Return hits as the value of a JSON Feed."""
    return feeds.json_feed(feed, [feeds.entry_of(feed, hit) for hit in hits])
