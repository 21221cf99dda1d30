"""A sentence cut into clauses, each with the word that makes its claim.

Which of the words that can make a claim do so here is told by what stands around them; two of
them share a clause unless a conjunction or a sign parts them.
"""

from dataclasses import dataclass

from onrecord.claims.reading import Sentence
from onrecord.claims.senses import Marked, marks_of

_LIGHT_REACH = 8  # tokens from a light verb to the noun of its event
_INFINITIVE = 5  # tokens from a verb to the infinitive that says what is done
_GOVERNED = 10  # tokens from a relative or a conjunction to its verb
_CLOSING = frozenset(",;:")
_BEGINS_SUBJECT = ("det", "pron", "self", "num", "vaguenum", "party", "op")
_FINITE = ("be", "have", "will", "do", "modal")
_PARTED = 2  # a comma and a conjunction
_LOOK_AFTER_JOINT = 6  # tokens from "and" to the verb it joins
_SKIPPED = frozenset(("adv", "neg", "have"))
_VERBAL = frozenset(("be", "have", "do", "will", "modal", "to"))
_PARTING = frozenset((";", ":", "—", "–"))
_LEADING = frozenset((*",;:—–-)•·\"“«„‘'",))
_TRAILING = frozenset((*",;:—–(-.!?…\"”»’'[]",))
_RAISED = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")
_QUOTE_ENDS = frozenset((",", '"', "”", "»"))
_DATELINE = 8  # tokens of a place, and a date, before the dash
_FEWEST = 5  # tokens of a clause before a list of examples
_SPEAKER = 14  # tokens of who is said to have said it


@dataclass(frozen=True, slots=True)
class Clause:
    """Tokens `first` to `last`; `marked` makes the claim, None for a plain assertion.

    `event` is the noun that says what a light verb's act is; `reporter` says that somebody says it.
    """

    first: int
    last: int
    marked: Marked | None
    event: Marked | None = None
    reporter: Marked | None = None


def clauses(sentence: Sentence) -> list[Clause]:
    """Return the clauses of a sentence that can make a claim, in order; they don't overlap."""
    if "trigger" not in sentence.kinds:
        return []
    marks = list(marks_of(sentence))
    marks = [m for m in marks if not _is_reduced(sentence, m, marks)]
    mains = [m for m in marks if m.finite and not m.trigger.reports and m.trigger.kind != "o"]
    mains = [m for m in mains if not _is_subordinate(sentence, m, marks)] or mains
    reporters = [m for m in marks if m.trigger.reports and m.finite]
    nouns = [m for m in marks if m.trigger.kind in "no" and m.trigger.event_type]
    verbs = [m for m in mains if m.trigger.kind != "n"]
    if not verbs:
        verbs = _instead(mains, nouns, reporters, marks)
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
        event = _event_noun(head, nouns, first, last) if head.trigger.light else None
        if head.trigger.light:
            event = _infinitive(sentence, head, marks, last) or event
        reporter = _reporter(sentence, reporters, head, last)
        made.append(Clause(first, last, head, event, reporter))
        first = cut
    kept = [clause for clause in made if clause.marked and not clause.marked.trigger.void]
    return [trimmed(sentence, clause) for clause in kept]


def _instead(
    mains: list[Marked], nouns: list[Marked], reporters: list[Marked], marks: list[Marked]
) -> list[Marked]:
    """What makes the claim where no verb does: a noun, a report, a verb that is not finite."""
    for some in (
        [m for m in mains if m.trigger.kind == "n"],
        nouns,
        reporters,
        [m for m in marks if m.trigger.kind == "v" and not m.trigger.reports],
    ):
        usable = [m for m in some if m.trigger.kind != "o"]
        if usable:
            return usable[:1]
    return []


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
        elif before.trigger.light and not verb.trigger.light:
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
        if written in _PARTING and sentence.sizes[at]:
            return at + 1
        if written == "," and _begins_clause(sentence, at + 1, other):
            return at + 1
        if sentence.has(at, "conj") and _joins_verbs(sentence, at, other):
            return at
        if sentence.has(at, "sub") and not sentence.has(at, "rel") and best is None:
            best = at if sentence.words[at - 1].lower == "," else None
    return best


def _begins_clause(sentence: Sentence, at: int, other: int) -> bool:
    """After a comma: a conjunction, a relative, or a subject right before its verb."""
    if at > other or sentence.has(at, "conj"):
        return sentence.has(at, "conj")
    if sentence.has(at, "rel"):
        return False
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


