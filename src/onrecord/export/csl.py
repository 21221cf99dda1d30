"""CSL-JSON (citationstyles.org, schema 1.0.2), for Zotero, Pandoc and the like."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from onrecord.export.json_bytes import json_array
from onrecord.export.reference import note, seen_on
from onrecord.export.selection import Selection
from onrecord.model.statement import StatementKind
from onrecord.model.view import StatementView

TYPES = {
    StatementKind.INTERVIEW: "interview",
    StatementKind.REMARKS: "speech",
    StatementKind.TESTIMONY: "hearing",
    StatementKind.REPORT: "report",
}


def csl(selection: Selection) -> Iterator[bytes]:
    """Yield one array, an item a line."""
    return json_array(b"[", map(item, selection.statements()), b"]")


def item(view: StatementView) -> dict[str, Any]:
    """Return the item of one statement."""
    e, day = view.extraction, view.extraction.published_on
    fields = {
        "author": [{"literal": issuer.name} for issuer in e.issuers],
        "id": view.id,
        "type": TYPES.get(e.kind, "webpage" if view.url else "document"),
        "title": e.title,
        "issued": _date(day) if day else None,
        "accessed": _date(seen_on(view)),
        "genre": e.kind.value.replace("_", " "),
        "number": e.serial,
        "publisher-place": e.place,
        "language": e.language,
        "URL": view.url,
        "archive_location": view.key,
        "version": str(view.version),
        "note": note(view),
    }
    return {name: value for name, value in fields.items() if value not in (None, "", [])}


def _date(day: dt.date) -> dict[str, list[list[int]]]:
    return {"date-parts": [[day.year, day.month, day.day]]}
