"""What one wording changed of another: of its words, and of the pages that its notes cite."""

from collections.abc import Iterator
from dataclasses import replace

from onrecord.model.edit import Edit, EditKind, Recited
from onrecord.model.statement import Extraction, Span
from onrecord.text.diffing import diff
from onrecord.text.urls import bare_url

Words = tuple[str, str]  # that went and that came, blanks aside


def words_of_edit(edit: Edit) -> Words:
    return "".join(edit.before.split()), "".join(edit.after.split())


def edits_of(
    before: Extraction, after: Extraction, frame: frozenset[Words] = frozenset()
) -> list[Edit]:
    """Return the edits that lead from one wording to another, in the order of the newer text.

    Those of the words of `frame` are the site's: many of its pages changed in them alike.
    """
    edits = [
        replace(edit, kind=EditKind.FURNITURE) if words_of_edit(edit) in frame else edit
        for edit in diff(before.text, after.text)
    ]
    edits += _recited(before, after)
    return sorted(edits, key=lambda edit: (edit.after_span.start, edit.before_span.start))


def _recited(before: Extraction, after: Extraction) -> Iterator[Edit]:
    """Yield an edit for each note of both that cites other pages.

    A note that is in one of them alone came or went with its words, which are an edit already.
    """
    old, new = _cited(before), _cited(after)
    same_words = before.text == after.text
    for marker in dict.fromkeys([*old, *new]):
        urls = old.get(marker, ()), new.get(marker, ())
        is_other = {*map(bare_url, urls[0])} != {*map(bare_url, urls[1])}
        if is_other and (same_words or (_has(before, marker) and _has(after, marker))):
            yield Edit(
                kind=EditKind.NOTE,
                before="",
                after="",
                before_span=_place(before, marker),
                after_span=_place(after, marker),
                recited=Recited(marker, *urls),
            )


def _cited(extraction: Extraction) -> dict[str, tuple[str, ...]]:
    cited: dict[str, tuple[str, ...]] = {}
    for citation in extraction.citations:
        if citation.marker is not None:
            cited[citation.marker] = (*cited.get(citation.marker, ()), citation.url)
    return cited


def _has(extraction: Extraction, marker: str) -> bool:
    return marker in _cited(extraction) or any(marker in b.points_to for b in extraction.blocks)


def _place(extraction: Extraction, marker: str) -> Span:
    """The place of the block that first points to a note; the text's end where none does."""
    pointing = (block.start for block in extraction.blocks if marker in block.points_to)
    at = next(pointing, len(extraction.text))
    return Span(at, at)
