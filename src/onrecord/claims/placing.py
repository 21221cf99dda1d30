"""Places in a sentence, with the part they play; which place on the map a name is comes later.

A country that acts ("with Russia", "the Government of Armenia") is a party, not a place.
"""

from collections.abc import Collection
from dataclasses import dataclass

from onrecord.claims.reading import Sentence
from onrecord.model.claim import PlaceRole

_ROLES = {role.value: role for role in PlaceRole}
_MOST_WORDS = 5
_SHORTEST_NAME = 3  # letters before an ending of place
_REACH = 4  # tokens between a preposition and the name: "at the former town hall of X"
_NEVER = ("det", "conj", "prep", "month", "weekday", "title", "self", "relday", "pron")
_WAYS = (PlaceRole.DESTINATION, PlaceRole.ORIGIN, PlaceRole.ALONG)
_WAY = 8  # tokens from a word of motion to the preposition of where it leads
_PEOPLES = (
    "ian",
    "ians",
    "ish",
    "ese",
    "can",
    "cans",
    "ean",
    "eans",
    "eli",
    "aqi",
    "ani",
    "'s",
    "’s",
)
_TERRITORIES = frozenset({"body-european-union", "body-eu"})  # bodies that are places, too
_HELPING = ("be", "have", "do", "will", "modal")
_THINGS = frozenset(("unit", "who", "side", "body", "many", "plural"))
_SHORTEST_PLURAL = 4  # letters
_COMMON_ENDINGS = ("ة", "ات", "ين", "ون", "اً")  # of Arabic nouns and adjectives, rarely of names
_JOINERS = frozenset({"-", "‑", "de", "du", "al", "el", "la", "del", "upon"})


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place's name at tokens `first` to `last`, both included."""

    first: int
    last: int
    role: PlaceRole


def find_places(
    sentence: Sentence, first: int, last: int, taken: Collection[int]
) -> list[FoundPlace]:
    """Return the places between two tokens, in order; tokens of times are `taken`."""
    found: list[FoundPlace] = []
    if sentence.known.place_cases:
        return _by_case(sentence, first, last, taken)
    at = first
    while at <= last:
        if "prep" in sentence.cats[at]:
            places = _after_preposition(sentence, at, last, taken)
            found += places
            at = places[-1].last if places else at
        elif "class" in sentence.cats[at] and (not found or found[-1].last < at):
            found += _beside_class(sentence, at, last, taken)
        at += 1
    return found


def _by_case(sentence: Sentence, first: int, last: int, taken: Collection[int]) -> list[FoundPlace]:
    """Return the places whose part is said by an ending, or by a word behind the name."""
    moves = "motion" in sentence.kinds
    found: list[FoundPlace] = []
    for at in range(first, last + 1):
        if at in taken or not sentence.is_word(at) or not sentence.is_capital(at):
            continue
        if sentence.has(at, "body") or any(sentence.has(at, name) for name in _NEVER):
            continue
        role = _case_of(sentence, at)
        if sentence.has(at + 1, "nearafter"):
            role = _ROLES.get(sentence.value(at + 1, "nearafter"), PlaceRole.VICINITY)
        elif sentence.has(at + 1, "class"):
            role = role or PlaceRole.MENTION
        elif role in (PlaceRole.DESTINATION, PlaceRole.ORIGIN) and not moves:
            role = None
        elif at == first and "\u2019" not in sentence.words[at].lower:
            continue  # a sentence's first word has its capital anyway
        if role is not None:
            found.append(FoundPlace(at, at, role))
    return found


def _case_of(sentence: Sentence, at: int) -> PlaceRole | None:
    written = sentence.words[at].lower
    name, mark, ending = written.replace("'", "\u2019").partition("\u2019")
    for suffix, role in sentence.known.place_cases:
        if mark and ending == suffix:
            return _ROLES[role]
        long = len(suffix) > 1 and len(name) - len(suffix) >= _SHORTEST_NAME
        if not mark and long and name.endswith(suffix):
            return _ROLES[role]
    return None


def _after_preposition(
    sentence: Sentence, at: int, last: int, taken: Collection[int]
) -> list[FoundPlace]:
    value = sentence.value(at, "prep")
    if value != "on" and value not in _ROLES:
        return []
    name = _name_within(sentence, at + sentence.sizes[at], last, taken)
    if name is None:
        return []
    begin, end, classed = name
    if value == "destination" and "trigger" in sentence.cats[begin] and not classed:
        return []  # a verb within a name: "the Coalition to Defeat"
    if value == "on":
        if not classed:
            return []
        role = PlaceRole.EVENT
    else:
        role = _ROLES[value]
    if role in _WAYS and not (classed or _is_way(sentence, at)):
        return []
    return _with_joined(sentence, FoundPlace(begin, end, role), last, taken)


