"""What changed alike on several pages of a site is the site's frame, no statement's. Pure."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from onrecord.archive.edits import Words, words_of_edit
from onrecord.model.edit import Edit

PAGES = 3  # that change alike ...
SHARE = 0.5  # ... and their share of the pages that changed, to be the site's doing


@dataclass(slots=True)
class Frames:
    """The words that came and went on the pages of one site, blanks aside."""

    _pages: dict[Words, set[str]] = field(default_factory=lambda: defaultdict(set))
    _changed: set[str] = field(default_factory=set)

    def add(self, page: str, edits: Sequence[Edit]) -> None:
        """Count in what changed of a page."""
        for words in _words(edits):
            self._pages[words].add(page)
        if edits:
            self._changed.add(page)

    def words(self) -> frozenset[Words]:
        """Return what came and went on many pages."""
        least = max(PAGES, SHARE * len(self._changed))
        return frozenset(words for words, pages in self._pages.items() if len(pages) >= least)


def explains(frame: frozenset[Words], edits: Sequence[Edit]) -> bool:
    """Whether there are edits, and all are of words of the frame."""
    return bool(edits) and frame.issuperset(_words(edits))


def _words(edits: Sequence[Edit]) -> Iterator[Words]:
    for edit in edits:
        if any(words := words_of_edit(edit)):
            yield words
