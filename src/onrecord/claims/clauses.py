"""A sentence cut into clauses, each with the word that makes its claim.

Which of the words that can make a claim do so here is told by what stands around them; two of
them share a clause unless a conjunction or a sign parts them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.claims.clause import Clause
from onrecord.claims.grounds import with_grounds
from onrecord.claims.reading import Sentence
from onrecord.claims.reports import introduces, reporter_of
from onrecord.claims.senses import COPULA, Marked, marks_of
from onrecord.claims.subordinates import is_reduced, is_subordinate
from onrecord.claims.trimming import trimmed

_LIGHT_REACH = 10  # tokens from a light verb to the noun of its event
_INFINITIVE = 5  # tokens from a verb to the infinitive that says what is done
_GOVERNED = 10  # tokens from a relative or a conjunction to its verb
_THAT_REACH = 9  # tokens from a report to "that": "said in a statement on Monday that"
_SPEAKER_BEFORE = 8  # tokens of who says it between the quote and the verb
_SPEAKER_BEHIND = 12  # and behind the verb
_CLOSING = frozenset(",;:")
_BEGINS_SUBJECT = ("det", "pron", "self", "num", "vaguenum", "party", "op")
_FINITE = ("be", "have", "will", "do", "modal")
_WITHIN = 4  # tokens from a preposition to the participle of its noun
_PARTED = 2  # a comma and a conjunction
_LOOK_AFTER_JOINT = 6  # tokens from "and" to the verb it joins
_SKIPPED = frozenset(("adv", "neg", "have"))
_VERBAL = frozenset(("be", "have", "do", "will", "modal", "to"))
_PARTING = frozenset((";", ":", "—", "–"))
_NOUNS_OF_REPORT = "sn"  # "reiterated their support"
_NOUNS_OF_LIGHT = "no"  # "conducted an attack", "provided food"
_STANDING = ("s", "base", "be", "have")  # forms that say what is so, not what happened
_TOLD = "*"  # a report's hearer stands right behind it: "informed the ministry that"
_HEADS = frozenset(("trigger", "be"))
_BEFORE_BASE = ("will", "modal", "do", "pron", "self")
_OPENING = frozenset(',:"“')
_NAMES = ("det", "title", "party", "pron", "self")
_PARTERS = frozenset(("conj", "rel", "sub", "that", "pron", "self"))
_QUOTES = frozenset('"”»“„«')


def clauses(sentence: Sentence) -> list[Clause]:
    """Return the clauses of a sentence that can make a claim, in order; they don't overlap."""
    if sentence.kinds.isdisjoint(_HEADS):
        return []
    marks = list(marks_of(sentence))
    marks = [m for m in marks if not is_reduced(sentence, m, marks)]
    reporters = [m for m in marks if m.trigger.reports and m.finite]
    if sentence.known.order == "english":
        reporters = [m for m in reporters if introduces(sentence, m, marks)]
    verbs = _verbs(sentence, marks, reporters)
    nouns = [m for m in marks if m.trigger.kind in "nos"]
    judged = not reporters and not (len(verbs) > 1 and sentence.figures)
    if judged and all(verb.trigger is COPULA for verb in verbs):
        verbs = _instead(marks, nouns, reporters)
        english = sentence.known.order == "english"
        if english and not reporters and sentence.kinds.isdisjoint(_FINITE):
            return []  # no verb at all: a heading, a caption
    if not verbs:
        return []
    cuts = _cuts(sentence, verbs)
    made: list[Clause] = []
    first = 0
    for head, cut in zip(cuts.heads, [*cuts.at, len(sentence)], strict=True):
        last = cut - 1
        event = None
        if head.trigger.light or head.trigger.reports:
            event = _event_noun(sentence, head, nouns, first, last)
        if head.trigger.light:
            event = _infinitive(sentence, head, marks, last) or event
        reporter = reporter_of(sentence, reporters, head, last)
        outer = tuple(m for m in reporters if reporter and first <= m.at < reporter.at < head.at)
        made.append(Clause(first, last, head, event, reporter, outer))
        first = cut
    made = [part for clause in made for part in with_grounds(sentence, clause, marks)]
    kept = [clause for clause in made if not _is_void(sentence, clause)]
    return [trimmed(sentence, clause) for clause in kept]


def _verbs(
    sentence: Sentence, marks: Sequence[Marked], reporters: Sequence[Marked]
) -> list[Marked]:
    """The verbs that carry clauses of their own, those of subordinate ones only where none else."""
    finite = [m for m in marks if m.finite and m.trigger.kind not in "nos" and m not in reporters]
    return [m for m in finite if not is_subordinate(sentence, m, reporters, finite)] or finite


def _instead(
    marks: Sequence[Marked], nouns: Sequence[Marked], reporters: Sequence[Marked]
) -> list[Marked]:
    """What makes the claim where no verb does: a noun, a report, a verb that is not finite."""
    for some in (
        [m for m in nouns if m.trigger.event_type],
        reporters,
        [
            m
            for m in marks
            if m.trigger.kind == "v" and not m.trigger.reports and m.trigger is not COPULA
        ],
    ):
        usable = [m for m in some if m.trigger.kind not in "os"]
        if usable:
            return usable[:1]
    return []


