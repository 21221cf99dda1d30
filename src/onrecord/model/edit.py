"""Edits: what one wording changed of another, sentence by sentence."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from onrecord.model.statement import Span


class EditKind(StrEnum):
    """What a change is of; of several the first that applies, in this order."""

    MOVED = "moved"  # the same sentence at another place
    FURNITURE = "furniture"  # the site's words: other pages changed likewise
    ADDED = "added"
    REMOVED = "removed"
    NUMBER = "number"
    DATE = "date"
    NOTE = "note"  # a note, or a marker of one
    ATTRIBUTION = "attribution"  # who is said to have said it
    NAME = "name"
    WORDING = "wording"


@dataclass(frozen=True, slots=True)
class Recited:
    """A note that cites other pages than before: their addresses, none where it leads nowhere."""

    marker: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One change: `before` are the words of `before_span` in the older text, `after` likewise.

    An empty span is the place where words were added, or from which they went. What no edit's
    span covers is the same in both texts and in the same order (text.diffing.patch). With
    `recited` it is of no words, both spans are empty: it stands where the note is pointed to.
    """

    kind: EditKind
    before: str
    after: str
    before_span: Span
    after_span: Span
    recited: Recited | None = None

    @property
    def shown_before(self) -> str:
        """What a reader is shown as the older words: of a note what it cited."""
        return self.before if self.recited is None else _note(self.recited, self.recited.before)

    @property
    def shown_after(self) -> str:
        return self.after if self.recited is None else _note(self.recited, self.recited.after)


def _note(recited: Recited, urls: tuple[str, ...]) -> str:
    return f"[{recited.marker}] {' '.join(urls) or '–'}"


def edit_json(edit: Edit) -> dict[str, Any]:
    """Return an edit as `diff --json` has it."""
    return {
        **told_json(edit),
        "before_span": [edit.before_span.start, edit.before_span.end],
        "after_span": [edit.after_span.start, edit.after_span.end],
    }


def told_json(edit: Edit) -> dict[str, Any]:
    """Return an edit as `changes --json` has it: without its place."""
    recited = edit.recited
    return {
        "kind": edit.kind.value,
        "before": edit.before,
        "after": edit.after,
        "recited": recited
        and {
            "marker": recited.marker,
            "before": list(recited.before),
            "after": list(recited.after),
        },
    }


def edit_from_json(value: dict[str, Any]) -> Edit:
    recited = value.get("recited")
    return Edit(
        kind=EditKind(value["kind"]),
        before=value["before"],
        after=value["after"],
        before_span=Span(*value["before_span"]),
        after_span=Span(*value["after_span"]),
        recited=recited
        and Recited(recited["marker"], tuple(recited["before"]), tuple(recited["after"])),
    )
