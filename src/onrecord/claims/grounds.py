"""The grounds of a measure as a claim of their own: "designated the firm | for having armed Y"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.claims.clause import Clause
from onrecord.claims.reading import Sentence
from onrecord.claims.senses import Marked
from onrecord.model.claim import EventType

_MEASURES = frozenset({EventType.SANCTION, EventType.REJECT})
_FEWEST = 3  # tokens from a measure to its grounds, and of the grounds
_VERB_REACH = 4  # tokens from "for" to the verb: "for having materially assisted"


def with_grounds(sentence: Sentence, clause: Clause, marks: Sequence[Marked]) -> Iterator[Clause]:
    """Yield a clause, without the grounds it gives for a measure, and then these."""
    head = clause.marked
    measured = head is not None and head.trigger.event_type in _MEASURES
    if head is None or not measured or sentence.known.order != "english":
        yield clause
        return
    for at in range(head.at + _FEWEST, clause.last - _FEWEST):
        if sentence.words[at].lower != "for" or not sentence.sizes[at]:
            continue
        act = _act_behind(sentence, at, marks)
        if act is not None:
            event = clause.event if clause.event and clause.event.at < at else None
            yield replace(clause, last=at - 1, event=event)
            yield Clause(at + 1, clause.last, act)
            return
    yield clause


def _act_behind(sentence: Sentence, at: int, marks: Sequence[Marked]) -> Marked | None:
    """Return the verb behind "for" when it is a gerund: "acting", "being owned", "having armed"."""
    following = at + 1
    while sentence.has(following, "adv"):
        following += 1
    if following >= len(sentence) or not sentence.words[following].lower.endswith("ing"):
        return None
    gerund = [t for t in sentence.triggers(following) if t.kind == "v" and t.form == "ing"]
    if gerund:
        return Marked(following, gerund[0], finite=False)
    if sentence.words[following].lower not in ("being", "having"):
        return None
    near = (m for m in marks if following < m.at <= following + _VERB_REACH)
    return next((m for m in near if m.trigger.kind == "v"), None)
