"""RIS, for reference managers: a tagged line per field, an empty line after each statement."""

from collections.abc import Iterator

from onrecord.export.reference import note, one_line
from onrecord.export.selection import Selection
from onrecord.model.view import StatementView


def ris(selection: Selection) -> Iterator[bytes]:
    """Yield a reference for each statement. The format wants TY first; the issuers follow it."""
    for view in selection.statements():
        lines = [f"{tag}  - {one_line(value)}" for tag, value in _fields(view) if value]
        yield ("\r\n".join([*lines, "ER  - "]) + "\r\n\r\n").encode()


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
    yield "N1", note(view)
