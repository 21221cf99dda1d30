"""From a document of the engine to the hit that a reader sees."""

import datetime as dt
from typing import Any

import tantivy

from onrecord.index import schema as at
from onrecord.index.kept_text import from_kept
from onrecord.index.marking import Marker
from onrecord.index.passages import passages
from onrecord.index.wanted import Wanted
from onrecord.model.search import Hit, Snippet

_Kept = dict[str, list[Any]]  # field -> values, as the engine's document store gives them
_ODD = "surrogatepass"  # half of a surrogate pair, in the name of a file, comes out as it went in


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
        day = kept.get(at.DAY)
        return Hit(
            id=kept[at.SHOWN_ID][0].decode("utf-8", _ODD),
            key=kept[at.SHOWN_KEY][0].decode("utf-8", _ODD),
            title=kept[at.SHOWN_TITLE][0].decode("utf-8", _ODD),
            issuers=tuple(name.decode("utf-8", _ODD) for name in kept.get(at.SHOWN_ISSUERS, ())),
            kind=kept[at.SHOWN_KIND][0].decode("utf-8", _ODD),
            published_on=dt.date.fromordinal(day[0]) if day else None,
            language=language,
            url=_text(kept, at.SHOWN_URL),
            score=score or 0.0,
            version=kept[at.VERSION][0],
            current=kept[at.CURRENT][0],
            snippets=self._snippets(kept, language) if self.most > 0 else (),
        )

    def _snippets(self, kept: _Kept, language: str | None) -> tuple[Snippet, ...]:
        text = from_kept(kept[at.SHOWN_TEXT][0])
        found = self._marker(language).marks(text) if self.wanted else []
        return passages(text, found, self.most)

    def _marker(self, language: str | None) -> Marker:
        if language not in self.markers:
            self.markers[language] = Marker(self.wanted, language)
        return self.markers[language]


def _text(kept: _Kept, name: str) -> str | None:
    values = kept.get(name)
    return values[0].decode("utf-8", _ODD) if values else None
