"""Who acts and on whom: noun phrases beside a trigger, and the countries and bodies they name."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from onrecord.claims.clause import Clause
from onrecord.claims.knowing import COMMON, Ours
from onrecord.claims.reading import Sentence
from onrecord.claims.senses import Marked
from onrecord.model.claim import How, Party
from onrecord.text.analysis import fold

_ARTICLE = "ال"  # written in one with its noun
_STEM = 5  # letters that an inflected word of an issuer's name shares with the name
_MOST_WORDS = 12  # of a party's name
_PREP_REACH = 10  # tokens from a trigger to the preposition of its target
_STOP = frozenset(("sub", "stop", "rel", "be", "have", "do", "will", "modal", "to", "by"))
_NOMINAL = frozenset(("body", "side", "unit", "class", "party", "who", "plural"))
_SIGNS = frozenset(',;:()[]"“”„«»—–!?…')
_SOMEBODY = frozenset(("pron", "self", "who", "title", "side"))
_COMPLEMENT = 4  # tokens between a form of "be" and "to": "are very pleased to join"
_PASSED = frozenset(("adv", "neg", "be", "have", "do", "will", "modal", "to", "hypo", "hedge"))


@dataclass(frozen=True, slots=True)
class Around:
    """A sentence with what the parties in it are read by."""

    sentence: Sentence
    ours: Ours
    taken: Collection[int]  # tokens of times
    grounds: bool = False  # the issuer took a measure before: what follows may be its grounds
    ours_before: bool = False  # the sentence before spoke of the issuer: a pronoun goes on with it


def subject(around: Around, marked: Marked, first: int) -> tuple[int, int] | None:
    """Return the tokens of the noun phrase before a verb, back to `first`; None for none."""
    sentence = around.sentence
    at = marked.at - 1
    while at >= first and (sentence.sizes[at] == 0 or _PASSED & sentence.cats[at].keys()):
        at -= 1
    if at + 1 < marked.at and sentence.has(at + 1, "to"):
        at = _before_complement(sentence, at, first)
    if at > first and sentence.words[at].lower == ")":  # the short name behind the long one
        at = next((i - 1 for i in range(at, first, -1) if sentence.words[i].lower == "("), at)
    if at >= first and sentence.words[at].lower == ",":  # an insertion before the verb
        at = _before_insertion(sentence, at, first)
    if sentence.has(at, "rel"):
        at -= 1
        if at >= 0 and sentence.words[at].lower == ",":
            at -= 1
    return _phrase_back(around, at, first)


def _before_complement(sentence: Sentence, at: int, first: int) -> int:
    """Pass over what "be" says of a subject before "to": "we | are pleased | to join"."""
    for back in range(at, max(at - _COMPLEMENT, first), -1):
        if sentence.has(back, "be"):
            return back - 1
    return at


def _before_insertion(sentence: Sentence, comma: int, first: int) -> int:
    at = comma - 1
    while at >= first and sentence.words[at].lower != ",":
        at -= 1
    return at - 1 if at > first else comma - 1


def _phrase_back(around: Around, at: int, first: int) -> tuple[int, int] | None:
    sentence = around.sentence
    last = at
    while at >= first and last - at < _MOST_WORDS and not _ends_phrase(around, at):
        at -= 1
    return _stripped(sentence, at + 1, last)


def _ends_phrase(around: Around, at: int) -> bool:
    sentence = around.sentence
    if at in around.taken or sentence.words[at].lower in _SIGNS:
        return True
    cats = sentence.cats[at]
    if _STOP & cats.keys():
        return True
    if "trigger" in cats and not (_NOMINAL & cats.keys()) and not sentence.is_capital(at):
        return any(t.finite and t.kind == "v" and t.form != "base" for t in sentence.triggers(at))
    return sentence.is_figure(at) and ":" in sentence.words[at].lower


def _stripped(sentence: Sentence, first: int, last: int) -> tuple[int, int] | None:
    """Leave out articles and conjunctions at the beginning, prepositions with their nouns too."""
    while first <= last and (
        sentence.sizes[first] == 0
        or sentence.has(first, "conj")
        or (sentence.has(first, "det") and not sentence.has(first, "party"))
        or sentence.has(first, "adv")
        or not (sentence.is_word(first) or sentence.is_figure(first))
    ):
        first += 1
    if first <= last and sentence.has(first, "prep") and not sentence.has(first, "party"):
        article = next((i for i in range(last, first, -1) if _begins_anew(sentence, i)), None)
        if article is None:
            return None
        return _stripped(sentence, article, last)
    while last >= first and sentence.has(last, "conj"):
        last -= 1
    return (first, last) if first <= last else None


def _begins_anew(sentence: Sentence, at: int) -> bool:
    """Whether an article begins a phrase of its own: not behind a preposition."""
    return sentence.has(at, "det") and not sentence.has(at - 1, "prep")


def after(around: Around, at: int, last: int) -> tuple[int, int] | None:
    """Return the noun phrase that begins at a token, up to `last`."""
    sentence = around.sentence
    while at <= last and (sentence.has(at, "adv") or sentence.sizes[at] == 0):
        at += 1
    end = at
    while end <= last and end - at < _MOST_WORDS and not _ends_object(around, end):
        end += 1
    return _stripped(sentence, at, end - 1) if end > at else None


def _ends_object(around: Around, at: int) -> bool:
    sentence = around.sentence
    cats = sentence.cats[at]
    if "prep" in cats and sentence.value(at, "prep") != "of":
        return True
    if sentence.words[at].lower == "." or sentence.has(at, "that"):
        return True
    return _ends_phrase(around, at)


def behind(
    around: Around, marked: Marked, last: int, words: Collection[str]
) -> tuple[int, int] | None:
    """Return the noun phrase behind the first of these prepositions after a trigger."""
    sentence = around.sentence
    begin = marked.at + sentence.sizes[marked.at]
    for at in range(begin, min(begin + _PREP_REACH, last + 1)):
        if sentence.words[at].lower in words and sentence.sizes[at]:
            return after(around, at + 1, last)
        if sentence.words[at].lower in ";:":
            break
    return None


def parties(
    around: Around, span: tuple[int, int] | None, how: How = How.STATED
) -> tuple[Party, ...]:
    """Return the parties a noun phrase names: each of those it joins, else the phrase as one."""
    if span is None or not _is_somebody(around, *span):
        return ()
    sentence = around.sentence
    if sentence.has(span[0], "pron") or sentence.has(span[0], "self"):
        return (_party(around, span[0], span[0], How.PRONOUN),)
    pieces = list(_pieces(sentence, *span))
    if len(pieces) > 1 and all(_stands_alone(around, *piece) for piece in pieces):
        return tuple(_party(around, *piece, how) for piece in pieces)
    return (_party(around, *span, how),)


def _is_named_elsewhere(sentence: Sentence, at: int) -> bool:
    """Whether a sentence's first word has its capital inside sentences, too."""
    name = sentence.written(at, at)
    found = sentence.text.find(name)
    while found >= 0:
        before = sentence.text[max(found - 2, 0) : found].strip()
        if before[-1:].isalpha() or before[-1:] == ",":
            return True
        found = sentence.text.find(name, found + 1)
    return False


