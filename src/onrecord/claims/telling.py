"""Whether a clause tells that something happened: judgements, moods and conditions do not.

What has a type, a day or a number tells; this is asked of the rest, in English.
"""

from onrecord.claims.clause import Clause
from onrecord.claims.reading import Sentence
from onrecord.claims.senses import COPULA, POSSESSION
from onrecord.model.claim import Claim, Polarity, SpeechAct

_STANDING = frozenset(("is", "are", "am", "have", "has"))
_CONDITIONS = frozenset(("if", "unless", "when", "whenever", "so", "lest"))
_RIGHT_BEHIND = 2  # tokens from "to" to its verb


def tells(sentence: Sentence, clause: Clause, claim: Claim) -> bool:
    """Return whether a claim says more than how things are seen, felt or would be."""
    marked = clause.marked
    if sentence.known.order != "english" or marked is None:
        return True
    if claim.speech_act is not SpeechAct.CLAIMS:
        return True
    if claim.quantities or (claim.time is not None and (claim.time.first or claim.time.last)):
        return True
    judged = clause.event is None or clause.event.at > marked.at  # "X is a party to talks"
    if marked.trigger in (COPULA, POSSESSION) and claim.polarity is Polarity.POSITIVE and judged:
        return sentence.words[marked.at].lower not in _STANDING or _reports_gladly(
            sentence, marked.at
        )
    if claim.event_type is not None:
        return True
    if sentence.words[clause.first].lower in _CONDITIONS:
        return False
    if sentence.has(clause.first, "to") and marked.at - clause.first <= _RIGHT_BEHIND:
        return False  # an infinitive without its clause
    return not _is_mood(sentence, clause.first, marked.at)


def _reports_gladly(sentence: Sentence, at: int) -> bool:
    """Whether something is told behind a judgement: "we are pleased that the port reopened"."""
    return any(sentence.has(each, "that") for each in range(at + 1, at + 1 + _RIGHT_BEHIND))


def _is_mood(sentence: Sentence, first: int, at: int) -> bool:
    """Whether a verb or what stands before it is of a mood: "we hope", not "glad that"."""
    if "mood" not in sentence.kinds:
        return False
    moods = [each for each in range(first, at + 1) if sentence.has(each, "mood")]
    if not moods:
        return False
    following = moods[-1] + sentence.sizes[moods[-1]]
    return not (sentence.value(moods[-1], "mood") == "glad" and sentence.has(following, "that"))
