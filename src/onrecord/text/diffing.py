"""What one text changed of another, by sentences: added, removed, moved, or altered in some way.

Sentences that stand in both, once each and in the same order, hold the texts together (patience
diff, Cohen 2006); between them the longest common subsequence is sought, where that is affordable.
Of what is left, like sentences are paired. The edits say all: `patch` makes the newer text of the
older one and them, to the last blank. Knows no statement; what an altered pair is an edit of says
text.edit_kinds.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from onrecord.model.edit import Edit, EditKind
from onrecord.model.statement import Span
from onrecord.text.edit_kinds import kind_of, words_of
from onrecord.text.sentences import sentences

AFFORDABLE = 40_000  # pairs of sentences that are compared one by one, between two fixed ones
ALIKE = 0.5  # of the words of both sentences, from which they are one sentence altered
MOVED_LENGTH = 12  # code points from which the same sentence elsewhere is that sentence, moved

Pair = tuple[int, int]


def diff(before: str, after: str) -> list[Edit]:
    """Return the edits that lead from one text to another, in the order of the newer text.

    >>> [(e.kind.value, e.before, e.after) for e in diff("It said 12. It ended.", "It said 14.")]
    [('number', 'It said 12.', 'It said 14.'), ('removed', ' It ended.', '')]
    >>> diff("Nothing changed.", "Nothing changed.")
    []
    """
    if before == after:
        return []
    old, new = _pieces(before), _pieces(after)
    same = list(_common(_words(before, old), _words(after, new)))
    edits = list(_edits(before, after, old, new, same))
    return sorted(
        _merged(edits, before, after), key=lambda e: (e.after_span.start, e.before_span.start)
    )


def patch(before: str, edits: Sequence[Edit]) -> str:
    """Return the newer text, given the older one and the edits that `diff` gave.

    >>> old, new = "One. Two. Three.", "Three. One. 2."
    >>> patch(old, diff(old, new)) == new
    True
    """
    edits = [edit for edit in edits if edit.recited is None]
    kept: list[str] = []
    position = 0
    for edit in sorted(edits, key=lambda e: (e.before_span.start, e.before_span.end)):
        kept.append(before[position : edit.before_span.start])
        position = max(position, edit.before_span.end)
    kept.append(before[position:])
    rest = "".join(kept)
    made: list[str] = []
    length = taken = 0
    for edit in sorted(edits, key=lambda e: (e.after_span.start, e.after_span.end)):
        gap = edit.after_span.start - length
        made += [rest[taken : taken + gap], edit.after]
        taken += gap
        length = edit.after_span.start + len(edit.after)
    return "".join([*made, rest[taken:]])


def _pieces(text: str) -> list[Span]:
    """The sentences and what stands between them, in turn, so that together they are the text."""
    spans: list[Span] = []
    position = 0
    for start, end in sentences(text):
        if position < start:
            spans.append(Span(position, start))
        spans.append(Span(start, end))
        position = end
    if position < len(text):
        spans.append(Span(position, len(text)))
    return spans


def _words(text: str, spans: Sequence[Span]) -> list[str]:
    return [text[span.start : span.end] for span in spans]


def _common(old: Sequence[str], new: Sequence[str]) -> Iterator[Pair]:
    """Yield the pieces that are the same, in the order of both."""
    todo = [(0, len(old), 0, len(new))]
    while todo:
        a, b, c, d = todo.pop()
        while a < b and c < d and old[a] == new[c]:
            yield a, c
            a, c = a + 1, c + 1
        tail = 0
        while a < b - tail and c < d - tail and old[b - 1 - tail] == new[d - 1 - tail]:
            tail += 1
            yield b - tail, d - tail
        b, d = b - tail, d - tail
        fixed = _fixed(old, new, (a, b, c, d))
        if fixed:
            ends = [(a - 1, c - 1), *fixed, (b, d)]
            yield from fixed
            todo += [(i + 1, j, k + 1, m) for (i, k), (j, m) in pairwise(ends)]
        elif (b - a) * (d - c) <= AFFORDABLE and a < b and c < d:
            matcher = SequenceMatcher(None, old[a:b], new[c:d], autojunk=False)
            for block in matcher.get_matching_blocks():
                yield from ((a + block.a + i, c + block.b + i) for i in range(block.size))


def _fixed(old: Sequence[str], new: Sequence[str], part: tuple[int, int, int, int]) -> list[Pair]:
    """The longest run in order of sentences that stand once in each of both parts."""
    a, b, c, d = part
    in_old, in_new = Counter(old[a:b]), Counter(new[c:d])
    where = {piece: i for i, piece in enumerate(new[c:d], c) if in_new[piece] == 1}
    pairs = [
        (i, where[piece])
        for i, piece in enumerate(old[a:b], a)
        if in_old[piece] == 1 and piece in where and not piece.isspace()
    ]
    return _rising(pairs)


def _rising(pairs: Sequence[Pair]) -> list[Pair]:
    """The longest subsequence whose second numbers rise (Fredman 1975)."""
    ends: list[int] = []  # the least end of a run of each length
    at: list[int] = []  # which pair has it
    before: list[int] = []
    for n, (_, value) in enumerate(pairs):
        length = bisect_left(ends, value)
        before.append(at[length - 1] if length else -1)
        if length == len(ends):
            ends.append(value)
            at.append(n)
        else:
            ends[length], at[length] = value, n
    run: list[Pair] = []
    n = at[-1] if at else -1
    while n >= 0:
        run.append(pairs[n])
        n = before[n]
    return run[::-1]


def _edits(
    before: str, after: str, old: Sequence[Span], new: Sequence[Span], same: Sequence[Pair]
) -> Iterator[Edit]:
    """Yield an edit for each piece that is not common, pairs first."""
    fixed = sorted(same)
    gone = sorted(set(range(len(old))) - {i for i, _ in fixed})
    come = sorted(set(range(len(new))) - {j for _, j in fixed})
    pairs = _moved(before, after, [old[i] for i in gone], [new[j] for j in come])
    moved = [(gone[i], come[j]) for i, j in pairs]
    taken_old, taken_new = {i for i, _ in moved}, {j for _, j in moved}
    for i, j in moved:
        yield _edit(EditKind.MOVED, before, after, old[i], new[j])
    ends = [(-1, -1), *fixed, (len(old), len(new))]
    for (i, j), (k, m) in pairwise(ends):
        left = [old[n] for n in range(i + 1, k) if n not in taken_old]
        right = [new[n] for n in range(j + 1, m) if n not in taken_new]
        place = (
            old[k].start if k < len(old) else len(before),
            new[m].start if m < len(new) else len(after),
        )
        yield from _gap(before, after, left, right, place)


def _moved(before: str, after: str, gone: Sequence[Span], come: Sequence[Span]) -> list[Pair]:
    """Pairs of the same sentence at two places, each once in what went and in what came."""
    left, right = _words(before, gone), _words(after, come)
    counts = Counter(left), Counter(right)
    where = {words: j for j, words in enumerate(right)}
    return [
        (i, where[words])
        for i, words in enumerate(left)
        if len(words) >= MOVED_LENGTH and counts[0][words] == counts[1][words] == 1
    ]


def _gap(
    before: str, after: str, left: Sequence[Span], right: Sequence[Span], place: tuple[int, int]
) -> Iterator[Edit]:
    """What stands between two common pieces: like sentences paired, the others removed, added."""
    pairs = _alike(_words(before, left), _words(after, right))
    paired = dict(pairs)
    others = {j for _, j in pairs}
    old_place, new_place = place
    for i, span in enumerate(left):
        if i in paired:
            there = right[paired[i]]
            kind = kind_of(before, after, span, there)
            yield _edit(kind, before, after, span, there)
        else:
            next_right = [right[paired[n]].start for n in range(i + 1, len(left)) if n in paired]
            where = next_right[0] if next_right else new_place
            yield _edit(EditKind.REMOVED, before, after, span, Span(where, where))
    for j, span in enumerate(right):
        if j not in others:
            next_left = [left[i].start for i, k in pairs if k > j]
            where = next_left[0] if next_left else old_place
            yield _edit(EditKind.ADDED, before, after, Span(where, where), span)


def _alike(left: Sequence[str], right: Sequence[str]) -> list[Pair]:
    """Pairs of like sentences in the order of both, the most alike in all (by their words)."""
    if not left or not right or len(left) * len(right) > AFFORDABLE:
        return []
    bags = [Counter(words_of(s)) for s in left], [Counter(words_of(s)) for s in right]
    worth = [[_likeness(a, b) for b in bags[1]] for a in bags[0]]
    best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in range(len(left) - 1, -1, -1):
        for j in range(len(right) - 1, -1, -1):
            joined = worth[i][j] + best[i + 1][j + 1] if worth[i][j] else 0.0
            best[i][j] = max(joined, best[i + 1][j], best[i][j + 1])
    pairs: list[Pair] = []
    i = j = 0
    while i < len(left) and j < len(right):
        if worth[i][j] and best[i][j] == worth[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _likeness(a: "Counter[str]", b: "Counter[str]") -> float:
    """Twice the words in common over all (Dice), 0 below what counts as alike."""
    total = a.total() + b.total()
    likeness = 2 * (a & b).total() / total if total else 0.0
    return likeness if likeness >= ALIKE else 0.0


def _edit(kind: EditKind, before: str, after: str, old: Span, new: Span) -> Edit:
    return Edit(
        kind=kind,
        before=before[old.start : old.end],
        after=after[new.start : new.end],
        before_span=old,
        after_span=new,
    )


def _merged(edits: Sequence[Edit], before: str, after: str) -> list[Edit]:
    """Blanks that went or came are joined to the sentence they stood with, so that no edit is of
    blanks alone where a sentence changed beside them."""
    merged: list[Edit] = []
    for edit in sorted(edits, key=lambda e: (e.before_span.start, e.before_span.end,
                                             e.after_span.start)):  # fmt: skip
        last = merged[-1] if merged else None
        joins = last is not None and (_joins(last, edit) or _joins(edit, last))
        if last is not None and joins and _follows(last, edit):
            other = last if _is_blank(edit) else edit
            merged[-1] = _edit(
                other.kind, before, after,
                Span(last.before_span.start, edit.before_span.end),
                Span(last.after_span.start, edit.after_span.end),
            )  # fmt: skip
        else:
            merged.append(edit)
    return merged


def _place(edit: Edit) -> tuple[int, int]:
    return edit.after_span.start, edit.before_span.start


def _is_blank(edit: Edit) -> bool:
    return not (edit.before + edit.after).strip()


def _joins(blank: Edit, other: Edit) -> bool:
    return (
        _is_blank(blank)
        and other.kind is blank.kind
        and other.kind in (EditKind.ADDED, EditKind.REMOVED)
    )


def _follows(first: Edit, second: Edit) -> bool:
    return (
        first.before_span.end == second.before_span.start
        and first.after_span.end == second.after_span.start
    )
