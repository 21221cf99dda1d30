"""What people add to what a program read: corrections of fields, and replies of issuers.

Each is a row of its own, signed with the archive's key; nothing that was read is overwritten.
"""

import datetime as dt
import json
from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.anchor import QuotedWords
from onrecord.model.instant import format_instant

_canonical = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


class Subject(StrEnum):
    """Whose field a correction is of."""

    STATEMENT = "statement"
    CLAIM = "claim"  # that which stands at the anchor's words


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A field's value by somebody's word. `value` is JSON, None lets the reading stand again.

    It holds for every wording with the anchor's words; without an anchor for all wordings.
    `version` is the one that it was made on. `by` is None where it is not told.
    """

    id: int
    statement: str
    version: int
    subject: Subject
    field: str
    value: str | None
    anchor: QuotedWords | None
    by: str | None
    at: dt.datetime
    why: str
    signature: str = ""

    def unsigned(self) -> bytes:
        """Return what is signed: the canonical JSON of all but the signature."""
        anchor = self.anchor
        return _bytes(
            {
                "id": self.id,
                "statement": self.statement,
                "version": self.version,
                "subject": self.subject.value,
                "field": self.field,
                "value": self.value,
                "anchor": [anchor.exact, anchor.before, anchor.after] if anchor else None,
                "by": self.by,
                "at": format_instant(self.at),
                "why": self.why,
            }
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What an issuer says of a statement here, or of one change of its wording, word for word.

    `change` is (from version, to version), None for the statement. `received` says how it came to
    the archive, `by` who entered it; neither is the issuer's.
    """

    id: int
    statement: str
    change: tuple[int, int] | None
    issuer: str
    issuer_name: str
    text: str
    language: str | None
    received: str
    by: str | None
    at: dt.datetime
    signature: str = ""

    def unsigned(self) -> bytes:
        """Return what is signed: the canonical JSON of all but the signature."""
        return _bytes(
            {
                "id": self.id,
                "statement": self.statement,
                "change": list(self.change) if self.change else None,
                "issuer": self.issuer,
                "issuer_name": self.issuer_name,
                "text": self.text,
                "language": self.language,
                "received": self.received,
                "by": self.by,
                "at": format_instant(self.at),
            }
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """Statements that somebody put together, under a name; `about` says why."""

    id: str
    name: str
    about: str
    by: str | None
    at: dt.datetime


def _bytes(fields: dict[str, object]) -> bytes:
    return _canonical(fields).encode("utf-8", "surrogatepass")
