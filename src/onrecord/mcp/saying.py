"""Wordings as sayings: issuers, date, permalink and verbatim spans, bound together."""

from collections.abc import Iterable

from onrecord.mcp.answers import Saying, Voice, Words
from onrecord.model.statement import Block, Span
from onrecord.model.view import StatementView


class Permalinks:
    """Addresses of wordings: on a site that serves this archive, else a name that stays the same.

    >>> Permalinks("https://archive.example/").of("i3k2", 2)
    'https://archive.example/s/i3k2?v=2'
    >>> Permalinks(None).of("i3k2", 2)
    'urn:onrecord:i3k2:2'
    """

    def __init__(self, site: str | None) -> None:
        self._site = site.rstrip("/") if site else None

    def of(self, id: str, version: int) -> str:
        if self._site is None:
            return f"urn:onrecord:{id}:{version}"
        return f"{self._site}/s/{id}?v={version}"


def saying(view: StatementView, spans: Iterable[Words], permalinks: Permalinks) -> Saying:
    """Return what a wording says in these spans, with who says it."""
    e = view.extraction
    return Saying(
        issuers=tuple(Voice(i.name, i.role.value, i.basis.value) for i in e.issuers),
        date=e.published_on.isoformat() if e.published_on else None,
        permalink=permalinks.of(view.id, view.version),
        statement=view.id,
        version=view.version,
        stands=view.current,
        title=e.title,
        kind=e.kind.value,
        language=e.language,
        url=view.url,
        spans=tuple(spans),
    )


def words(view: StatementView, span: Span | Block) -> Words:
    """Return the words of a span, verbatim."""
    return Words(view.extraction.text[span.start : span.end], span.start, span.end)


def passage(view: StatementView, text: str) -> Words:
    """Return where a literal passage of a wording first stands in it.

    The whole title for one that is nowhere: the index can be older than the store by a moment.
    """
    start = view.extraction.text.find(text)
    if start < 0:
        return words(view, Span(0, len(view.extraction.title)))
    return words(view, Span(start, start + len(text)))
