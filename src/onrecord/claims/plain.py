"""Assertions without a word of the tables: sentences with a verb that say when or how many."""

import re
from collections.abc import Sequence

from onrecord.claims.clause import Clause
from onrecord.claims.quantities import FoundQuantity
from onrecord.claims.reading import Sentence
from onrecord.claims.times import FoundTime
from onrecord.claims.trimming import trimmed
from onrecord.model.claim import Granularity

_PAST = re.compile(r"[a-z]{2,}(?:ed|wn|ught|ung|ade)")
_ENDS = frozenset(".!…։۔:")
_FINITE = ("be", "have", "will", "do")


def plain_clause(
    sentence: Sentence, times: Sequence[FoundTime], quantities: Sequence[FoundQuantity]
) -> list[Clause]:
    """Return the sentence as one clause when it asserts something that can be checked."""
    if sentence.known.order != "english":
        ends = sentence.words[-1].lower[-1:] in _ENDS
        return [trimmed(sentence, Clause(0, len(sentence) - 1, None))] if ends else []
    if "void" in sentence.kinds or _is_void(sentence):
        return []
    dated = any(time.days.granularity is not Granularity.VAGUE for time in times)
    counted = any(quantity.unit for quantity in quantities)
    if not (dated or counted) or not _has_verb(sentence):
        return []
    if sentence.written(len(sentence) - 1, len(sentence) - 1) == "?":
        return []
    return [trimmed(sentence, Clause(0, len(sentence) - 1, None))]


def _has_verb(sentence: Sentence) -> bool:
    if not sentence.kinds.isdisjoint(_FINITE):
        return True
    for at, word in enumerate(sentence.words):
        if _PAST.fullmatch(word.lower) and not sentence.is_capital(at):
            return True
    return False


def _is_void(sentence: Sentence) -> bool:
    """Whether a verb of thanks, condolences or wishes stands in a sentence."""
    return any(trigger.void for at in range(len(sentence)) for trigger in sentence.triggers(at))
