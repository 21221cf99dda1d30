"""What the issuer does by saying it, whose words it passes on, and of which type the event is.

Two axes: a condemnation of shelling is an assault that is condemned. Only where nothing concrete is
named is the act itself the event. As in PLOVER, an intention to cooperate is an agreement.
"""

from dataclasses import dataclass

from onrecord.claims.clause import Clause
from onrecord.claims.factuality import Factuality
from onrecord.claims.orders import first_name
from onrecord.claims.parties import Around, after, is_ours, parties, subject
from onrecord.claims.reading import Sentence
from onrecord.claims.senses import Marked
from onrecord.model.claim import EventType, Party, Polarity, Source, SpeechAct, Tense

_DENYING = frozenset({SpeechAct.DENIES, SpeechAct.REJECTS})
_INTENDED = frozenset(
    {EventType.CONSULT, EventType.SUPPORT, EventType.COOPERATE, EventType.AID, EventType.AGREE}
)
_HARMFUL = frozenset({EventType.ASSAULT, EventType.COERCE})
_MEETINGS = frozenset({EventType.CONSULT, EventType.COOPERATE})
_REACH = 10  # tokens from a condemnation to the noun of what is condemned


@dataclass(frozen=True, slots=True)
class Said:
    """`mine`: the issuer itself acts; `denied`: what is said is said not to be so."""

    act: SpeechAct
    sources: tuple[Source, ...] = ()
    denied: bool = False
    mine: bool = False


def speaks_of_us(around: Around, clause: Clause) -> bool:
    """Whether the subject of a clause is the issuer."""
    marked = clause.reporter or clause.marked
    return marked is not None and is_ours(around, subject(around, marked, 0))


def said_of(
    around: Around,
    clause: Clause,
    who: tuple[int, int] | None,
    fact: Factuality,
    *,
    goes_on: bool = False,
) -> Said:
    """Return what the issuer does by saying it; `who` is the subject of the clause.

    `goes_on`: the subject is left out, and the one it stands for is the issuer.
    """
    reporter, marked = clause.reporter, clause.marked
    own = marked is not None and marked.trigger.own
    mine = own or goes_on or (marked is not None and is_ours(around, who))
    if reporter is not None:
        sources = _sources(around, clause, reporter)
        if sources:
            return Said(SpeechAct.CLAIMS, sources, mine=mine)
        act = reporter.trigger.act
        if act is not SpeechAct.CLAIMS or marked is None or reporter is marked:
            return Said(act, (), act in _DENYING and reporter is not marked, mine)
    if marked is None:
        return Said(SpeechAct.CLAIMS)
    if marked.passive and marked.trigger.event_type is EventType.REQUEST:
        return Said(SpeechAct.APPEALS)  # "the public is urged": the issuer urges it
    if (
        mine
        and fact.tense is Tense.FUTURE
        and any(cue.casefold() == "hypo: if" for cue in fact.cues)
    ):
        return Said(SpeechAct.WARNS, mine=True)
    if mine and marked.trigger.act is not SpeechAct.CLAIMS:
        return Said(marked.trigger.act, mine=True)
    if mine and clause.event is not None and clause.event.trigger.kind == "s":
        return Said(clause.event.trigger.act, mine=True)  # "reaffirmed its commitment to"
    if mine and fact.tense is Tense.FUTURE:
        meets = marked.trigger.event_type in _MEETINGS
        return Said(SpeechAct.ANNOUNCES if meets else SpeechAct.PROMISES, mine=True)
    return Said(SpeechAct.CLAIMS, mine=mine)


def _sources(around: Around, clause: Clause, reporter: Marked) -> tuple[Source, ...]:
    """Return those whose words it is, outermost first; the issuer is none of them."""
    found: list[Source] = []
    begin = 0
    for report in (*clause.outer, reporter):
        speaker = _speaker(around, clause, report, begin)
        begin = report.at + around.sentence.sizes[report.at]
        if speaker is not None and not is_ours(around, speaker):
            found += [Source(p.name, p.start, p.end) for p in parties(around, speaker)]
    return tuple(dict.fromkeys(found))


