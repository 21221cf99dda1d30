"""Which verbs have no clause of their own: in relatives, under conjunctions, beside nouns."""

from collections.abc import Sequence

from onrecord.claims.reading import Sentence
from onrecord.claims.senses import Marked

_GOVERNED = 10  # tokens from a relative or a conjunction to its verb
_CLOSING = frozenset(",;:")
_STANDING = ("s", "base", "be", "have")  # forms that say what is so, not what happened
_PARTERS = frozenset(("conj", "rel", "sub", "that", "pron", "self"))
_WITHIN = 4  # tokens from a preposition to the participle of its noun


def is_subordinate(
    sentence: Sentence, mark: Marked, reporters: Sequence[Marked], finite: Sequence[Marked]
) -> bool:
    """Whether a verb is in a relative or subordinate clause, and so part of another."""
    english = sentence.known.order == "english"
    for at in range(mark.at - 1, max(mark.at - _GOVERNED, 0), -1):
        if sentence.words[at].lower in _CLOSING or sentence.has(at, "conj"):
            return False
        if sentence.has(at, "rel") and any(at < m.at < mark.at for m in finite) and english:
            return False  # the relative has its own verb: "those who came had lodged"
        if sentence.has(at, "rel") and not sentence.has(at, "that"):
            return not (english and _adds_news(sentence, at, mark, finite))
        if sentence.has(at, "that"):
            return not any(m.at < at for m in reporters)
        if sentence.has(at, "sub"):
            return not (
                english and sentence.has(at, "wh") and _adds_news(sentence, at, mark, finite)
            )
    return False


def _adds_news(sentence: Sentence, at: int, mark: Marked, finite: Sequence[Marked]) -> bool:
    """Whether a clause behind a comma ("which was closed in May", "during which") tells more.

    One before the verb of its clause only says what is meant.
    """
    before = at - 1
    if sentence.has(before, "prep"):
        before -= 1
    if before <= 0 or sentence.words[before].lower != "," or mark.trigger.form in _STANDING:
        return False
    return any(m.at < before for m in finite)


def is_reduced(sentence: Sentence, mark: Marked, marks: list[Marked]) -> bool:
    """Whether a participle belongs to a noun: "the statement published on 19 October says"."""
    if mark.trigger.form != "both" or mark.passive or sentence.has(mark.at - 1, "have"):
        return False
    if not (sentence.has(mark.at + 1, "prep") or sentence.has(mark.at + 1, "to")):
        return False
    if sentence.has(mark.at + 1, "to") and sentence.has(mark.at + 2, "have"):
        return True  # "equipment believed to have been used"
    if sentence.known.order == "english" and (
        _has_verb_before(sentence, mark, marks) or _ends_insertion(sentence, mark, marks)
    ):
        return True  # "opened a bureau devoted to"
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


def _ends_insertion(sentence: Sentence, mark: Marked, marks: Sequence[Marked]) -> bool:
    """Whether a participle belongs to a subject behind whose comma it stands, or to a noun within.

    "Its rhetoric, promoted through the media, has", "works in areas freed from".
    """
    told = any(m.at < mark.at and m.finite and m.trigger.kind == "v" for m in marks)
    before = mark.at - 1
    while before > 0 and sentence.has(before, "adv"):
        before -= 1
    if not told:
        later = any(m.at > mark.at and m.finite and m.trigger.kind == "v" for m in marks)
        return sentence.words[before].lower == "," and later
    for at in range(before, max(before - _WITHIN, 0), -1):
        if sentence.has(at, "prep"):
            return at < before
        if not sentence.is_word(at) or _PARTERS & sentence.cats[at].keys():
            return False
    return False


def _has_verb_before(sentence: Sentence, mark: Marked, marks: Sequence[Marked]) -> bool:
    """Whether the verb of the same clause stands before a participle."""
    before = [m for m in marks if m.at < mark.at and m.finite and m.trigger.kind == "v"]
    if not before or before[-1].trigger.reports or before[-1].at == mark.at - 1:
        return False
    between = range(before[-1].at + 1, mark.at)
    return not any(_PARTERS & sentence.cats[at].keys() for at in between) and not any(
        sentence.words[at].lower in ";:" for at in between
    )