def _is_void(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause thanks, condoles or wishes, which claims nothing."""
    head = clause.marked
    if head is None or head.trigger.void:
        return True
    if head is clause.reporter and not any(map(sentence.is_word, range(clause.first, head.at))):
        return sentence.known.order == "english"  # "said X" without what was said
    if "void" not in sentence.kinds:
        return False
    begin = head.at + sentence.sizes[head.at]
    return any(
        sentence.has(at, "void") for at in range(begin, min(begin + _INFINITIVE, clause.last + 1))
    )


@dataclass(slots=True)
class _Cuts:
    heads: list[Marked]
    at: list[int]


def _cuts(sentence: Sentence, verbs: list[Marked]) -> _Cuts:
    cuts = _Cuts([verbs[0]], [])
    for verb in verbs[1:]:
        before = cuts.heads[-1]
        if _shares_object(sentence, before, verb):
            continue
        cut = _boundary(sentence, before.at, verb.at)
        if cut is not None:
            cuts.heads.append(verb)
            cuts.at.append(cut)
        elif before.trigger is COPULA or (before.trigger.light and not verb.trigger.light):
            cuts.heads[-1] = verb
    return cuts


def _shares_object(sentence: Sentence, one: Marked, other: Marked) -> bool:
    """Whether nothing but a comma or a conjunction parts two verbs: "arrest and fine fishermen"."""
    between = range(one.at + sentence.sizes[one.at], other.at)
    return len(between) <= _PARTED and all(
        sentence.words[at].lower == "," or sentence.has(at, "conj") for at in between
    )


def _boundary(sentence: Sentence, one: int, other: int) -> int | None:
    """Return the token at which the clause of the second trigger begins."""
    best: int | None = None
    for at in range(other - 1, one, -1):
        written = sentence.words[at].lower
        if (written in _PARTING and sentence.sizes[at]) or _is_dash(sentence, at):
            return at + 1
        if written == "," and _begins_clause(sentence, at + 1, other):
            return at + 1
        joins = sentence.has(at, "conj") and _joins_verbs(sentence, at, other)
        if joins and not _is_within_subject(sentence, one, at):
            return at
        if sentence.has(at, "sub") and not sentence.has(at, "rel") and best is None:
            best = at if sentence.words[at - 1].lower == "," else None
    return best


def _is_within_subject(sentence: Sentence, one: int, at: int) -> bool:
    """Whether a conjunction joins two who act: "when X and his followers split"."""
    for back in range(at - 1, one, -1):
        if any(trigger.kind == "v" for trigger in sentence.triggers(back)):
            return False
        if sentence.has(back, "sub"):
            return True
    return False


def _is_dash(sentence: Sentence, at: int) -> bool:
    """Whether a token is the second of two hyphens, or one with a blank on both sides."""
    if sentence.words[at].lower != "-" or not at or at + 1 >= len(sentence):
        return False
    if sentence.words[at - 1].lower == "-":
        return True
    return (
        sentence.ends[at - 1] < sentence.starts[at] and sentence.ends[at] < sentence.starts[at + 1]
    )


def _begins_clause(sentence: Sentence, at: int, other: int) -> bool:
    """After a comma: a conjunction, a relative, or a subject right before its verb."""
    if at > other or sentence.has(at, "conj"):
        return sentence.has(at, "conj")
    if sentence.has(at, "rel") or sentence.has(at + 1, "rel"):
        return sentence.known.order == "english"
    if sentence.has(at, "sub"):
        return True
    between = range(at, other)
    if not between:
        return True
    if any(sentence.words[i].lower == "," for i in between):
        return False
    return len(between) <= _LOOK_AFTER_JOINT and any(
        not sentence.cats[i].keys() <= _SKIPPED or not sentence.cats[i] for i in between
    )


def _joins_verbs(sentence: Sentence, at: int, other: int) -> bool:
    if other - at > _LOOK_AFTER_JOINT + 1:
        return sentence.words[at - 1].lower == ","
    begin = at + 1
    while begin < other and (sentence.sizes[begin] == 0 or _SKIPPED & sentence.cats[begin].keys()):
        begin += 1
    if begin == other or _VERBAL & sentence.cats[begin].keys():
        return True
    subject = any(sentence.has(begin, name) for name in _BEGINS_SUBJECT)
    return subject or sentence.is_capital(begin) or sentence.is_figure(begin)


def _event_noun(
    sentence: Sentence, head: Marked, nouns: Sequence[Marked], first: int, last: int
) -> Marked | None:
    """Return the noun that says what the act of a light verb, or of a report, is."""
    kinds = _NOUNS_OF_REPORT if head.trigger.reports else _NOUNS_OF_LIGHT
    kinds = "n" if head.trigger is COPULA else kinds
    named = [
        Marked(noun.at, trigger)
        for noun in nouns
        for trigger in sentence.triggers(noun.at)
        if trigger.kind in kinds and trigger.event_type is not None
    ]
    after = [n for n in named if head.at < n.at <= min(head.at + _LIGHT_REACH, last)]
    before = [n for n in named if first <= n.at < head.at and n.trigger.kind == "n"]
    some = after or ([] if head.trigger.reports else before)
    typed = [n for n in some if n.trigger.kind == "n"] or some
    return typed[0] if typed else None


def _infinitive(sentence: Sentence, head: Marked, marks: list[Marked], last: int) -> Marked | None:
    """Return the act that a verb of beginning or going on says: "will continue to support"."""
    for mark in marks:
        near = head.at < mark.at <= min(head.at + _INFINITIVE, last)
        bare = mark.trigger.form in ("base", "ing") and not mark.finite
        if near and bare and mark.trigger.event_type is not None:
            return mark
    return None