def _reporter(
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


def _event_noun(head: Marked, nouns: list[Marked], first: int, last: int) -> Marked | None:
    after = [n for n in nouns if head.at < n.at <= min(head.at + _LIGHT_REACH, last)]
    before = [n for n in nouns if first <= n.at < head.at and n.trigger.kind == "n"]
    some = after or before
    typed = [n for n in some if n.trigger.kind == "n"] or some
    return typed[0] if typed else None


def trimmed(sentence: Sentence, clause: Clause) -> Clause:
    """Leave out what introduces a clause ("X says that") and what trails it (", said X", signs)."""
    first, last = clause.first, clause.last
    if sentence.is_figure(first) and first + 2 < last and sentence.words[first + 1].lower in ".)":
        first += 2  # the number of a point
    first = _after_dateline(sentence, first, last)
    head, reporter = clause.marked, clause.reporter
    if head is not None and reporter is not None and reporter is not head:
        if first <= reporter.at < head.at:
            first = _after_report(sentence, reporter, head.at)
        elif head.at < reporter.at <= last:
            last = _before_report(sentence, reporter, head.at)
    last = _before_examples(sentence, first, last)
    while first < last and (sentence.words[first].lower in _LEADING or sentence.has(first, "conj")):
        first += max(sentence.sizes[first], 1)
    while last > first and _trails(sentence, last):
        last -= 1
    return Clause(first, last, clause.marked, clause.event, clause.reporter)


def _infinitive(sentence: Sentence, head: Marked, marks: list[Marked], last: int) -> Marked | None:
    """Return the act that a verb of beginning or going on says: "will continue to support"."""
    for mark in marks:
        near = head.at < mark.at <= min(head.at + _INFINITIVE, last)
        bare = mark.trigger.form == "base" and not mark.finite
        if near and bare and mark.trigger.event_type is not None:
            return mark
    return None


def _after_dateline(sentence: Sentence, first: int, last: int) -> int:
    """Leave out "WASHINGTON - " and the like: capitals before a dash at a sentence's start."""
    if first or not sentence.words or not sentence.written(0, 0).isupper():
        return first
    for at in range(1, min(_DATELINE, last)):
        if sentence.words[at].lower in "-–—":
            touching = sentence.ends[at - 1] == sentence.starts[at]
            return first if touching and sentence.words[at].lower == "-" else at + 1
        if sentence.is_word(at) and not sentence.is_capital(at):
            return first
    return first


def _before_examples(sentence: Sentence, first: int, last: int) -> int:
    """Leave out an appended list: ", including ..."."""
    for at in range(first + _FEWEST, last):
        if sentence.words[at].lower == "," and sentence.has(at + 1, "examples"):
            return at - 1
    return last


def _trails(sentence: Sentence, at: int) -> bool:
    written = sentence.words[at].lower
    if written in _TRAILING or written in _RAISED:
        return True
    return sentence.is_figure(at) and sentence.words[at - 1].lower == "[" and at > 1


def _after_report(sentence: Sentence, reporter: Marked, head: int) -> int:
    """Return the token at which what is reported begins."""
    begin = reporter.at + sentence.sizes[reporter.at]
    for at in range(begin, head):
        if sentence.has(at, "that"):
            return at + 1
    if reporter.trigger.form == "fixed":  # "according to X, ..."
        for at in range(begin, head):
            if sentence.words[at].lower == ",":
                return at + 1
    return min(begin, head)


def _before_report(sentence: Sentence, reporter: Marked, head: int) -> int:
    """Return the last token before ", said X" and ", X said"."""
    if sentence.known.order == "sov":  # the report closes the sentence
        return reporter.at - 1
    for at in range(reporter.at - 1, max(reporter.at - _SPEAKER, head), -1):
        if sentence.words[at].lower in _QUOTE_ENDS:
            return at - 1
    return reporter.at - 1


def _is_subordinate(sentence: Sentence, mark: Marked, marks: list[Marked]) -> bool:
    """Whether a verb is in a relative or subordinate clause, and so part of another."""
    if mark.trigger.kind == "n":
        return False
    for at in range(mark.at - 1, max(mark.at - _GOVERNED, 0), -1):
        if sentence.words[at].lower in _CLOSING or sentence.has(at, "conj"):
            return False
        if sentence.has(at, "rel") and not sentence.has(at, "that"):
            return True
        if sentence.has(at, "that"):
            return not any(m.trigger.reports and m.finite and m.at < at for m in marks)
        if sentence.has(at, "sub"):
            return True
    return False


def _is_reduced(sentence: Sentence, mark: Marked, marks: list[Marked]) -> bool:
    """Whether a participle belongs to a noun: "the statement published on 19 October says"."""
    if mark.trigger.form != "both" or mark.passive or sentence.has(mark.at - 1, "have"):
        return False
    if not sentence.has(mark.at + 1, "prep"):
        return False
    for other in marks:
        if other.at > mark.at and other.finite and other.trigger.form in ("s", "past", "fixed"):
            between = range(mark.at + 1, other.at)
            return not any(
                sentence.has(at, "conj")
                or sentence.has(at, "rel")
                or sentence.has(at, "sub")
                or sentence.words[at].lower in ",;:"
                for at in between
            )
    return False