def _is_way(sentence: Sentence, at: int) -> bool:
    """Whether a word of motion stands before a preposition: "travelled to", not "threat to"."""
    if sentence.known.order != "english":
        return "motion" in sentence.kinds
    before = range(at - 1, max(at - 1 - _WAY, -1), -1)
    return any(
        "motion" in sentence.words[back].cats or sentence.has(back, "motion") for back in before
    )


def _with_joined(
    sentence: Sentence, found: FoundPlace, last: int, taken: Collection[int]
) -> list[FoundPlace]:
    """Take in the names that a comma or a conjunction joins to a place: "in X, Y and Z"."""
    made = [found]
    begin, role = found.first, found.role
    ahead = found.last + 1
    while ahead + 1 <= last and (sentence.words[ahead].lower == "," or sentence.has(ahead, "conj")):
        step = ahead + 1
        while step <= last and (sentence.has(step, "conj") or sentence.has(step, "det")):
            step += 1
        more = _name_at(sentence, step, last, taken)
        alike = sentence.has(step, "party") == sentence.has(begin, "party")
        if more is None or not (alike or role is PlaceRole.EVENT):
            break
        if step > ahead + 1 and _acts(sentence, more[1] + 1) and sentence.words[ahead].lower == ",":
            break  # "after the vote in X, the Republic of Y called"
        made.append(FoundPlace(*more, role))
        ahead = more[1] + 1
    return made


def _acts(sentence: Sentence, at: int) -> bool:
    """Whether a verb, or what helps one, stands at a token."""
    if at >= len(sentence):
        return False
    if any(sentence.has(at, name) for name in _HELPING):
        return True
    return any(t.kind == "v" and t.finite for t in sentence.triggers(at))


def _name_within(
    sentence: Sentence, at: int, last: int, taken: Collection[int]
) -> tuple[int, int, bool] | None:
    """Return the name that follows a preposition, and whether a word says what it is."""
    classed = False
    for ahead in range(at, min(at + _REACH + 1, last + 1)):
        if sentence.sizes[ahead] == 0:
            continue
        if sentence.has(ahead, "class") and not (
            sentence.has(ahead, "stateform") and sentence.is_capital(ahead)
        ):
            classed = True
            continue
        name = _name_at(sentence, ahead, last, taken)
        if name is not None:
            return *name, classed or sentence.has(name[1] + 1, "class")
        if sentence.has(ahead, "det") or (classed and sentence.has(ahead, "prep")):
            continue
        if not sentence.is_word(ahead) or sentence.is_capital(ahead):
            return None
        if not classed and ahead > at + 1:
            return None
        if "prep" in sentence.cats[ahead] or "trigger" in sentence.cats[ahead]:
            return None
    return None


def _name_at(
    sentence: Sentence, at: int, last: int, taken: Collection[int]
) -> tuple[int, int] | None:
    """Return the run of capitalised words at a token, when it can be a place's name."""
    if at > last or at in taken or not sentence.is_word(at):
        return None
    if not sentence.is_capital(at):
        return (at, at) if _may_be_name(sentence, at) else None
    end = _run_of_capitals(sentence, at, last, taken)
    if end is None:
        return None
    if end > at and sentence.has(at, "direction") and not _is_named_part(sentence, at + 1):
        at += 1  # "northern X" is X
    if end < at or _is_acting(sentence, at, end) or _is_modifier(sentence, at, end):
        return None
    if sentence.has(at, "stateform"):
        whole = _with_name_of(sentence, end, last)
        if whole == at:
            return None  # "at Sea"
        end = whole
    elif sentence.words[min(end + 1, last)].lower == "," and sentence.has(end + 2, "capitalcode"):
        end = min(end + 2, last)  # "Washington, DC"
    return at, end


def _run_of_capitals(sentence: Sentence, at: int, last: int, taken: Collection[int]) -> int | None:
    """Return where the run ends, None when a word of it is a body's."""
    end = at - 1
    ahead = at
    while ahead <= last and ahead - at < _MOST_WORDS and ahead not in taken:
        inside = sentence.sizes[ahead] == 0
        capital = sentence.is_word(ahead) and sentence.is_capital(ahead)
        if inside or capital:
            if any(sentence.has(ahead, name) for name in _NEVER):
                break
            if ahead > at and sentence.has(ahead, "division"):
                break
            if sentence.has(ahead, "body") and not sentence.has(ahead, "party"):
                return None
            end = ahead
        elif sentence.words[ahead].lower not in _JOINERS:
            break
        ahead += 1
    return end


