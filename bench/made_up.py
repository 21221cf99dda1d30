"""Made-up statements with a natural spread of words, the same in every run.

Words are syllables; how often each comes follows Zipf's law, as in natural text.
"""

import datetime as dt
import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.model.index_document import IndexDocument

SEED = 20251019
VOCABULARY = 30_000
WORDS_A_STATEMENT = 60
_SYLLABLES = [a + b for a in "bdfgklmnprstv" for b in ("a", "e", "i", "o", "u", "an", "er", "is")]
_SINCE = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class MadeUp:
    """A vocabulary, most frequent word first, and how many statements are made of it."""

    words: list[str]
    count: int

    def documents(self) -> Iterator[IndexDocument]:
        """Yield the statements in order."""
        source = random.Random(SEED)  # noqa: S311 - a repeatable text, no secret
        weights = list(itertools.accumulate(1 / rank for rank in range(1, len(self.words) + 1)))
        for number in range(self.count):
            said = source.choices(self.words, cum_weights=weights, k=WORDS_A_STATEMENT)
            yield IndexDocument(
                statement=f"made{number:012d}",
                version=1,
                key=f"made-up:{number}",
                url=None,
                title="",
                text=" ".join(said),
                language="en",
                kind="statement",
                published_on=dt.date(2000 + number % 25, 1 + number % 12, 1 + number % 28),
                valid_from=_SINCE,
                valid_to=None,
                current=True,
            )

    def pairs(self, count: int, ranks: range) -> list[tuple[str, str]]:
        """Return pairs of words of these ranks, 0 the most frequent."""
        source = random.Random(SEED + 1)  # noqa: S311
        asked = [self.words[rank] for rank in ranks]
        return [(source.choice(asked), source.choice(asked)) for _ in range(count)]


def made_up(count: int) -> MadeUp:
    """Return so many statements to be made."""
    source = random.Random(SEED)  # noqa: S311
    words: dict[str, None] = {}
    while len(words) < VOCABULARY:
        words["".join(source.choices(_SYLLABLES, k=source.randint(2, 4)))] = None
    return MadeUp(list(words), count)
