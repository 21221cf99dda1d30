"""Who acts on whom in languages other than English: by word order, endings and voice.

A clause is cut into phrases at signs, times, verbs and small words. A phrase is somebody when it
names a party of the tables, the issuer, a body or people, or has a capital of its own: parties
that no table knows are read like those that it does.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.claims.clause import Clause
from onrecord.claims.parties import Around, code_at, is_ours
from onrecord.claims.senses import Marked
from onrecord.model.claim import How, Party

_MOST = 8  # words of a party's name; what is longer is no name but a clause
_EARLY = 3  # tokens of a clause within which somebody who acts begins
_MOST_BOTH = 2  # parties that act together
_SIGNS = frozenset(',;:()[]—–…!?."“”„՝։')
_QUOTES = frozenset("«»“”„\"'’")
_ENDS = frozenset(("conj", "adv", "neg", "be", "have", "will", "sub", "rel", "that", "by"))
_ENDS |= frozenset(("nearafter", "timepost", "hypo", "op"))
_PEOPLE = frozenset(("side", "body", "title", "who"))


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Tokens `first` to `last`, both included; `led` by a preposition: beside what is done."""

    first: int
    last: int
    led: bool


def by_order(
    around: Around, marked: Marked | None, clause: Clause
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Return the actors and the targets of a clause; without a verb who it begins with acts."""
    found = list(_somebodies(around, clause, marked))
    if marked is None:
        early = [phrase for phrase in found if phrase.first - clause.first < _EARLY]
        return _named(around, [phrase for phrase in early if not phrase.led][:1]), ()
    doer = next((phrase for phrase in found if _is_by(around, phrase)), None)
    if marked.passive or marked.trigger.passive:
        others = [phrase for phrase in found if phrase is not doer and not phrase.led]
        return _named(around, [doer] if doer else []), _named(around, others[:1])
    free = [phrase for phrase in found if not phrase.led]
    if marked.trigger.both:
        return _named(around, found[:_MOST_BOTH]), ()
    order = around.sentence.known.order
    if order == "svo":
        before = [phrase for phrase in free if phrase.last < marked.at]
        behind = [phrase for phrase in found if phrase.first > marked.at]
        behind.sort(key=lambda phrase: phrase.led)
        if marked.trigger.form == "noun":
            return _named(around, [doer] if doer else []), _named(around, (behind or before)[:1])
        return _named(around, before[:1]), _named(around, behind[:1])
    return _named(around, free[:1]), _named(around, free[1:2])


def first_name(around: Around, first: int, last: int) -> tuple[int, int] | None:
    """Return the first token between two that names a party or the issuer's own body."""
    sentence = around.sentence
    for at in range(max(first, 0), min(last, len(sentence) - 1) + 1):
        if sentence.has(at, "self") or code_at(around, at) is not None:
            return at, at
        if sentence.is_word(at) and not sentence.text[sentence.starts[at]].islower():
            named = is_ours(around, (at, at))
            if named or sentence.has(at, "body"):
                return at, at
    return None


def _phrases(around: Around, clause: Clause, marked: Marked | None) -> Iterator[_Phrase]:
    sentence = around.sentence
    begin: int | None = None
    led = False
    for at in range(clause.first, clause.last + 2):
        if at <= clause.last and not _ends(around, at, marked):
            begin = at if begin is None else begin
            continue
        if begin is not None:
            yield _Phrase(begin, at - 1, led)
        begin = None
        led = at <= clause.last and sentence.has(at, "prep") and not _is_genitive(around, at)


def _ends(around: Around, at: int, marked: Marked | None) -> bool:
    sentence = around.sentence
    written = sentence.words[at].lower
    if at in around.taken or (written in _SIGNS and written not in _QUOTES):
        return True
    if (marked is not None and at == marked.at) or (at and _is_place(around, at)):
        return True
    cats = sentence.cats[at]
    if "prep" in cats:
        return not _is_genitive(around, at)
    if _ENDS & cats.keys():
        return True
    if "trigger" not in cats or sentence.is_capital(at) or _PEOPLE & cats.keys():
        return False
    return sentence.trigger_of(at).kind == "v"


def _is_genitive(around: Around, at: int) -> bool:
    """Whether a preposition only ties a name to its noun: "le président de la République"."""
    return around.sentence.value(at, "prep") == "of"


def _somebodies(around: Around, clause: Clause, marked: Marked | None) -> Iterator[_Phrase]:
    vso = around.sentence.known.order == "vso"  # there nothing parts a subject from its object
    for phrase in _phrases(around, clause, marked):
        at = _somebody(around, phrase)
        if at is None:
            continue
        if phrase.last - phrase.first < _MOST and not vso:
            yield phrase
            continue
        yield _Phrase(at, at, phrase.led)
        rest = _Phrase(at + 1, phrase.last, phrase.led)
        other = _somebody(around, rest) if vso else None
        if other is not None and not around.sentence.has(at + 1, "side"):
            yield _Phrase(other, other, phrase.led)


def _somebody(around: Around, phrase: _Phrase) -> int | None:
    """Return the token that makes somebody of a phrase, None when none does."""
    for at in range(phrase.first, phrase.last + 1):
        if _is_somebody(around, at):
            return at
    return None


def _is_somebody(around: Around, at: int) -> bool:
    sentence = around.sentence
    if code_at(around, at) is not None or sentence.has(at, "pron"):
        return True
    if _PEOPLE & sentence.cats[at].keys():
        return True
    if sentence.has(at, "unit") and sentence.value(at, "unit") == "person":
        return True
    if not sentence.is_word(at) or sentence.has(at, "class"):
        return False
    return (sentence.is_capital(at) and at > 0) or is_ours(around, (at, at))


def _is_place(around: Around, at: int) -> bool:
    """Whether an ending or a word of place makes of a name where, not who."""
    sentence = around.sentence
    if not sentence.is_capital(at) or code_at(around, at) is not None:
        return False
    if sentence.has(at + 1, "class") or sentence.has(at + 1, "nearafter"):
        return True
    name = sentence.words[at].lower.replace("'", "’")
    return any(
        name.endswith(ending) and len(name) > len(ending) + 2 and (len(ending) > 1 or "’" in name)
        for ending, _ in sentence.known.place_cases
    )


def _is_by(around: Around, phrase: _Phrase) -> bool:
    """Whether the word that says by whom something was done stands beside."""
    sentence = around.sentence
    return sentence.has(phrase.first - 1, "by") or sentence.has(phrase.last + 1, "by")


def _named(around: Around, phrases: Sequence[_Phrase]) -> tuple[Party, ...]:
    sentence = around.sentence
    made = []
    for phrase in phrases:
        first, last = phrase.first, phrase.last
        while first < last and (sentence.has(first, "det") or not _is_name(around, first)):
            first += 1
        last += max(sentence.sizes[last] - 1, 0)
        while last > first and not _is_name(around, last):
            last -= 1
        start, end = sentence.starts[first], sentence.ends[last]
        codes = (code_at(around, at) for at in range(first, last + 1))
        how = How.PRONOUN if sentence.has(first, "pron") else How.STATED
        made.append(
            Party(sentence.text[start:end], next(filter(None, codes), None), how, start, end)
        )
    return tuple(made)


def _is_name(around: Around, at: int) -> bool:
    sentence = around.sentence
    return sentence.is_word(at) or sentence.is_figure(at) or sentence.words[at].lower in _QUOTES
