"""RIS, for reference managers: a tagged line per field, an empty line after each statement."""

from collections.abc import Iterator

from onrecord.export.reference import note, one_line, seen_on
from onrecord.export.selection import Selection
from onrecord.model.view import StatementView


def ris(selection: Selection) -> Iterator[bytes]:
    """Yield a reference for each statement. The format wants TY first; the issuers follow it."""
    for view in selection.statements():
        yield f"{record(view)}\r\n".encode()


def record(view: StatementView) -> str:
    """Return the record of one statement."""
    lines = [f"{tag}  - {one_line(value)}" for tag, value in _fields(view) if value]
    return "\r\n".join([*lines, "ER  - "]) + "\r\n"


def _fields(view: StatementView) -> Iterator[tuple[str, str | None]]:
    e, day = view.extraction, view.extraction.published_on
    yield "TY", "ELEC" if view.url else "GEN"
    for issuer in e.issuers:
        yield "AU", issuer.name
    yield "ID", view.id
    yield "TI", e.title
    yield "PY", f"{day:%Y}" if day else None
    yield "DA", f"{day:%Y/%m/%d}" if day else None
    yield "CY", e.place
    yield "LA", e.language
    yield "M3", e.kind.value.replace("_", " ")
    yield "UR", view.url
    yield "Y2", f"{seen_on(view):%Y/%m/%d}"
    yield "N1", note(view)
