"""The JSON object of a statement, as DESIGN section 5 has it: `show --json`, `export jsonl`."""

from typing import Any

from onrecord.model.addition import Reply
from onrecord.model.instant import format_instant
from onrecord.model.statement import Reason
from onrecord.model.view import CorrectionView, OtherStatement, StatementView, VersionView


def statement_json(view: StatementView) -> dict[str, Any]:
    """Return a statement as plain JSON values; spans count code points of `text`."""
    e, cited = view.extraction, {url: other.id for url, other in view.cited}
    return {
        "id": view.id,
        "key": view.key,
        "url": view.url,
        "version": view.version,
        "current": view.current,
        "kind": e.kind.value,
        "issuers": [
            {"id": i.id, "name": i.name, "role": i.role.value, "basis": i.basis.value}
            for i in e.issuers
        ],
        "place": e.place,
        "published_on": e.published_on.isoformat() if e.published_on else None,
        "serial": e.serial,
        "language": e.language,
        "title": e.title,
        "text": e.text,
        "blocks": [
            {
                "kind": b.kind.value,
                "text": b.text,
                "start": b.start,
                "end": b.end,
                "points_to": list(b.points_to),
            }
            for b in e.blocks
        ],
        "citations": [
            {
                "marker": c.marker,
                "url": c.url,
                "state": c.state.value,
                "blocks": list(c.blocks),
                "cited_kind": c.cited_kind.value,
                "statement": cited.get(c.url),
            }
            for c in e.citations
        ],
        "contacts": [{"kind": c.kind.value, "value": c.value} for c in e.contacts],
        "attachments": [
            {"name": a.name, "media_type": a.media_type, "url": a.url} for a in e.attachments
        ],
        "renditions": [
            {"id": r.id, "language": r.language, "title": r.title, "url": r.url}
            for r in view.renditions
        ],
        "near": [{**_other(n.other), "distance": n.distance} for n in view.near],
        "cited_by": [_other(other) for other in view.cited_by],
        "versions": [_version(v) for v in view.versions],
        "captures": [
            {
                "at": format_instant(c.at),
                "status": c.status,
                "media_type": c.media_type,
                "payload_sha256": c.payload_sha256,
                "warc": c.warc,
                "offset": c.offset,
                "observer": c.observer,
            }
            for c in view.captures
        ],
        "reasons": {field: _reason(reason) for field, reason in e.reasons},
        "corrections": [_correction(one) for one in view.corrections],
        "replies": [_reply(one) for one in view.replies],
        "tags": list(view.tags),
        "collections": [{"id": one.id, "name": one.name} for one in view.collections],
        "extractor": e.extractor,
        "warnings": list(e.warnings),
    }


def _other(other: OtherStatement) -> dict[str, Any]:
    return {
        "id": other.id,
        "title": other.title,
        "issuers": [issuer.name for issuer in other.issuers],
        "published_on": other.published_on.isoformat() if other.published_on else None,
    }


def _correction(view: CorrectionView) -> dict[str, Any]:
    one = view.correction
    return {
        "field": one.field,
        "read": view.read,
        "value": view.value,
        "stands": view.stands,
        "by": one.by,
        "at": format_instant(one.at),
        "why": one.why,
        "quoted": one.anchor.exact if one.anchor else None,
        "start": view.span.start if view.span else None,
        "end": view.span.end if view.span else None,
        "version": one.version,
        "signature": one.signature or None,
    }


def _reply(reply: Reply) -> dict[str, Any]:
    return {
        "issuer": reply.issuer,
        "name": reply.issuer_name,
        "change": list(reply.change) if reply.change else None,
        "text": reply.text,
        "language": reply.language,
        "received": reply.received,
        "by": reply.by,
        "at": format_instant(reply.at),
        "signature": reply.signature or None,
    }


def _version(version: VersionView) -> dict[str, Any]:
    runs = [
        {
            "first_seen_at": format_instant(run.first_seen_at),
            "last_seen_at": format_instant(run.last_seen_at),
        }
        for run in version.intervals
    ]
    return {
        "number": version.number,
        "first_seen_at": runs[0]["first_seen_at"],
        "last_seen_at": runs[-1]["last_seen_at"],
        "text_sha256": version.text_sha256,
        "intervals": runs,
    }


def _reason(reason: Reason) -> dict[str, Any]:
    span = reason.span
    return {
        "why": reason.why,
        "start": span.start if span else None,
        "end": span.end if span else None,
    }
