"""Claims as CSV (RFC 4180), the issuers in the first column of every row."""

from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.export.claim_json import claim_json
from onrecord.export.csv_cells import csv_line
from onrecord.model.claim_view import ClaimView

COLUMNS = (
    "issuers",
    "published_on",
    "speech_act",
    "event_type",
    "mode",
    "cameo_root",
    "actors",
    "targets",
    "places",
    "time_from",
    "time_to",
    "quantities",
    "polarity",
    "certainty",
    "source_chain",
    "text",
    "citations",
    "confidence",
    "experimental",
    "rule",
    "extractor",
    "language",
    "id",
    "statement",
    "version",
    "start",
    "end",
)
# The root category of CAMEO (Gerner et al. 2002) that a type of PLOVER took over; those that PLOVER
# made of several have the first of them.
CAMEO_ROOTS = {
    "AGREE": "03",
    "CONSULT": "04",
    "SUPPORT": "05",
    "COOPERATE": "06",
    "AID": "07",
    "YIELD": "08",
    "RETREAT": "08",
    "REQUEST": "10",
    "ACCUSE": "11",
    "REJECT": "12",
    "THREATEN": "13",
    "PROTEST": "14",
    "MOBILIZE": "15",
    "SANCTION": "16",
    "COERCE": "17",
    "ASSAULT": "18",
}


def claim_rows(views: Iterable[ClaimView]) -> Iterator[str]:
    """Yield the lines of a CSV file, the header first; several values are joined by "; "."""
    yield csv_line(COLUMNS)
    for view in views:
        yield csv_line(_row(claim_json(view)))


def _row(claim: dict[str, Any]) -> Iterator[Any]:
    for column in COLUMNS:
        match column:
            case "actors" | "targets" | "places" | "source_chain":
                yield "; ".join(each["name"] for each in claim[column])
            case "quantities":
                yield "; ".join(map(_quantity, claim[column]))
            case "issuers" | "citations":
                yield "; ".join(claim[column])
            case "time_from" | "time_to":
                yield (claim["time"] or {}).get(column.removeprefix("time_"))
            case "cameo_root":
                yield CAMEO_ROOTS.get(claim["event_type"])
            case _:
                yield claim[column]


def _quantity(quantity: dict[str, Any]) -> str:
    low, high = quantity["value_min"], quantity["value_max"]
    amount = f"{low}-{high}" if quantity["op"] == "range" else low if low is not None else high
    words = (quantity["op"], amount, quantity["unit"], quantity["role"])
    return " ".join(str(word) for word in words if word is not None)
