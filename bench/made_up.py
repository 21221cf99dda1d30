"""Made-up statements of natural length and vocabulary, the same in every run.

Words are syllables with endings that a stemmer knows; how often each comes follows Zipf's law as
Mandelbrot corrected it, the commonest are short, and one in eight is a name. Lengths spread as
those of real releases do (log-normal; the median is that of ministries' short statements).
"""

import datetime as dt
import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.model.index_document import IndexDocument

SEED = 20251019
PART = 2_000  # statements that are made, and committed, together
VOCABULARY = 100_000
MEDIAN_WORDS, SPREAD = 240, 0.6  # of a statement: a tenth has fewer than 110, a tenth more than 520
SHORTEST, LONGEST = 30, 3_000
TITLE_WORDS = 9
_FLATTENED = 2.7  # Mandelbrot's: the commonest words are not quite as common as Zipf has them
_SYLLABLES = [a + b for a in "bdfgklmnprstv" for b in ("a", "e", "i", "o", "u", "an", "er", "is")]
_ENDINGS = ("", "s", "ed", "ing", "ion")
# Ranks up to which a word's stem has no more than so many syllables.
_SYLLABLES_UP_TO = ((100, 1), (3_000, 2), (VOCABULARY, 4))
_NAMES_FROM, _NAME_EACH = 60, 8  # the first rank that may be a name, and which of them are
_ISSUERS = 40
_KINDS = ("statement", "press_release", "communique", "speech", "briefing", "report")
_SINCE = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class MadeUp:
    """A vocabulary, most frequent word first, and how many statements are made of it."""

    words: list[str]
    count: int

    @property
    def parts(self) -> int:
        return -(-self.count // PART)

    def documents(self) -> Iterator[IndexDocument]:
        """Yield the statements in order."""
        return itertools.chain.from_iterable(map(self.part, range(self.parts)))

    def part(self, part: int) -> Iterator[IndexDocument]:
        """Yield the statements of one part, which needs nothing of those before it."""
        source = random.Random(f"{SEED} {part}")  # noqa: S311 - a repeatable text, no secret
        weights = _weights()
        for number in range(part * PART, min((part + 1) * PART, self.count)):
            length = round(source.lognormvariate(0, SPREAD) * MEDIAN_WORDS)
            length = min(max(length, SHORTEST), LONGEST)
            said = source.choices(self.words, cum_weights=weights, k=length + TITLE_WORDS)
            # A few issuers say most, as in a real archive.
            issuer = min(int(source.expovariate(0.1)), _ISSUERS - 1)
            yield IndexDocument(
                statement=f"made{number:012d}",
                version=1,
                key=f"https://issuer{issuer}.example/releases/{number}",
                url=f"https://issuer{issuer}.example/releases/{number}",
                title=" ".join(said[length:]).capitalize(),
                text=_sentences(said[:length], source),
                language="en",
                kind=source.choice(_KINDS),
                published_on=dt.date(2000 + number % 25, 1 + number % 12, 1 + number % 28),
                valid_from=_SINCE,
                valid_to=None,
                current=True,
                issuers=((f"issuer{issuer}", f"Ministry {self.words[100 + issuer]}"),),
                host=f"issuer{issuer}.example",
            )

    def pairs(self, count: int, ranks: range) -> list[tuple[str, str]]:
        """Return pairs of words of these ranks, 0 the most frequent, as a reader types them."""
        source = random.Random(SEED + 1)  # noqa: S311
        asked = [self.words[rank].lower() for rank in ranks]
        return [(source.choice(asked), source.choice(asked)) for _ in range(count)]


@cache
def _weights() -> list[float]:
    shares = (1 / (rank + _FLATTENED) for rank in range(1, VOCABULARY + 1))
    return list(itertools.accumulate(shares))


@cache
def made_up(count: int) -> MadeUp:
    """Return so many statements to be made."""
    source = random.Random(SEED)  # noqa: S311
    words: dict[str, None] = {}
    while len(words) < VOCABULARY:
        most = next(syllables for rank, syllables in _SYLLABLES_UP_TO if len(words) < rank)
        stem = "".join(source.choices(_SYLLABLES, k=most if most < 3 else source.randint(2, most)))
        words[stem + (source.choice(_ENDINGS) if most > 1 else "")] = None
    return MadeUp(
        [
            word.capitalize() if rank >= _NAMES_FROM and rank % _NAME_EACH == 0 else word
            for rank, word in enumerate(words)
        ],
        count,
    )


def _sentences(words: list[str], source: random.Random) -> str:
    """Return words as sentences of 8 to 30, four to a paragraph."""
    made: list[str] = []
    at = 0
    while at < len(words):
        stop = at + source.randint(8, 30)
        first, *rest = words[at:stop]
        mark = ".\n" if len(made) % 4 == 3 else ". "
        made.append(" ".join([first[:1].upper() + first[1:], *rest]) + mark)
        at = stop
    return "".join(made).rstrip()
