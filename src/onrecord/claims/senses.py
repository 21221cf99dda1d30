"""Which of its senses a word has in a sentence: a verb with its voice, a noun, or no trigger.

Told by what stands around it, since no tagger runs: English spells many verbs and nouns alike.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from onrecord.claims.lexis import Trigger
from onrecord.claims.reading import Sentence
from onrecord.model.claim import SpeechAct

COPULA = Trigger("be", "v", "be", None, None, SpeechAct.CLAIMS, light=True)
POSSESSION = Trigger("have", "v", "have", None, None, SpeechAct.CLAIMS, light=True)
_FINITE_BE = frozenset(("is", "are", "was", "were", "am"))
_HELPED = frozenset(("both", "past", "same", "participle", "ing", "fixed"))
_VERBAL = frozenset(("be", "have", "do", "will", "modal", "to"))
_AFTER_VERB = ("op", "det", "pron", "self", "prep", "adv", "neg", "to", "num", "vaguenum")
_AUXILIARY = ("be", "have", "do", "will", "modal")
_NO_PLURAL = ("ss", "us", "is", "'s", "’s")
_AFTER_NOUN_LIKE = ("det", "pron", "self", "num", "vaguenum", "op", "adv", "neg")
_AFTER_JOINED = ("det", "pron", "self", "num", "vaguenum")


@dataclass(frozen=True, slots=True)
class Marked:
    """A trigger at a token, as it is used there."""

    at: int
    trigger: Trigger
    passive: bool = False
    finite: bool = True


def marks_of(sentence: Sentence) -> Iterator[Marked]:
    verb: Marked | None = None  # the last one, with which a verb may share its subject
    for at, cats in enumerate(sentence.cats):
        if "trigger" in cats:
            found = _used(sentence, at, sentence.triggers(at), verb)
            if found is not None:
                verb = found if found.trigger.kind == "v" else verb
                yield found
        elif "be" in cats and _is_copula(sentence, at):
            yield Marked(at, COPULA)
        elif "have" in cats and sentence.known.order == "english" and _has_object(sentence, at):
            yield Marked(at, POSSESSION)


def _is_copula(sentence: Sentence, at: int) -> bool:
    """Whether a form of "be" says what something is, and helps no other verb."""
    if sentence.known.order != "english" or sentence.words[at].lower not in _FINITE_BE:
        return False
    ahead = at + sentence.sizes[at]
    while ahead < len(sentence) and (sentence.has(ahead, "adv") or sentence.has(ahead, "neg")):
        ahead += sentence.sizes[ahead]
    if ahead >= len(sentence):
        return False
    verbs = [t for t in sentence.triggers(ahead) if t.form in _HELPED]
    return not verbs and not sentence.words[ahead].lower.endswith("ing")


def _has_object(sentence: Sentence, at: int) -> bool:
    """Whether "have" is a verb of its own: "had many discussions", not "have to", "has met"."""
    ahead = at + sentence.sizes[at]
    while ahead < len(sentence) and (sentence.has(ahead, "adv") or sentence.has(ahead, "neg")):
        ahead += max(sentence.sizes[ahead], 1)
    if any(sentence.has(ahead, name) for name in _AFTER_JOINED):
        return True
    if ahead >= len(sentence) or not (sentence.is_word(ahead) or sentence.is_figure(ahead)):
        return False
    if any(sentence.has(ahead, name) for name in ("be", "to", "have", "duty")):
        return False
    helped = any(t.form in _HELPED for t in sentence.triggers(ahead))
    return not helped and not sentence.words[ahead].lower.endswith("ed")


def _used(
    sentence: Sentence, at: int, options: Collection[Trigger], verb: Marked | None
) -> Marked | None:
    """Return which of its senses a word has here, None for none that makes a claim."""
    if verb is not None and sentence.known.order == "english":
        joined = _joined(sentence, at, options, verb)
        if joined is not None:
            return joined
    nouns = sorted((t for t in options if t.form == "noun"), key=lambda t: "nos".index(t.kind))
    others = [t for t in options if t.form != "noun"]
    if nouns and (not others or _stands_as_noun(sentence, at)):
        return Marked(at, nouns[0])
    if at and sentence.is_capital(at) and sentence.is_word(at - 1):
        return None  # a part of a name
    for trigger in others:
        used = _verb(sentence, at, trigger)
        if used is not None:
            return used
    return None


def _joined(
    sentence: Sentence, at: int, options: Collection[Trigger], verb: Marked
) -> Marked | None:
    """Read a verb of the same form as the one before that a sign or a conjunction joins to it.

    So "restore" and "end" are verbs in "will not resolve the conflict, restore the peace, or end".
    """
    before = _before(sentence, at)
    if before <= verb.at or not (
        sentence.has(before, "conj") or sentence.words[before].lower == ","
    ):
        return None
    following = at + sentence.sizes[at]
    if sentence.is_capital(at) or following >= len(sentence):
        return None
    opens = any(sentence.has(following, name) for name in _AFTER_VERB)
    for trigger in options:
        if trigger.form != verb.trigger.form or trigger.kind != "v":
            continue
        if trigger.form == "ing" and not (verb.finite and sentence.has(before, "conj")):
            continue
        if trigger.form == "s":
            opens = any(sentence.has(following, name) for name in _AFTER_JOINED)
            opens = opens or not (sentence.has(at, "plural") or sentence.has(following, "prep"))
        if sentence.is_capital(following) or verb.at == before - 1:
            opens = True  # "harass, fine and imprison"
        if opens and not sentence.has(at, "attrib"):
            return Marked(at, trigger, verb.passive, verb.finite)
    return None


def _verb(sentence: Sentence, at: int, trigger: Trigger) -> Marked | None:
    form = trigger.form
    if form in ("fixed", "finite"):
        return Marked(at, trigger, trigger.passive)
    before = _before(sentence, at)
    if form == "base":
        return _base(sentence, at, trigger, before)
    if form == "same":
        return _past_like_base(sentence, at, trigger, before)
    if form == "past":
        return None if _is_counted(sentence, at) else Marked(at, trigger)
    if form == "s":
        says = trigger.reports and sentence.has(at + 1, "that") and not _is_verb(sentence, before)
        return Marked(at, trigger) if says or _is_third_person(sentence, at, before) else None
    if form == "ing":
        return Marked(at, trigger, finite=sentence.has(before, "be"))
    return _participle(sentence, at, trigger, before)


def _is_verb(sentence: Sentence, at: int) -> bool:
    """Whether a word is a finite verb, so that the next is its object: "denies reports that"."""
    return at >= 0 and any(t.form in ("s", "past") for t in sentence.triggers(at))


def _base(sentence: Sentence, at: int, trigger: Trigger, before: int) -> Marked | None:
    if sentence.has(before, "to") or (at and sentence.words[at - 1].lower == "to"):
        return Marked(at, trigger, finite=False)
    if any(sentence.has(before, name) for name in ("will", "modal", "do", "pron", "self")):
        return Marked(at, trigger)
    if before < 0 or sentence.has(at - 1, "det") or sentence.has(at - 1, "prep"):
        return None
    word = sentence.words[before].lower
    plural = word.endswith("s") and not word.endswith(_NO_PLURAL)
    plural = (plural and sentence.is_word(before)) or sentence.has(before, "many")
    if plural and sentence.has(at, "noun"):  # "the securities market"
        following = at + sentence.sizes[at]
        plural = any(sentence.has(following, name) for name in _AFTER_NOUN_LIKE)
    return Marked(at, trigger) if plural else None


def _past_like_base(sentence: Sentence, at: int, trigger: Trigger, before: int) -> Marked | None:
    """Read "the ministry shut the port", "the port was shut", "has cut taxes"."""
    if sentence.has(before, "be"):
        return Marked(at, trigger, passive=True)
    if sentence.has(before, "have"):
        return Marked(at, trigger)
    if before < 0 or any(sentence.has(at - 1, name) for name in ("det", "prep", "to")):
        return None
    following = at + sentence.sizes[at]
    opens = any(sentence.has(following, name) for name in _AFTER_JOINED)
    acts = any(sentence.has(before, name) for name in ("body", "side", "who", "party", "pron"))
    return Marked(at, trigger) if opens or acts or sentence.sizes[at] > 1 else None


def _is_third_person(sentence: Sentence, at: int, before: int) -> bool:
    """Whether a word in "-s" is a verb: something stands before it, and an object behind it."""
    if before < 0 or _is_counted(sentence, at) or sentence.has(at - 1, "prep"):
        return False
    if sentence.sizes[at] > 1:
        return True  # a phrase that begins with a verb
    if sentence.words[before].lower.endswith(("'s", "’s")) or _is_plural_subject(sentence, at):
        return False
    noun = sentence.has(at, "plural")
    if any(sentence.has(before, name) for name in ("pron", "rel", "party", "body", "title")):
        return True
    following = at + sentence.sizes[at]
    if sentence.has(before, "conj"):
        return any(sentence.has(following, name) for name in _AFTER_JOINED)
    if following >= len(sentence) or sentence.words[following].lower in ".,;":
        return not noun and (sentence.is_capital(before) or sentence.trigger_of(at).kind == "v")
    if noun and sentence.has(following, "prep"):
        return sentence.is_capital(before)
    if any(sentence.has(following, name) for name in _AFTER_VERB):
        return True
    if not noun and sentence.is_word(before):
        return True
    return sentence.is_capital(following) or sentence.is_figure(following)


def _is_plural_subject(sentence: Sentence, at: int) -> bool:
    """Whether a noun in "-s" has its verb right behind it: "witnesses reported", "plans are"."""
    if not sentence.has(at, "plural") or at + 1 >= len(sentence):
        return False
    if any(sentence.has(at + 1, name) for name in _AUXILIARY):
        return True
    return any(t.kind == "v" and t.form in _HELPED for t in sentence.triggers(at + 1))


def _is_counted(sentence: Sentence, at: int) -> bool:
    """Whether an article or a number before a word makes it a noun."""
    if at and sentence.is_figure(at - 1):
        return True
    return any(sentence.has(at - 1, name) for name in ("det", "num", "vaguenum"))


def _participle(sentence: Sentence, at: int, trigger: Trigger, before: int) -> Marked | None:
    if sentence.has(before, "be"):
        bare = sentence.words[before].lower == "be"
        finite = not bare or any(sentence.has(before - 1, n) for n in ("will", "modal", "adv"))
        return Marked(at, trigger, passive=True, finite=finite)
    if sentence.has(at - 1, "have") or sentence.has(before, "have"):
        return Marked(at, trigger)
    if at and sentence.words[at - 1].lower == "-":
        return None  # "U.S.-backed"
    if trigger.form == "participle":  # "struck by", without what would make it finite
        return Marked(at, trigger, passive=True, finite=False)
    if sentence.has(at - 1, "det") or sentence.has(at - 1, "prep") or at == 0:
        return None
    object_follows = sentence.has(at + 1, "prep") or sentence.has(at + 1, "det")
    if sentence.has(at, "attrib") and not object_follows:
        return None
    if sentence.has(at + 1, "by"):
        return Marked(at, trigger, passive=True, finite=False)
    return Marked(at, trigger)


def _before(sentence: Sentence, at: int) -> int:
    """Return the token before a verb, with adverbs and negations passed over."""
    before = at - 1
    while before >= 0 and (
        sentence.sizes[before] == 0
        or sentence.has(before, "adv")
        or (sentence.has(before, "neg") and not sentence.has(before, "det"))
    ):
        before -= 1
    return before


def _stands_as_noun(sentence: Sentence, at: int) -> bool:
    before = _before(sentence, at)
    if before < 0:
        return not sentence.has(at + sentence.sizes[at], "det")
    if any(sentence.has(before, name) for name in _VERBAL | {"pron", "self"}):
        return sentence.has(before, "be")
    if sentence.has(before, "det") or sentence.has(before, "prep") or sentence.has(before, "conj"):
        return True
    following = at + sentence.sizes[at]
    return not (sentence.has(following, "det") or sentence.has(following, "party"))
