"""From a document of the engine to the hit that a reader sees."""

import datetime as dt
from typing import Any

import tantivy

from onrecord.index import schema as at
from onrecord.index.marking import Marker
from onrecord.index.passages import passages
from onrecord.index.wanted import Wanted
from onrecord.model.search import Hit, Snippet


class Shower:
    """Makes hits, with at most so many snippets each."""

    def __init__(self, wanted: Wanted, snippets: int) -> None:
        self.wanted = wanted
        self.most = snippets
        self.markers: dict[str | None, Marker] = {}

    def hit(self, document: tantivy.Document, score: float | None) -> Hit:
        """Return the hit a document is shown as; `score` is None where it was not ranked."""
        kept = document.to_dict()
        language = _text(kept, at.SHOWN_LANGUAGE)
        day = _first(kept, at.DAY)
        return Hit(
            id=_text(kept, at.SHOWN_ID) or "",
            key=_text(kept, at.SHOWN_KEY) or "",
            title=_text(kept, at.SHOWN_TITLE) or "",
            issuers=tuple(map(_decoded, kept.get(at.SHOWN_ISSUERS, ()))),
            kind=_text(kept, at.SHOWN_KIND) or "",
            published_on=None if day is None else dt.date.fromordinal(day),
            language=language,
            url=_text(kept, at.SHOWN_URL),
            score=score or 0.0,
            version=int(_first(kept, at.VERSION) or 0),
            current=bool(_first(kept, at.CURRENT)),
            snippets=self._snippets(_text(kept, at.SHOWN_TEXT) or "", language),
        )

    def _snippets(self, text: str, language: str | None) -> tuple[Snippet, ...]:
        if self.most <= 0:
            return ()
        found = self._marker(language).marks(text) if self.wanted else []
        return passages(text, found, self.most)

    def _marker(self, language: str | None) -> Marker:
        if language not in self.markers:
            self.markers[language] = Marker(self.wanted, language)
        return self.markers[language]


def _first(kept: dict[str, list[Any]], name: str) -> Any:
    values = kept.get(name)
    return values[0] if values else None


def _text(kept: dict[str, list[Any]], name: str) -> str | None:
    value = _first(kept, name)
    return None if value is None else _decoded(value)


def _decoded(value: bytes) -> str:
    return bytes(value).decode("utf-8", "surrogatepass")
