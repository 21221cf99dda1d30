"""Whether what a clause says is affirmed or denied, certain or not, past or to come.

Cues with a scope and words that end it, in the manner of ConText (Harkema et al. 2009); phrases
that only look like a cue are listed as pseudo-cues and hide the cue inside them.
"""

from dataclasses import dataclass

from onrecord.claims.clause import Clause
from onrecord.claims.reading import Sentence
from onrecord.model.claim import Certainty, Polarity, Tense

_AUXILIARIES = 4  # tokens before a verb in which its auxiliaries stand
_NEGATION_AFTER = 2  # tokens behind a verb: "received no call"


@dataclass(frozen=True, slots=True)
class Factuality:
    polarity: Polarity
    certainty: Certainty
    tense: Tense
    cues: tuple[str, ...]


def factuality(sentence: Sentence, clause: Clause) -> Factuality:
    """Return how a clause asserts what it says, and the cues that say so."""
    at = clause.marked.at if clause.marked else clause.last
    first = clause.first
    if clause.reporter is not None and clause.reporter.at < at:
        first = clause.reporter.at + 1
    cues: list[str] = []
    negated = _cue(sentence, "neg", first, at + _NEGATION_AFTER, clause, cues)
    hypothetical = _cue(sentence, "hypo", first, at, clause, cues)
    hedged = _cue(sentence, "hedge", clause.first, at + 1, clause, cues)
    boosted = _cue(sentence, "boost", clause.first, clause.last, clause, cues)
    certainty = Certainty.ASSERTED
    if hedged or hypothetical:
        certainty = Certainty.HEDGED
    elif boosted:
        certainty = Certainty.BOOSTED
    polarity = Polarity.NEGATIVE if negated else Polarity.POSITIVE
    return Factuality(polarity, certainty, _tense(sentence, clause, first, at), tuple(cues))


def _cue(
    sentence: Sentence, kind: str, first: int, last: int, clause: Clause, cues: list[str]
) -> bool:
    """Find a cue between two tokens whose scope reaches the trigger."""
    if kind not in sentence.kinds:
        return False
    at = clause.marked.at if clause.marked else clause.last
    for place in range(min(last, clause.last, len(sentence) - 1), first - 1, -1):
        if sentence.has(place, kind):
            cues.append(f"{kind}: {sentence.written(place, place + sentence.sizes[place] - 1)}")
            return True
        if place < at and _ends_scope(sentence, place, kind):
            return False
    return False


def _ends_scope(sentence: Sentence, at: int, kind: str) -> bool:
    written = sentence.words[at].lower
    return sentence.has(at, "stop") or written == ";" or (kind == "neg" and written in ",:")


def _tense(sentence: Sentence, clause: Clause, first: int, at: int) -> Tense:
    for place in range(first, min(at, clause.last) + 1):
        if sentence.has(place, "will"):
            return Tense.FUTURE
    if clause.marked is None:
        return Tense.PAST
    near = range(max(first, at - _AUXILIARIES), at)
    if any(sentence.has(place, "do") and sentence.value(place, "do") for place in near):
        return Tense.PAST
    if clause.marked.trigger.form in ("s", "base", "fixed"):
        return Tense.PRESENT
    for place in near:
        if sentence.has(place, "be") and sentence.value(place, "be") == "present":
            return Tense.PRESENT
    return Tense.PAST
