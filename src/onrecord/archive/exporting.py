"""Export: statements out of the archive, streamed and uncapped."""

from collections.abc import Iterator

from onrecord.archive.opening import Archive
from onrecord.archive.searching import fresh_index
from onrecord.errors import ConfigError
from onrecord.export.formats import FORMATS
from onrecord.export.selection import Selection
from onrecord.export.statement_json import statement_json
from onrecord.model.search import SearchRequest
from onrecord.model.view import CaptureView, StatementView

__all__ = ["FORMATS", "export", "select", "to_json"]


def select(
    archive: Archive, query: str | None, *, versions: bool = False
) -> Iterator[StatementView]:
    """Yield the statements that answer a query, all for None, in their current wordings, lazily.

    With `versions` each in all its wordings, in the order in which they were first seen.
    """
    if versions:
        for view in select(archive, query):
            for version in view.versions:
                yield archive.statements.get(view.id, version=version.number)
        return
    if query is None:
        yield from archive.statements.list()
        return
    for id in fresh_index(archive).ids(SearchRequest(query=query)):
        yield archive.statements.get(id)


def to_json(view: StatementView) -> dict[str, object]:
    """Return the object of `show --json`."""
    return statement_json(view)


def export(
    archive: Archive, form: str, query: str | None, *, versions: bool = False
) -> Iterator[bytes]:
    """Yield the bytes of a file of one of FORMATS, piece by piece, each piece whole items.

    Raises QueryError, ConfigError where the format's library is missing or `versions` is asked of
    one that can't hold them, and FixityError where a record to be copied is not what was kept.
    """
    if versions and not FORMATS[form].versions:
        able = ", ".join(name for name, one in FORMATS.items() if one.versions)
        raise ConfigError(f"{form} can't tell wordings of one statement apart; take {able}")

    def record(capture: CaptureView) -> bytes:
        return archive.captures.member(archive.captures.get(capture.seq))

    selection = Selection(
        statements=lambda: select(archive, query, versions=versions),
        claims=lambda: archive.claims.list(query),
        record=record,
        versions=versions,
    )
    return FORMATS[form].chunks(selection)
