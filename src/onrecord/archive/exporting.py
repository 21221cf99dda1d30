"""Export: statements out of the archive, streamed and uncapped."""

from collections.abc import Iterator

from onrecord.archive.opening import Archive
from onrecord.archive.searching import fresh_index
from onrecord.export.statement_json import statement_json
from onrecord.model.search import SearchRequest
from onrecord.model.view import StatementView


def select(archive: Archive, query: str | None) -> Iterator[StatementView]:
    """Yield the statements that answer a query, all for None, in their current wordings, lazily."""
    if query is None:
        yield from archive.statements.list()
        return
    for id in fresh_index(archive).ids(SearchRequest(query=query)):
        yield archive.statements.get(id)


def to_json(view: StatementView) -> dict[str, object]:
    """Return the object of `show --json`."""
    return statement_json(view)


def select_json(archive: Archive, query: str | None) -> Iterator[dict[str, object]]:
    """Yield the same as the objects of `show --json`."""
    for view in select(archive, query):
        yield to_json(view)