def _stands_alone(around: Around, first: int, last: int) -> bool:
    """Whether a part of a phrase is a party by itself: with a code, or a title and a name."""
    sentence = around.sentence
    if _code(around, first, last):
        return True
    return sentence.has(first, "title") and sentence.is_capital(first)


def _is_somebody(around: Around, first: int, last: int) -> bool:
    """Whether a noun phrase names people, a body, a country or a name of its own: no mere thing."""
    sentence = around.sentence
    if first == last and (sentence.is_figure(first) or sentence.has(first, "num")):
        return True  # "31 were injured"
    for at in range(first, last + 1):
        cats = sentence.cats[at].keys()
        if _SOMEBODY & cats or code_at(around, at) is not None:
            return True
        if "unit" in cats and sentence.value(at, "unit") == "person":
            return True
        if not sentence.is_word(at) or not sentence.is_capital(at) or "month" in cats:
            continue
        if at > 0 or (sentence.written(at, at).isupper() and len(sentence.words[at].lower) > 1):
            return True
        if not cats and _is_named_elsewhere(sentence, at):
            return True
    return False


def _pieces(sentence: Sentence, first: int, last: int) -> Iterator[tuple[int, int]]:
    begin = first
    for at in range(first, last + 1):
        if sentence.has(at, "conj") or sentence.words[at].lower == ",":
            piece = _stripped(sentence, begin, at - 1)
            if piece:
                yield piece
            begin = at + 1
    piece = _stripped(sentence, begin, last)
    if piece:
        yield piece


