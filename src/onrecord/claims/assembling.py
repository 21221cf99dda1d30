"""A clause made a claim: who, whom, where, when, how many, and what its issuer does by it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.claims.clause import Clause
from onrecord.claims.factuality import Factuality, factuality
from onrecord.claims.orders import by_order, first_name
from onrecord.claims.parties import Around, after, behind, by_phrase, parties, subject
from onrecord.claims.placing import FoundPlace, find_places, named_right_after
from onrecord.claims.quantities import FoundQuantity
from onrecord.claims.reading import Sentence
from onrecord.claims.senses import Marked
from onrecord.claims.speaking import Said, event_of, named_act, said_of
from onrecord.claims.times import FoundTime
from onrecord.model.claim import (
    Claim,
    ClaimPlace,
    ClaimTime,
    EventType,
    Granularity,
    How,
    Party,
    PlaceRole,
    Polarity,
    Quantity,
)

_MARKER = re.compile(r"\[(\d{1,3})\]|([⁰¹²³⁴-⁹]+)")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
# What happens at the place that it is done to.
_ON_THE_GROUND = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.PROTEST, EventType.AID})
_INTRODUCTION = 9  # tokens before a subject that still belong to its clause
_ROLE_REACH = 8  # tokens between a number and the word that says what it counts
_COUNTED = frozenset({"person", "family", "household", None})
# How sure the rules are: a verb with its subject, without one, a noun alone, no word of the tables.
_CONFIDENCE = {"verb": 0.8, "verb without subject": 0.65, "noun": 0.5, "report": 0.6, "plain": 0.4}


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with all that its clauses share."""

    around: Around
    times: Sequence[FoundTime]
    quantities: Sequence[FoundQuantity]
    language: str
    notes: dict[str, tuple[int, ...]]


def claim_of(scene: Scene, clause: Clause, before: Claim | None) -> Claim:
    """Return the claim of a clause; `before` is that of the clause before it in the sentence."""
    sentence = scene.around.sentence
    marked = clause.event or clause.marked
    who = _who(scene, clause, before)
    whole, clause = clause, _without_introduction(scene, clause, who.subject)
    start, end = sentence.starts[clause.first], sentence.ends[clause.last]
    fact = factuality(sentence, clause)
    elided = bool(who.actors) and all(actor.how is How.ELIDED for actor in who.actors)
    goes_on = elided and any(actor.code in scene.around.ours.codes for actor in who.actors)
    said = said_of(scene.around, clause, who.subject, fact, goes_on=goes_on)
    event_type, mode, act = event_of(scene.around, clause, said, fact, who.actors)
    kind = _kind(clause, who)
    at = sentence.starts[marked.at] if marked else start
    return Claim(
        start=start,
        end=end,
        at=at,
        speech_act=act,
        event_type=event_type,
        mode=mode,
        actors=who.actors,
        targets=who.targets,
        places=_places(scene, clause),
        time=_time(scene, whole),
        quantities=_quantities(scene, clause),
        polarity=_polarity(said, fact, event_type),
        certainty=fact.certainty,
        tense=fact.tense,
        source_chain=said.sources,
        citations=_citations(scene, start, _end_of_notes(sentence, clause)),
        rule=_rule(scene.language, clause),
        confidence=_CONFIDENCE[kind],
        steps=_steps(clause, kind, fact, said),
    )


def _without_introduction(scene: Scene, clause: Clause, who: tuple[int, int] | None) -> Clause:
    """Leave out a long introduction: "Given that ..., and to help ..., the Ministry closed".

    What says when stays, unless it is longer than what happened then.
    """
    sentence = scene.around.sentence
    if who is None or who[0] - clause.first <= _INTRODUCTION or who[0] > clause.last:
        return clause
    first = who[0]
    while first > clause.first and sentence.has(first - 1, "det"):
        first -= 1
    if sentence.words[first - 1].lower != ",":
        return clause
    dated = any(clause.first <= time.first < first for time in scene.times)
    if dated and first - clause.first <= clause.last - first:
        return clause
    return replace(clause, first=first)


def _polarity(said: Said, fact: Factuality, event_type: EventType | None) -> Polarity:
    if said.denied:
        return Polarity.NEGATIVE
    return Polarity.POSITIVE if event_type is EventType.REJECT else fact.polarity


