"""Which of a sentence's times is a clause's: its own, the one it opens with, a shared one."""

from collections.abc import Sequence

from onrecord.claims.clause import Clause
from onrecord.claims.reading import Sentence
from onrecord.claims.times import FoundTime
from onrecord.model.claim import Claim, ClaimTime, Granularity, How, Party, Tense


def when_of(
    sentence: Sentence,
    times: Sequence[FoundTime],
    clause: Clause,
    actors: Sequence[Party],
    before: Claim | None,
) -> ClaimTime | None:
    """Return the time of a clause; `before` is the claim of the clause before it."""
    own = _own_time(sentence, times, clause)
    return own or _shared_time(sentence, clause, actors, before)


def _own_time(sentence: Sentence, times: Sequence[FoundTime], clause: Clause) -> ClaimTime | None:
    """Return the time of a clause: the exact one first; else the one the sentence begins with."""
    inside = [t for t in times if clause.first <= t.first <= clause.last]
    inside = [t for t in inside if not _is_of_other(sentence, clause, t)]
    known = [t for t in inside if t.days.granularity is not Granularity.VAGUE]
    opening = [t for t in times if t.first <= 2 and t.last < clause.first]
    opening = [t for t in opening if not _has_verb(sentence, 0, t.first)]
    if clause.reporter is not None and clause.reporter.at < clause.first:
        opening = []  # it is the time of the report
    for some in (known, opening, inside):
        if some:
            return _timed(sentence, some[0])
    return None


def _shared_time(
    sentence: Sentence, clause: Clause, actors: Sequence[Party], before: Claim | None
) -> ClaimTime | None:
    """Return the time of the clause before, where this one goes on with it."""
    if before is None or sentence.known.order != "english":
        return None
    opening = range(clause.first, min(clause.first + 2, clause.last))
    if any(sentence.has(at, "when") for at in opening):
        return before.time
    elided = bool(actors) and all(actor.how is How.ELIDED for actor in actors)
    relative = any(sentence.has(at, "rel") for at in opening)
    if not elided or relative or before.tense is Tense.FUTURE:
        return None
    head = clause.marked.at if clause.marked else clause.first
    helped = any(sentence.has(at, n) for at in range(clause.first, head) for n in ("have", "will"))
    return None if helped else before.time


def _is_of_other(sentence: Sentence, clause: Clause, time: FoundTime) -> bool:
    """Whether a time says when something else was: in a relative clause, or "formed in 2004, X"."""
    if clause.marked is None or sentence.known.order != "english":
        return False
    before_head = time.first < clause.marked.at
    if time.first > clause.first and _has_verb(sentence, clause.first, time.first):
        behind = range(time.last + 1, clause.marked.at)
        if any(sentence.words[at].lower == "," for at in behind):
            return True
    for at in range(time.first - 1, clause.first if before_head else clause.marked.at, -1):
        if sentence.words[at].lower == ",":
            return False
        if sentence.has(at, "rel") and (
            not sentence.has(at, "that") or _is_subject(sentence, at + 1)
        ):
            return True
    return False


def _is_subject(sentence: Sentence, at: int) -> bool:
    return sentence.has(at, "pron") or sentence.has(at, "self")


def _has_verb(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a time is that of an act before the verb: "Designated in December, the group"."""
    return any(t.kind == "v" for at in range(first, last) for t in sentence.triggers(at))


def _timed(sentence: Sentence, time: FoundTime) -> ClaimTime:
    return ClaimTime(
        first=time.days.first,
        last=time.days.last,
        granularity=time.days.granularity,
        relation=time.relation,
        anchor=time.anchor,
        start=sentence.starts[time.first],
        end=sentence.ends[time.last + max(sentence.sizes[time.last] - 1, 0)],
    )
