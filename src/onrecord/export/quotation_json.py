"""The JSON line of a quotation found (DESIGN section 5): `quote --json`."""

from typing import Any

from onrecord.model.instant import format_instant
from onrecord.model.quotation import Quotation


def quotation_json(one: Quotation) -> dict[str, Any]:
    """Return a quotation as plain JSON values; `text` is verbatim from the version's text."""
    return {
        "statement": one.statement,
        "issuers": list(one.issuers),
        "version": one.version,
        "first_seen_at": format_instant(one.first_seen_at),
        "last_seen_at": format_instant(one.last_seen_at),
        "exact": one.exact,
        "text": one.text,
    }