@dataclass(frozen=True, slots=True)
class _Who:
    actors: tuple[Party, ...]
    targets: tuple[Party, ...]
    subject: tuple[int, int] | None


def _who(scene: Scene, clause: Clause, before: Claim | None) -> _Who:
    marked, around = clause.marked, scene.around
    if around.sentence.known.order != "english":
        return _who_by_order(around, clause, before)
    if marked is None or marked is clause.reporter:
        return _Who((), (), None)
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
        return _Who(parties(around, doer), parties(around, span), span)
    actors = () if _is_thing(around.sentence, span, marked) else parties(around, span)
    if not actors and before is not None and _is_elided(around.sentence, clause, marked):
        actors = _elided(before.actors)
    targets = _targets(around, clause, marked)
    if (clause.event or marked).trigger.both and actors:
        return _Who(actors + targets, (), span)
    return _Who(actors, targets, span)


def _is_thing(sentence: Sentence, span: tuple[int, int] | None, marked: Marked) -> bool:
    """Whether "it" stands for no party: where no act of a party is told."""
    if span is None or marked.trigger.event_type is not None or not sentence.has(span[0], "pron"):
        return False
    return sentence.value(span[0], "pron") == "thing"


def _who_by_order(around: Around, clause: Clause, before: Claim | None) -> _Who:
    marked = None if clause.marked is clause.reporter else clause.marked
    actors, targets = by_order(around, marked, clause)
    acts = marked is not None and not marked.passive
    if not actors and before and marked and acts and _is_elided(around.sentence, clause, marked):
        actors = _elided(before.actors)
    last = clause.last if marked is None or around.sentence.known.order == "vso" else marked.at
    return _Who(actors, targets, first_name(around, clause.first, last) if marked else None)


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


def _who_of_noun(around: Around, marked: Marked, clause: Clause) -> _Who:
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
        return _Who(parties(around, doer) + parties(around, target), (), None)
    return _Who(parties(around, doer), parties(around, target), None)


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


def _kind(clause: Clause, who: _Who) -> str:
    if clause.marked is None:
        return "plain"
    if clause.marked.trigger.form == "noun":
        return "noun"
    if clause.marked is clause.reporter:
        return "report"
    return "verb" if who.subject else "verb without subject"


def _places(scene: Scene, clause: Clause) -> tuple[ClaimPlace, ...]:
    sentence, taken = scene.around.sentence, scene.around.taken
    found: list[FoundPlace] = []
    trigger = clause.marked.trigger if clause.marked else None
    if clause.marked is not None and trigger is not None:
        step = clause.marked.at + sentence.sizes[clause.marked.at]
        if trigger.mode == "visit":
            found += named_right_after(sentence, step, clause.last, taken, PlaceRole.DESTINATION)
        elif trigger.grounded and not clause.marked.passive:
            found += named_right_after(sentence, step, clause.last, taken, PlaceRole.EVENT)
    found += find_places(sentence, clause.first, clause.last, taken)
    physical = trigger is not None and trigger.event_type in _ON_THE_GROUND
    seen: set[int] = set()
    made: list[ClaimPlace] = []
    for place in found:
        if place.first in seen:
            continue
        seen.add(place.first)
        start = sentence.starts[place.first]
        end = sentence.ends[place.last]
        role = place.role
        if physical and role is PlaceRole.MENTION:
            role = PlaceRole.EVENT  # "attacked the town of X"
        made.append(ClaimPlace(sentence.text[start:end], role, start, end))
    return tuple(made)


def _time(scene: Scene, clause: Clause) -> ClaimTime | None:
    """Return the time of a clause: the exact one first; else the one the sentence begins with."""
    inside = [t for t in scene.times if clause.first <= t.first <= clause.last]
    known = [t for t in inside if t.days.granularity is not Granularity.VAGUE]
    known = [t for t in known if not _is_of_other(scene.around.sentence, clause, t)]
    opening = [t for t in scene.times if t.first <= 2 and t.last < clause.first]
    opening = [t for t in opening if not _has_verb(scene.around.sentence, t.first)]
    if clause.reporter is not None and clause.reporter.at < clause.first:
        opening = []  # it is the time of the report
    for some in (known, opening, inside):
        if some:
            return _timed(scene.around.sentence, some[0])
    return None


