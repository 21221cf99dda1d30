"""Which words of a query may be names, which follow each other as those of one, and their keys."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from onrecord.model.query import Term
from onrecord.text.analysis import (
    has_no_case,
    is_connector,
    is_name_like,
    name_keys,
    near_keys,
    parts_of_name,
)

MOST_TOGETHER = 6  # words of a name
# What is left of sounds where a text writes foreign letters without their marks: Vucic.
_PLAINER = str.maketrans({"c": "k", "j": "k", "x": "s", "z": "s"})


def is_sure(text: str) -> bool:
    """Say whether a word, as it is typed, must be a name.

    >>> [is_sure(word) for word in ("Baku", "talks", "NATO", "باكو")]
    [True, False, False, False]
    """
    return is_name_like(text) and not has_no_case(text) and not text.isupper()


def runs_of_names(words: Sequence[Term], rest: Sequence[int]) -> Iterator[list[int]]:
    """Yield the words of `rest` that follow each other as those of a name of several parts.

    Small words that join names (von der) are passed over; one name behind a capital one (El
    Khatib) or of several parts (Amir-Abdollahian) is a run too.
    """
    for _, group in groupby(enumerate(rest), key=lambda pair: pair[1] - pair[0]):
        run: list[int] = []
        joined = False
        for _, i in group:
            text = words[i].text
            if is_connector(text.lower()):
                joined = joined or text[0].isupper()
            elif is_name_like(text):
                run.append(i)
            else:
                yield from _several(words, run, joined=joined)
                run, joined = [], False
        yield from _several(words, run, joined=joined)


def _several(words: Sequence[Term], run: list[int], *, joined: bool) -> Iterator[list[int]]:
    parts = sum(len(parts_of_name(words[i].text)) for i in run)
    if run and parts + joined > 1 and len(run) <= MOST_TOGETHER:
        yield run


def readings(words: Sequence[str]) -> Iterator[list[str]]:
    """Yield for each part of a name its keys, and those of it written as one with the next.

    Small words that join names need not be met, unless written as one with what follows.
    """
    parts = [part for word in words for part in parts_of_name(word)]
    joined = [name_keys("".join(parts[i : i + 2])) for i in range(len(parts) - 1)]
    for i, part in enumerate(parts):
        if not is_connector(part.lower()):
            beside = (key for keys in joined[max(i - 1, 0) : i + 1] for key in keys)
            keys = dict.fromkeys((*name_keys(part), *beside))
            yield list(dict.fromkeys((*keys, *(key.translate(_PLAINER) for key in keys))))


def near(keys: Iterable[str]) -> list[str]:
    """Return the keys one sound away from any of these, each once."""
    return list(dict.fromkeys(other for key in keys for other in near_keys(key)))


def halves(key: str) -> Iterator[tuple[set[str], list[str]]]:
    """Yield the keys of the two words that a name may be where it is written as two: Nasr Allah.

    >>> list(halves("nsrl"))
    [({'ns'}, ['rl', 'arl', 'rlh']), ({'nsr'}, ['lh'])]
    """
    for cut in range(2, len(key)):
        rest = key[cut:]
        behind = [rest, f"a{rest}"] if len(rest) > 1 else []
        yield {key[:cut], key[:cut].replace("v", "u")}, [*behind, f"{rest}h"]
