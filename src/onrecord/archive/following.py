"""The index follows an `add` while it goes on, by the terms that the workers made of each text."""

from collections.abc import Iterable

from onrecord.archive.opening import Archive
from onrecord.archive.sync import catch_up
from onrecord.archive.worked import Worked
from onrecord.model.index_document import IndexTerms

# Batches after which the index catches up: soon at first, so that little is left to be done at the
# end, when the workers have nothing more to do; then every few.
_EARLY = frozenset({1, 2})
_TURN = 3
# And after which it keeps what it has caught up with: each commit makes a segment, and to merge
# many small ones takes as long as to make them.
_KEPT = 12


class Following:
    """Brings the index up to the store every few batches. The caller holds the archive's lock."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._made: dict[tuple[str, str, str | None], IndexTerms] = {}
        self._batches = 0
        self._pending = False  # the index holds what it has not kept yet

    def written(self, batch: Iterable[Worked]) -> None:
        """Hear of a batch that is whole on the disk."""
        for worked in batch:
            for found in worked.found:
                if found.terms is not None:
                    self._made[found.text_sha256, found.title, found.language] = found.terms
        self._batches += 1
        if self._batches in _EARLY or self._batches % _TURN == 0:
            self._catch_up(kept=self._batches % _KEPT == 0)

    def catch_up(self) -> None:
        """Bring the index up to all that is written."""
        self._catch_up(kept=True)
        if self._pending:  # there was nothing new to keep it with
            index = self._archive.index
            index.update([], [], index.position())
            self._pending = False

    def let_go(self) -> None:
        """Forget what the index does not keep yet: what went wrong may be half of it."""
        if self._pending:
            self._archive.index.let_go()
            self._pending = False

    def _catch_up(self, *, kept: bool) -> None:
        if catch_up(self._archive, self._made, kept=kept):
            self._pending = not kept
        self._made.clear()