def _is_of_other(sentence: Sentence, clause: Clause, time: FoundTime) -> bool:
    """Whether a time stands in a relative clause, and so says when something else was."""
    if clause.marked is None or sentence.known.order != "english":
        return False
    for at in range(time.first - 1, clause.marked.at, -1):
        if sentence.words[at].lower == ",":
            return False
        if sentence.has(at, "rel") and (
            not sentence.has(at, "that")
            or sentence.has(at + 1, "pron")
            or sentence.has(at + 1, "self")
        ):
            return True
    return False


def _has_verb(sentence: Sentence, before: int) -> bool:
    """Whether a sentence opens with an act of its own: "Designated in December, the group"."""
    return any(t.kind == "v" for at in range(before) for t in sentence.triggers(at))


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


def _quantities(scene: Scene, clause: Clause) -> tuple[Quantity, ...]:
    sentence = scene.around.sentence
    made: list[Quantity] = []
    for found in scene.quantities:
        if not clause.first <= found.first <= clause.last:
            continue
        unit = found.unit
        role = _role(sentence, clause, found)
        if unit is None and role in ("killed", "injured", "missing", "detained", "displaced"):
            unit = "person"
        start, end = sentence.starts[found.first], sentence.ends[found.last]
        made.append(
            Quantity(
                value_min=found.value_min,
                value_max=found.value_max,
                op=found.op,
                unit=unit,
                role=role,
                start=start,
                end=end,
            )
        )
    return tuple(made)


def _role(sentence: Sentence, clause: Clause, found: FoundQuantity) -> str | None:
    """Return what a number counts of the act: the word for it after the number, else before."""
    if found.unit not in _COUNTED and found.unit != "flight":
        marked = clause.marked
        return marked.trigger.role if marked and marked.trigger.role == "seized" else None
    last = min(found.last + _ROLE_REACH, clause.last)
    for at in range(found.first, last + 1):
        role = _role_at(sentence, at)
        if role is not None:
            return role
        if at > found.last and sentence.words[at].lower in (",", ";"):
            break
    for at in range(found.first - 1, max(found.first - _ROLE_REACH, clause.first) - 1, -1):
        role = _role_at(sentence, at)
        if role is not None:
            return role
        if sentence.words[at].lower in (",", ";"):
            break
    return None


def _role_at(sentence: Sentence, at: int) -> str | None:
    if sentence.has(at, "role"):
        return sentence.value(at, "role")
    return next((t.role for t in sentence.triggers(at) if t.role), None)


def _citations(scene: Scene, start: int, end: int) -> tuple[int, ...]:
    """Return the citations whose markers stand within the claim."""
    if not scene.notes:
        return ()
    found: dict[int, None] = {}
    for marker in _MARKER.finditer(scene.around.sentence.text, start, end):
        name = marker[1] or marker[2].translate(_RAISED)
        found.update(dict.fromkeys(scene.notes.get(name, ())))
    return tuple(found)


def _end_of_notes(sentence: Sentence, clause: Clause) -> int:
    """Return where the notes of a clause end: the sentence's end when no word follows it."""
    for at in range(clause.last + 1, len(sentence)):
        if sentence.is_word(at) and not sentence.text[sentence.starts[at]].isspace():
            return sentence.ends[clause.last]
    return sentence.end


def _rule(language: str, clause: Clause) -> str:
    """Return the id of the row that made the claim: language, phrase and kind."""
    marked = clause.event or clause.marked
    if marked is None:
        return f"{language}/plain"
    return f"{language}/{marked.trigger.phrase.replace(' ', '_')}.{marked.trigger.kind}"


def _steps(clause: Clause, kind: str, fact: Factuality, said: Said) -> tuple[str, ...]:
    made = [f"sentence cut into clauses; this one is read as: {kind}"]
    if clause.marked is not None:
        marked = clause.marked
        voice = ", passive" if marked.passive or marked.trigger.passive else ""
        made.append(f"trigger: {marked.trigger.phrase} ({marked.trigger.form}{voice})")
    if clause.event is not None:
        made.append(f"its act is named by the noun: {clause.event.trigger.phrase}")
    if clause.reporter is not None:
        made.append(f"reported with: {clause.reporter.trigger.phrase}")
    made += fact.cues
    if said.denied:
        made.append("what is denied is negative")
    return tuple(made)
