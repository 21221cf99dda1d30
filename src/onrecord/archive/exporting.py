"""Export: statements out of the archive, streamed and uncapped."""

from collections.abc import Iterator

from onrecord.archive.opening import Archive
from onrecord.archive.searching import search
from onrecord.export.statement_json import statement_json
from onrecord.model.search import SearchRequest
from onrecord.model.view import StatementView

PAGE = 10_000  # hits asked for at once


def select(archive: Archive, query: str | None) -> Iterator[StatementView]:
    """Yield the statements that answer a query, all for None, in their current wordings, lazily."""
    if query is None:
        yield from archive.statements.list()
        return
    offset = 0
    while True:
        request = SearchRequest(query=query, limit=PAGE, offset=offset, snippets=0)
        hits = search(archive, request).hits
        for hit in hits:
            yield archive.statements.get(hit.id)
        if len(hits) < PAGE:
            return
        offset += PAGE


def to_json(view: StatementView) -> dict[str, object]:
    """Return the object of `show --json`."""
    return statement_json(view)


def select_json(archive: Archive, query: str | None) -> Iterator[dict[str, object]]:
    """Yield the same as the objects of `show --json`."""
    for view in select(archive, query):
        yield to_json(view)