def _speaker(
    around: Around, clause: Clause, reporter: Marked, begin: int
) -> tuple[int, int] | None:
    sentence = around.sentence
    if sentence.known.order != "english":
        last = reporter.at if sentence.known.order != "vso" else reporter.at + _REACH
        return first_name(around, 0, last)
    if reporter.trigger.phrase == "according to":
        return after(around, reporter.at + sentence.sizes[reporter.at], len(sentence) - 1)
    found = subject(around, reporter, begin)
    if found is None and reporter.at > 0:  # "..., said the Minister"
        found = after(around, reporter.at + 1, len(sentence) - 1)
    return found


def event_of(
    around: Around, clause: Clause, said: Said, fact: Factuality, actors: tuple[Party, ...]
) -> tuple[EventType | None, str | None, SpeechAct]:
    """Return the type and mode of the event, and the speech act that they make of it."""
    event_type, mode = _named(around.sentence, clause, said)
    duty = _duty(around.sentence, clause)
    if duty is not None and event_type is not EventType.REQUEST:
        return EventType.REQUEST, "change", said.act if said.sources else duty
    if event_type is EventType.AGREE and fact.polarity is Polarity.NEGATIVE:
        return EventType.REJECT, None, SpeechAct.REJECTS if said.mine else said.act
    if fact.tense is Tense.FUTURE and event_type in _INTENDED:
        return EventType.AGREE, None, said.act
    if fact.tense is Tense.FUTURE and event_type is EventType.RETREAT:
        return EventType.YIELD, None, said.act
    if event_type is None and said.act is SpeechAct.PROMISES:
        return EventType.AGREE, None, said.act
    return event_type, mode, _accusing(clause, said, event_type, actors, around, fact)


def _named(sentence: Sentence, clause: Clause, said: Said) -> tuple[EventType | None, str | None]:
    marked = clause.marked
    about = named_act(sentence, clause)
    if about is not None:
        return about.trigger.event_type, about.trigger.mode
    for some in (clause.event, marked):
        if some is not None and some.trigger.event_type is not None:
            return some.trigger.event_type, some.trigger.mode
    if said.denied and marked is None:
        return EventType.REJECT, None
    return None, None


def named_act(sentence: Sentence, clause: Clause) -> Marked | None:
    """Return the noun of the act that a condemnation is about: "condemns the shelling of"."""
    marked = clause.marked
    if marked is None or not marked.trigger.about:
        return None
    begin = marked.at + sentence.sizes[marked.at]
    for at in range(begin, min(begin + _REACH, clause.last + 1)):
        for trigger in sentence.triggers(at):
            if trigger.form == "noun" and trigger.event_type is not None and trigger.kind == "n":
                return Marked(at, trigger)
    return None


def _duty(sentence: Sentence, clause: Clause) -> SpeechAct | None:
    """Return what "must" and "should" do: they demand of others, and appeal to all."""
    if "duty" not in sentence.kinds:
        return None
    last = clause.marked.at if clause.marked is not None else clause.last
    for at in range(clause.first, last):
        if sentence.has(at, "duty"):
            ours = any(sentence.has(i, "self") for i in range(clause.first, at))
            strict = sentence.value(at, "duty") == "must" and not ours
            return SpeechAct.DEMANDS if strict else SpeechAct.APPEALS
    return None


def _accusing(
    clause: Clause,
    said: Said,
    event_type: EventType | None,
    actors: tuple[Party, ...],
    around: Around,
    fact: Factuality,
) -> SpeechAct:
    """Return "accuses" for harm that is said of another party, else the act as it is."""
    if said.act is not SpeechAct.CLAIMS or said.mine or clause.marked is None or not actors:
        return said.act
    if clause.marked.trigger.act is SpeechAct.ACCUSES:
        return SpeechAct.ACCUSES
    known = any(actor.code is not None for actor in actors)
    ours = any(actor.code in around.ours.codes for actor in actors)
    if event_type in _HARMFUL and known and not ours:
        return SpeechAct.ACCUSES
    if around.grounds and fact.tense is Tense.PAST:
        return SpeechAct.ACCUSES  # the grounds of a measure against those it names
    return said.act