def _is_named_part(sentence: Sentence, at: int) -> bool:
    """Whether a direction before a word is a part of the name: "Northern Ireland"."""
    return sentence.has(at, "class") or sentence.has(at, "namedpart")


def _with_name_of(sentence: Sentence, end: int, last: int) -> int:
    """Return where a name ends that begins with what a state is: "the Kingdom of Talara"."""
    step = end + 1
    if step < last and sentence.words[step].lower == "of":
        step += 1 + sentence.has(step + 1, "det")
        while step <= last and sentence.is_word(step) and sentence.is_capital(step):
            end = step
            step += 1
    return end


def _is_modifier(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a name only says which things are meant: "Talaran banks", "U.S.-owned ships"."""
    if sentence.known.order != "english":
        return False
    written = sentence.written(first, last)
    _, hyphen, end = written.rpartition("-")
    if hyphen and (end[:1].islower() or written.startswith("U.S.-")):
        return True
    following = last + 1
    people = sentence.words[last].lower.endswith(_PEOPLES)
    if people and sentence.has(following, "class") and not sentence.has(first, "party"):
        return True
    if following >= len(sentence) or not sentence.text[sentence.starts[following]].islower():
        return False
    cats = sentence.cats[following].keys()
    word = sentence.words[following].lower
    if cats - _THINGS or word.endswith(("ed", "ly", "ing")) or sentence.sizes[following] == 0:
        return False
    return bool(cats) or (word.endswith("s") and len(word) >= _SHORTEST_PLURAL)


def _may_be_name(sentence: Sentence, at: int) -> bool:
    """Whether a word without capitals may be a name: unknown, and without an article."""
    written = sentence.words[at].lower
    if sentence.known.order != "vso" or len(written) < _SHORTEST_NAME:
        return False
    common = written.startswith(tuple(f for f in sentence.known.fronts if len(f) > 1))
    return not sentence.cats[at] and not common and not written.endswith(_COMMON_ENDINGS)


def _is_acting(sentence: Sentence, first: int, last: int) -> bool:
    """A body, a people, a country that a word of office follows, or a possessive acts."""
    written = sentence.written(first, last)
    known = sentence.has(first, "party") or sentence.has(first, "territory")
    if written.isupper() and written.isalpha() and not known:
        return True  # an abbreviation: of a body, a law, a programme
    if sentence.has(first, "party"):
        code = sentence.value(first, "party")
        if code.startswith("body-"):
            return code not in _TERRITORIES
        if sentence.sizes[first] == 1 and sentence.words[first].lower.endswith(_PEOPLES):
            return True
    following = last + 1
    if "." in written and _is_plain(sentence, following):
        return True  # "to U.S. banks"
    if sentence.words[last].lower.endswith(("'s", "’s")):
        return not sentence.has(following, "class")
    return sentence.has(following, "body") or sentence.has(following, "side")


def _is_plain(sentence: Sentence, at: int) -> bool:
    """Whether a token is a word in small letters that the tables say nothing of, or a unit."""
    if at >= len(sentence) or not sentence.text[sentence.starts[at]].islower():
        return False
    return not (sentence.cats[at].keys() - {"unit"})


def _beside_class(
    sentence: Sentence, at: int, last: int, taken: Collection[int]
) -> list[FoundPlace]:
    """Read "the town of X", "X district", "the river X" where no preposition led to it."""
    ahead = at + sentence.sizes[at]
    if sentence.has(ahead, "prep") and sentence.value(ahead, "prep") == "of":
        if sentence.is_capital(at) and sentence.known.order == "english":
            return []  # it acts: "with the City of X"
        name = _name_at(sentence, ahead + 1, last, taken)
        return [FoundPlace(*name, PlaceRole.MENTION)] if name else []
    if sentence.text[sentence.starts[at]].islower():
        back = at - 1
        while back >= 0 and sentence.is_word(back) and sentence.is_capital(back):
            back -= 1
        if back < at - 1:
            name = _name_at(sentence, back + 1, at - 1, taken)
            return [FoundPlace(*name, PlaceRole.MENTION)] if name else []
        name = _name_at(sentence, ahead, last, taken)
        return [FoundPlace(*name, PlaceRole.MENTION)] if name else []
    return []


def named_right_after(
    sentence: Sentence, at: int, last: int, taken: Collection[int], role: PlaceRole
) -> list[FoundPlace]:
    """Return the places that stand right after a verb: "visited X", "shelled X and Y"."""
    while at < last and sentence.has(at, "det"):
        at += 1
    name = _name_at(sentence, at, last, taken)
    if name is None:
        return []
    return _with_joined(sentence, FoundPlace(*name, role), last, taken)
