"""The forms of English verbs. Knows regular spelling and reads the irregular ones from a table."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

_IRREGULAR = Path(__file__).parent / "tables" / "en" / "irregular.tsv"
_SHORT = 4  # letters of feel, heel, peel, which double nothing
_VOWELS = frozenset("aeiou")
# Verbs of several syllables that double their last letter: stressed at the end.
_DOUBLING = frozenset(
    {
        "admit",
        "commit",
        "permit",
        "refer",
        "occur",
        "transfer",
        "deter",
        "expel",
        "control",
        "compel",
    }
) | frozenset(
    {"propel", "rebel", "patrol", "equip", "kidnap", "program", "confer", "infer", "submit"}
    | {"defer", "incur", "concur", "recur", "prefer", "transmit", "omit", "emit", "regret"}
    | {"embed", "abet", "allot", "annul", "dispel", "extol", "acquit", "rebut", "impel", "overlap"}
)


def verb_forms(phrase: str) -> Iterator[tuple[str, str]]:
    """Yield (form, what it is) of a verb or of a phrase that begins with one.

    What it is: base, s, past, participle, both (past and participle alike), same (past like the
    base: "shut") or ing.

    >>> dict(verb_forms("open fire"))["opened fire"], sorted(dict(verb_forms("strike")))
    ('both', ['strike', 'strikes', 'striking', 'struck'])
    """
    verb, _, rest = phrase.partition(" ")
    rest = f" {rest}" if rest else ""
    yield verb + rest, "base"
    yield _third(verb) + rest, "s"
    yield _stem(verb) + "ing" + rest, "ing"
    if verb.endswith("el") and len(verb) > _SHORT:  # British spelling: travelled, cancelling
        yield f"{verb}ling{rest}", "ing"
        yield f"{verb}led{rest}", "both"
    past, participle = _irregular().get(verb, (_past(verb),) * 2)
    if past == participle:
        yield past + rest, "both" if past != verb else "same"
    else:
        yield past + rest, "past"
        yield participle + rest, "participle"


def _third(verb: str) -> str:
    if verb == "be":
        return "is"
    if verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        return verb + "es"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ies"
    return verb + "s"


def _doubles(verb: str) -> bool:
    if verb in _DOUBLING:
        return True
    return (
        len(verb) > 2
        and sum(letter in _VOWELS for letter in verb) == 1
        and verb[-1] not in "aeiouwxy"
        and verb[-2] in _VOWELS
        and verb[-3] not in _VOWELS
    )


def _stem(verb: str) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "y"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and verb != "be":
        return verb[:-1]
    return verb + verb[-1] if _doubles(verb) else verb


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ied"
    return _stem(verb) + "ed"


@cache
def _irregular() -> dict[str, tuple[str, str]]:
    rows = (line.split("\t") for line in _IRREGULAR.read_text("utf-8").splitlines())
    return {row[0]: (row[1], row[2]) for row in rows if row[0][:1] != "#"}