def _party(around: Around, first: int, last: int, how: How) -> Party:
    sentence = around.sentence
    last += max(sentence.sizes[last] - 1, 0)
    while last > first and not (sentence.is_word(last) or sentence.is_figure(last)):
        last -= 1
    start, end = sentence.starts[first], sentence.ends[last]
    code = None if how is How.PRONOUN else _code(around, first, last)
    if how is How.PRONOUN and sentence.has(first, "self"):
        code = min(around.ours.codes, default=None)
    return Party(sentence.text[start:end], code, how, start, end)


def _code(around: Around, first: int, last: int) -> str | None:
    for at in range(first, last + 1):
        found = code_at(around, at)
        if found is not None:
            return found
    return None


def code_at(around: Around, at: int) -> str | None:
    """Return the code of the party that a token names, None for none."""
    sentence = around.sentence
    if sentence.has(at, "party"):
        return sentence.value(at, "party")
    if (
        around.ours.stems
        and sentence.is_word(at)
        and not sentence.text[sentence.starts[at]].islower()
    ):
        word = fold(sentence.words[at].lower)
        for stem, code in around.ours.stems.items():
            if word.startswith(stem):
                return code
    return None


def is_ours(around: Around, span: tuple[int, int] | None) -> bool:
    """Whether a noun phrase means those whose words the statement's are."""
    if span is None:
        return False
    sentence = around.sentence
    if sentence.has(span[0], "self"):
        return True
    if sentence.has(span[0], "pron"):
        return around.ours_before and span[0] <= 1
    names = [at for at in range(span[0], span[1] + 1) if _is_name(sentence, at)]
    means = [_means_us(around, at) for at in names]
    return any(means) and None not in means


def _is_name(sentence: Sentence, at: int) -> bool:
    if not sentence.is_word(at) or sentence.has(at, "title"):
        return False
    return not sentence.text[sentence.starts[at]].islower()  # scripts without case have no other


def _means_us(around: Around, at: int) -> bool | None:
    """Whether a word of a name is one of the issuer's; None when it is somebody else's."""
    code = code_at(around, at)
    if code is not None and not code.startswith("body-"):
        return True if code in around.ours.codes else None
    word = fold(around.sentence.words[at].lower).partition("'")[0].removeprefix(_ARTICLE)
    if word in COMMON:
        return False
    if word in around.ours.words:
        return True
    inflected = around.sentence.known.order != "english" and len(word) >= _STEM
    stem = word[: max(_STEM, len(word) - 4)]
    return True if inflected and any(own.startswith(stem) for own in around.ours.words) else None


def by_phrase(around: Around, marked: Marked, clause: Clause) -> tuple[int, int] | None:
    """Return who did it, where a passive or a noun of action says so with "by"."""
    sentence = around.sentence
    begin = marked.at + sentence.sizes[marked.at]
    for at in range(begin, min(begin + _PREP_REACH, clause.last + 1)):
        if sentence.has(at, "by") and at - 1 not in around.taken and at + 1 not in around.taken:
            return after(around, at + 1, clause.last)
        if sentence.words[at].lower in ";:" or sentence.has(at, "rel"):
            break
    return None
