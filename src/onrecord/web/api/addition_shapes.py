"""The objects of the API of what people added to a statement."""

from typing import Any

from onrecord.web.api.shape import Instant, Shape


class Correction(Shape):
    """A field's value by an editor's word beside what was read of it; `stands` says whether it is
    what the statement is shown with. `by` is null where the archive does not tell."""

    field: str
    read: Any
    value: Any
    stands: bool
    by: str | None
    at: Instant
    why: str
    quoted: str | None
    start: int | None
    end: int | None
    version: int
    signature: str | None


class Reply(Shape):
    """What the issuer answered, word for word; `change` is [from version, to version]."""

    issuer: str
    name: str
    change: tuple[int, int] | None
    text: str
    language: str | None
    received: str
    by: str | None
    at: Instant
    signature: str | None


class NamedCollection(Shape):
    id: str
    name: str
