"""Two wordings side by side: the words that are the same, and each edit with what differs in it.

How the edits were found and of what kind they are is the archive's; here they are only laid out.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from onrecord.model.edit import Edit, EditKind

_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_MOST_WORDS = 400  # of a sentence: beyond, comparing word by word takes long and tells little


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a sentence; `differs` where the other wording has not the same there."""

    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Worded:
    """An edit with its words. A sentence that moved has the same words before and after."""

    kind: EditKind
    before: tuple[Run, ...]
    after: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the newer wording: `same` words, or an edit."""

    same: str = ""
    edit: Worded | None = None


def worded(edit: Edit) -> Worded:
    """Return an edit with the words of its sentences that differ."""
    before, after = edit.shown_before.strip("\n"), edit.shown_after.strip("\n")
    if edit.kind is EditKind.MOVED:
        return Worded(edit.kind, (Run(before, False),), (Run(after, False),))
    old, new = _WORD.findall(before), _WORD.findall(after)
    if not old or not new or len(old) + len(new) > _MOST_WORDS:
        return Worded(edit.kind, _whole(before), _whole(after))
    matched = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return Worded(
        edit.kind,
        tuple(_runs((op == "equal", "".join(old[a:b])) for op, a, b, _, _ in matched)),
        tuple(_runs((op == "equal", "".join(new[c:d])) for op, _, _, c, d in matched)),
    )


def stretches(newer: str, edits: Sequence[Edit]) -> Iterator[Stretch]:
    """Yield the newer wording from its beginning to its end, the edits at their places.

    What was taken out comes where it went from; a sentence that moved only where it is now.
    """
    at = 0
    for edit in sorted(edits, key=lambda one: (one.after_span.start, one.after_span.end)):
        if edit.after_span.start > at:
            yield from _same(newer[at : edit.after_span.start])
        at = max(at, edit.after_span.end)
        yield Stretch(edit=worded(edit))
    yield from _same(newer[at:])


def _same(text: str) -> Iterator[Stretch]:
    if text.strip():
        yield Stretch(same=text.strip("\n"))


def _whole(text: str) -> tuple[Run, ...]:
    return (Run(text, True),) if text else ()


def _runs(judged: Iterable[tuple[bool, str]]) -> Iterator[Run]:
    """Join what differs with a blank between; blanks alone are no words that stayed."""
    pending, blank = "", ""
    for is_same, text in judged:
        if not is_same:
            pending, blank = pending + blank + text, ""
        elif pending and not text.strip():
            blank += text
        else:
            if pending:
                yield Run(pending, True)
            yield Run(blank + text, False)
            pending, blank = "", ""
    if pending:
        yield Run(pending, True)
    if blank:
        yield Run(blank, False)
