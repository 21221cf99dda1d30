"""A statement as one flat row, for tables: the issuers first, several values as a list."""

from typing import Any

from onrecord.export.statement_json import statement_json
from onrecord.model.view import StatementView

# Column: whether it holds several values.
COLUMNS = {
    "issuers": True,
    "issuer_ids": True,
    "issuer_roles": True,
    "issuer_bases": True,
    "id": False,
    "key": False,
    "url": False,
    "published_on": False,
    "kind": False,
    "title": False,
    "place": False,
    "serial": False,
    "language": False,
    "version": False,
    "current": False,
    "versions": True,
    "first_seen_at": False,
    "last_seen_at": False,
    "text_sha256": False,
    "captures": True,
    "citations": True,
    "contacts": True,
    "text": False,
}


def statement_row(view: StatementView) -> dict[str, Any]:
    """Return the row, its keys in the order of COLUMNS; `text_sha256` and the times it was seen
    are the shown version's, `captures` the SHA-256 of their payloads."""
    shown = statement_json(view)
    issuers = shown["issuers"]
    version = next((v for v in shown["versions"] if v["number"] == view.version), None)
    own = {
        "issuers": [i["name"] for i in issuers],
        "issuer_ids": [i["id"] for i in issuers],
        "issuer_roles": [i["role"] for i in issuers],
        "issuer_bases": [i["basis"] for i in issuers],
        "versions": [v["number"] for v in shown["versions"]],
        "first_seen_at": version and version["first_seen_at"],
        "last_seen_at": version and version["last_seen_at"],
        "text_sha256": version and version["text_sha256"],
        "captures": [c["payload_sha256"] for c in shown["captures"]],
        "citations": [c["url"] for c in shown["citations"]],
        "contacts": [c["value"] for c in shown["contacts"]],
    }
    return {column: own[column] if column in own else shown[column] for column in COLUMNS}
