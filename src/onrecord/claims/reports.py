"""Reports: which verbs of saying pass on a clause, and which of them a clause stands under."""

from collections.abc import Sequence

from onrecord.claims.reading import Sentence
from onrecord.claims.senses import Marked

_THAT_REACH = 9  # tokens from a report to "that": "said in a statement on Monday that"
_SPEAKER_BEFORE = 8  # tokens of who says it between the quote and the verb
_SPEAKER_BEHIND = 12  # and behind the verb
_CLOSING = frozenset(",;:")
_BEGINS_SUBJECT = ("det", "pron", "self", "num", "vaguenum", "party", "op")
_TOLD = "*"  # a report's hearer stands right behind it: "informed the ministry that"
_BEFORE_BASE = ("will", "modal", "do", "pron", "self")
_OPENING = frozenset(',:"“')
_NAMES = ("det", "title", "party", "pron", "self")
_QUOTES = frozenset('"”»“„«')
_PARTING = frozenset((";", ":", "—", "–"))


def introduces(sentence: Sentence, mark: Marked, marks: Sequence[Marked]) -> bool:
    """Whether a report passes on a clause: "said that X did", "X did, he said"."""
    if mark.trigger.form == "fixed":
        return True
    begin = mark.at + sentence.sizes[mark.at]
    following = next(
        (m for m in marks if m.at > mark.at and m.finite and m.trigger.kind == "v"), None
    )
    limit = following.at if following else len(sentence)
    if _has_that(sentence, mark, begin, limit) or _closes(sentence, mark, marks):
        return True
    return following is not None and _has_bare_clause(sentence, begin, following)


def _has_that(sentence: Sentence, mark: Marked, begin: int, limit: int) -> bool:
    """Whether "that" behind a report opens what is reported, and no relative clause."""
    while begin < limit and (sentence.has(begin, "adv") or sentence.has(begin, "relday")):
        begin += max(sentence.sizes[begin], 1)
    passes_on = mark.trigger.target_after == (_TOLD,) or sentence.has(begin, "prep")
    for at in range(begin, min(begin + _THAT_REACH, limit)):
        if sentence.has(at, "that"):
            return passes_on or at == begin  # else "announced a programme that"
        if sentence.has(at, "conj") or sentence.has(at, "rel"):
            return False
        passes_on = passes_on or sentence.has(at, "statement")  # "denies reports that"
    return False


def _has_bare_clause(sentence: Sentence, begin: int, following: Marked) -> bool:
    """Whether a subject and its verb stand behind a report: "he said prices rose"."""
    between = range(begin, following.at)
    if any(sentence.has(at, "conj") or sentence.has(at, "rel") for at in between):
        return False
    if following.trigger.form == "base" and not any(
        sentence.has(at, name) for at in between for name in _BEFORE_BASE
    ):
        return False
    opens = sentence.is_capital(begin) or sentence.words[begin].lower in _OPENING
    return bool(between) and (opens or any(sentence.has(begin, n) for n in _BEGINS_SUBJECT))


def _closes(sentence: Sentence, mark: Marked, marks: Sequence[Marked]) -> bool:
    """Whether a report stands behind what it reports: after a comma or a closing quote."""
    if sentence.has(mark.at - 1, "conj"):
        return False
    beside = sentence.words[mark.at - 1].lower if mark.at else ""
    if mark.trigger.form in ("both", "past", "s") and (beside == "," or beside in _QUOTES):
        following = min(mark.at + 1, len(sentence) - 1)  # ", said X"
        return any(sentence.has(following, name) for name in _NAMES) or sentence.is_capital(
            following
        )
    for at in range(mark.at - 1, max(mark.at - 1 - _SPEAKER_BEFORE, 0), -1):
        written = sentence.words[at].lower
        if written in _QUOTES or (written == "," and sentence.words[at - 1].lower in _QUOTES):
            return True
        if written == ",":  # behind a clause, not behind "On 5 May,"
            told = any(m.at < at and m.finite and m.trigger.kind == "v" for m in marks)
            return told and _is_last(sentence, mark)
    return False


def _is_last(sentence: Sentence, mark: Marked) -> bool:
    """Whether nothing but who says it follows a report."""
    rest = range(mark.at + 1, len(sentence))
    return len(rest) <= _SPEAKER_BEHIND and not any(
        sentence.words[at].lower in _CLOSING or sentence.has(at, "that") for at in rest
    )


def reporter_of(
    sentence: Sentence, reporters: list[Marked], head: Marked, last: int
) -> Marked | None:
    """Who is said to say it: a report before the trigger, or after it at the sentence's end."""
    before = [m for m in reporters if m.at < head.at]
    if before and not any(
        sentence.words[at].lower in _PARTING for at in range(before[-1].at, head.at)
    ):
        return before[-1]
    after = [m for m in reporters if head.at < m.at <= last]
    return after[-1] if after else None
