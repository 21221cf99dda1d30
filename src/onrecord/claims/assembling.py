"""A clause made a claim: who, whom, where, when, how many, and what its issuer does by it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.claims.clause import Clause
from onrecord.claims.factuality import Factuality, factuality
from onrecord.claims.parties import Around
from onrecord.claims.placing import FoundPlace, find_places, named_right_after
from onrecord.claims.quantities import FoundQuantity
from onrecord.claims.reading import Sentence
from onrecord.claims.speaking import Said, event_of, said_of
from onrecord.claims.times import FoundTime
from onrecord.claims.when import when_of
from onrecord.claims.who import Who, who_of
from onrecord.model.claim import (
    Claim,
    ClaimPlace,
    EventType,
    How,
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
    who = who_of(scene.around, clause, before)
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
        places=_places(scene, clause, before),
        time=when_of(sentence, scene.times, whole, who.actors, before),
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


def _kind(clause: Clause, who: Who) -> str:
    if clause.marked is None:
        return "plain"
    if clause.marked.trigger.form == "noun":
        return "noun"
    if clause.marked is clause.reporter:
        return "report"
    return "verb" if who.subject else "verb without subject"


def _places(scene: Scene, clause: Clause, before: Claim | None) -> tuple[ClaimPlace, ...]:
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
    if not made and before is not None and _begins_where(sentence, clause):
        return tuple(replace(place, role=PlaceRole.EVENT) for place in before.places[-1:])
    return tuple(made)


def _begins_where(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause goes on with the place before it: ", where they met"."""
    opening = range(max(clause.first - 1, 0), clause.first + 1)
    return any(sentence.words[at].lower == "where" for at in opening)


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
