"""From a document of the engine to the hit that a reader sees."""

import tantivy

from onrecord.index.answering import Found
from onrecord.index.kept import Kept, id_of, kept_of
from onrecord.index.marking import Marker
from onrecord.index.passages import passages
from onrecord.index.wanted import Wanted
from onrecord.model.search import Hit, Snippet


class Shower:
    """Makes hits of one index, with at most so many snippets each."""

    def __init__(self, searcher: tantivy.Searcher, wanted: Wanted, snippets: int) -> None:
        self.searcher = searcher
        self.wanted = wanted
        self.most = snippets
        self.markers: dict[str | None, Marker] = {}

    def hit(self, found: Found, *, ranked: bool) -> Hit:
        """Return the hit that is found; its score is 0 where it was not ranked."""
        document = self.searcher.doc(found.address)
        kept = kept_of(document, self.searcher)
        return Hit(
            id=id_of(document),
            key=kept.key,
            title=kept.title,
            issuers=kept.issuers,
            kind=kept.kind,
            published_on=kept.published_on,
            language=kept.language,
            url=kept.url,
            score=(found.value or 0.0) if ranked else 0.0,
            version=kept.number,
            current=kept.current,
            snippets=self._snippets(kept) if self.most > 0 else (),
        )

    def _snippets(self, kept: Kept) -> tuple[Snippet, ...]:
        found = self._marker(kept.language).marks(kept.text) if self.wanted else []
        return passages(kept.text, found, self.most)

    def _marker(self, language: str | None) -> Marker:
        if language not in self.markers:
            self.markers[language] = Marker(self.wanted, language)
        return self.markers[language]
