"""Which of a sentence's times is a clause's: its own, the one it opens with, a shared one."""

from collections.abc import Sequence

from onrecord.claims.clause import Clause
from onrecord.claims.reading import Sentence
from onrecord.claims.times import FoundTime
from onrecord.model.claim import Claim, ClaimTime, Granularity, How, Party, Tense

_PARTICIPLES = ("both", "participle")
_HELPING = ("be", "have", "det", "prep", "to")
_PARTICIPLE_REACH = 6  # tokens from a participle to its time
_OPENING = 2  # tokens before a time with which a sentence begins
_DATELINE = 9  # tokens of a dateline
_DASHES = frozenset("-–—")
_TIMELY = frozenset(("timeprep", "prep", "det", "daypart", "part", "clock", "clockprep", "adv"))
_TOLD = ("both", "past", "same", "s")
_NO_NOUN = frozenset(
    ("prep", "conj", "be", "have", "do", "will", "modal", "adv", "to", "ago", "det")
)
_OF_TIME = frozenset(("daypart", "part", "timeunit", "half", "quarter", "season", "clock"))


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
    inside = [t for t in inside if not _is_of_noun(sentence, t)]
    inside = [t for t in inside if not _is_of_other(sentence, clause, t)]
    known = [t for t in inside if t.days.granularity is not Granularity.VAGUE]
    opening = [t for t in times if t.last < clause.first and _opens(sentence, t)]
    opening = [t for t in opening if not _has_participle(sentence, 0, t.first)]
    if clause.reporter is not None and clause.reporter.at < clause.first:
        opening = []  # it is the time of the report
    if _is_grounds(sentence, clause):
        opening = []  # it is the time of the measure
    for some in (known, opening, inside):
        if some:
            return _timed(sentence, some[0])
    return None


def _opens(sentence: Sentence, time: FoundTime) -> bool:
    """Whether a sentence begins with a time, be it behind a dateline: "ARVEL - In late May"."""
    at = time.first - 1
    if at < _OPENING:
        return True
    while at >= 0 and (sentence.sizes[at] == 0 or _TIMELY & sentence.cats[at].keys()):
        at -= 1
    return at < 0 or (at < _DATELINE and sentence.words[at].lower in _DASHES)


def _shared_time(
    sentence: Sentence, clause: Clause, actors: Sequence[Party], before: Claim | None
) -> ClaimTime | None:
    """Return the time of the clause before, where this one goes on with it."""
    if before is None or sentence.known.order != "english":
        return None
    if _is_grounds(sentence, clause):
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


def _is_grounds(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause is what a measure was taken for."""
    return clause.first > 0 and sentence.words[clause.first - 1].lower == "for"


def _is_of_other(sentence: Sentence, clause: Clause, time: FoundTime) -> bool:
    """Whether a time says when something else was: in a relative clause, or "formed in 2004, X"."""
    if clause.marked is None or sentence.known.order != "english":
        return False
    before_head = time.first < clause.marked.at
    if time.first > clause.first and _has_participle(sentence, clause.first, time.first):
        behind = range(time.last + 1, clause.marked.at)
        if any(sentence.words[at].lower == "," for at in behind):
            return True
    about = clause.marked.trigger.about  # "welcomes the talks held on 5 May"
    if not before_head and not about and _is_of_participle(sentence, clause.marked.at, time):
        return True
    for at in range(time.first - 1, clause.first if before_head else clause.marked.at, -1):
        if sentence.words[at].lower == ",":
            return False
        if sentence.has(at, "rel") and (
            not sentence.has(at, "that") or _opens_relative(sentence, at + 1)
        ):
            return True
    return False


def _opens_relative(sentence: Sentence, at: int) -> bool:
    """Whether a verb, or a pronoun, follows "that": "the unrest that began on 5 May"."""
    if sentence.has(at, "pron") or sentence.has(at, "self"):
        return True
    return any(t.kind == "v" and t.form in _TOLD for t in sentence.triggers(at))


def _has_participle(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a time is that of an act before the verb: "Designated in December, the group".

    A noun's is not: "during the visit on 5 May, they met".
    """
    return any(_is_participle(sentence, at) for at in range(first, last))


def _is_participle(sentence: Sentence, at: int) -> bool:
    if not any(t.kind == "v" and t.form in _PARTICIPLES for t in sentence.triggers(at)):
        return False
    if at and sentence.is_capital(at):
        return False  # a part of a name
    before = at - 1
    while before >= 0 and sentence.has(before, "adv"):
        before -= 1
    return not any(sentence.has(before, name) for name in _HELPING)


def _is_of_participle(sentence: Sentence, head: int, time: FoundTime) -> bool:
    """Whether a participle between the verb and a time has the time: "those killed in 2004"."""
    for at in range(time.first - 1, max(head, time.first - _PARTICIPLE_REACH), -1):
        if sentence.words[at].lower in ",;:" or sentence.has(at, "conj"):
            return False
        if _is_participle(sentence, at) and sentence.is_word(at - 1):
            return at - 1 > head
    return False


def _is_of_noun(sentence: Sentence, time: FoundTime) -> bool:
    """Whether a time only says which one is meant: "the gains of the last two decades".

    A date does not: "the collision of 18 October".
    """
    if _is_attribute(sentence, time):
        return True
    at = time.first - 1
    dated = time.days.granularity in (Granularity.DAY, Granularity.MINUTE)
    if dated and not sentence.has(time.first, "relday"):
        # "Order 13581 of 24 July 2011"
        return at > 0 and sentence.words[at].lower == "of" and sentence.is_figure(at - 1)
    while at > 0 and (sentence.sizes[at] == 0 or sentence.has(at, "det")):
        at -= 1
    if at <= 0 or sentence.words[at].lower != "of" or sentence.sizes[at] != 1:
        return False
    return not (_OF_TIME & sentence.cats[at - 1].keys())


def _is_attribute(sentence: Sentence, time: FoundTime) -> bool:
    """Whether a date stands before its noun: "the 9 August vote", not "her 26 July talks"."""
    before, following = time.first - 1, time.last + 1
    if before < 0 or following >= len(sentence) or not sentence.is_word(following):
        return False
    if sentence.known.order != "english" or time.days.granularity is Granularity.VAGUE:
        return False
    owned = sentence.words[before].lower.endswith(("'s", "’s"))
    if not (owned or sentence.has(before, "det")) or sentence.has(time.first, "relday"):
        return False
    if not any(sentence.has(at, "month") for at in range(time.first, following)):
        return False
    if any(t.kind == "n" or t.form in _TOLD for t in sentence.triggers(following)):
        return False
    return not (_NO_NOUN & sentence.cats[following].keys())


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
