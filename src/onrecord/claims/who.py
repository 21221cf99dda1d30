"""Who acts on whom in a clause: subject, object, "by", and whom the clause before had.

Knows no type and no act: only what stands where.
"""

from dataclasses import dataclass, replace

from onrecord.claims.clause import Clause
from onrecord.claims.orders import by_order, first_name
from onrecord.claims.parties import Around, after, behind, by_phrase, parties, subject
from onrecord.claims.reading import Sentence
from onrecord.claims.senses import Marked
from onrecord.claims.speaking import named_act
from onrecord.model.claim import Claim, How, Party


@dataclass(frozen=True, slots=True)
class Who:
    actors: tuple[Party, ...]
    targets: tuple[Party, ...]
    subject: tuple[int, int] | None


def who_of(around: Around, clause: Clause, before: Claim | None) -> Who:
    """Return who acts on whom; `before` is the claim of the clause before it in the sentence."""
    marked = clause.marked
    if around.sentence.known.order != "english":
        return _who_by_order(around, clause, before)
    if marked is None or marked is clause.reporter:
        return Who((), (), None)
    first = clause.first
    if clause.reporter is not None and clause.reporter.at < marked.at:
        first = _after_report(around.sentence, clause.reporter)
    if marked.trigger.form == "noun":
        return _who_of_noun(around, marked, clause)
    if clause.event is not None and clause.event.at < marked.at:  # "attacks by X continued"
        return _who_of_noun(around, clause.event, clause)
    span = subject(around, marked, first)
    about = named_act(around.sentence, clause)
    if about is not None:
        return replace(_who_of_noun(around, about, clause), subject=span)
    if marked.passive or marked.trigger.passive:
        doer = by_phrase(around, marked, clause)
        return Who(parties(around, doer), parties(around, span), span)
    actors = () if _is_thing(around.sentence, span, marked) else parties(around, span)
    if not actors and before is not None and _is_elided(around.sentence, clause, marked):
        actors = _elided(before.actors)
    targets = _targets(around, clause, marked)
    if (clause.event or marked).trigger.both and actors:
        return Who(actors + targets, (), span)
    return Who(actors, targets, span)


def _is_thing(sentence: Sentence, span: tuple[int, int] | None, marked: Marked) -> bool:
    """Whether "it" stands for no party: where no act of a party is told."""
    if span is None or marked.trigger.event_type is not None or not sentence.has(span[0], "pron"):
        return False
    return sentence.value(span[0], "pron") == "thing"


def _who_by_order(around: Around, clause: Clause, before: Claim | None) -> Who:
    marked = None if clause.marked is clause.reporter else clause.marked
    actors, targets = by_order(around, marked, clause)
    acts = marked is not None and not marked.passive
    if not actors and before and marked and acts and _is_elided(around.sentence, clause, marked):
        actors = _elided(before.actors)
    last = clause.last if marked is None or around.sentence.known.order == "vso" else marked.at
    return Who(actors, targets, first_name(around, clause.first, last) if marked else None)


def _elided(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    return tuple(replace(party, how=How.ELIDED) for party in parties)


def _after_report(sentence: Sentence, reporter: Marked) -> int:
    at = reporter.at + sentence.sizes[reporter.at]
    for ahead in range(at, min(at + 12, len(sentence))):
        if sentence.has(ahead, "that"):
            return ahead + 1
    return at


def _is_elided(sentence: Sentence, clause: Clause, marked: Marked) -> bool:
    return marked.at - clause.first <= 3 and clause.first > 0


def _who_of_noun(around: Around, marked: Marked, clause: Clause) -> Who:
    """Read "attacks by X on Y", "X's attack on Y", "Armenian attacks"."""
    doer = by_phrase(around, marked, clause)
    if doer is None:
        sentence, at = around.sentence, marked.at - 1
        while at >= clause.first and not sentence.has(at, "party") and marked.at - at < 4:
            at -= 1
        if at >= clause.first and sentence.has(at, "party") and sentence.sizes[at]:
            doer = (at, at)
    target = behind(around, marked, clause.last, marked.trigger.target_after)
    if marked.trigger.both:
        return Who(parties(around, doer) + parties(around, target), (), None)
    return Who(parties(around, doer), parties(around, target), None)


def _targets(around: Around, clause: Clause, marked: Marked) -> tuple[Party, ...]:
    sentence, trigger = around.sentence, marked.trigger
    if trigger.target_after:
        behind_it = behind(around, marked, clause.last, trigger.target_after)
        if behind_it is None and clause.event is not None:
            behind_it = behind(around, clause.event, clause.last, clause.event.trigger.target_after)
        if behind_it is not None:
            return parties(around, behind_it)
    if trigger.reports or trigger.light:
        if clause.event is None:
            return ()
        span = behind(around, clause.event, clause.last, clause.event.trigger.target_after)
        return parties(around, span)
    return parties(around, after(around, marked.at + sentence.sizes[marked.at], clause.last))
