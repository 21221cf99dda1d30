"""A sentence as words with what each can be. Knows no grammar: the steps after it read it."""

import re
from dataclasses import dataclass

from onrecord.claims.lexis import NOTHING, Cats, Lexis, Trigger, Word

# A figure with its groups and decimals, a word with what hyphens and apostrophes tie to it, or
# one sign. No alternative can match the same run twice, so a text takes time in its length only.
_TOKEN = re.compile(
    r"\d+(?:[.,:]\d+)*(?:[ \u00a0\u202f]\d{3}(?!\d))*(?:,\d+)?"
    r"|[^\W\d_]+(?:['’ʼ՛՜՞\-‐‑.][^\W_]+)*|\S"
)


@dataclass(slots=True)
class Sentence:
    """One sentence. Token `i` stands at `[starts[i], ends[i])`, in code points of the version.

    `cats[i]` is what begins at the token, and `sizes[i]` how many tokens that is: 0 inside a
    phrase.
    """

    text: str  # the whole version's
    start: int
    end: int
    words: list[Word]
    starts: list[int]
    ends: list[int]
    cats: list[Cats]
    sizes: list[int]

    def __len__(self) -> int:
        return len(self.words)

    def has(self, at: int, category: str) -> bool:
        return 0 <= at < len(self.cats) and category in self.cats[at]

    def value(self, at: int, category: str) -> str:
        return str(self.cats[at][category][0])

    def triggers(self, at: int) -> tuple[Trigger, ...]:
        found = self.cats[at].get("trigger", ())
        return tuple(each for each in found if isinstance(each, Trigger))

    def is_capital(self, at: int) -> bool:
        return self.text[self.starts[at]].isupper()

    def is_word(self, at: int) -> bool:
        return self.text[self.starts[at]].isalpha()

    def is_figure(self, at: int) -> bool:
        return self.text[self.starts[at]].isdecimal()

    def written(self, first: int, last: int) -> str:
        """Return the text of tokens `first` to `last`, both included."""
        return self.text[self.starts[first] : self.ends[last]]


def read_sentence(text: str, start: int, end: int, known: Lexis) -> Sentence:
    """Cut `text[start:end]` into words and look up what they can be."""
    words: list[Word] = []
    starts: list[int] = []
    ends: list[int] = []
    look_up = known.word
    for found in _TOKEN.finditer(text, start, end):
        words.append(look_up(found[0]))
        starts.append(found.start())
        ends.append(found.end())
    cats = [word.cats for word in words]
    sizes = [1] * len(words)
    made = Sentence(text, start, end, words, starts, ends, cats, sizes)
    _join_phrases(made)
    return made


def _join_phrases(made: Sentence) -> None:
    at = 0
    count = len(made.words)
    while at < count:
        size = 1
        for phrase in made.words[at].begins:
            if _matches(made.words, at + 1, phrase.rest):
                size = len(phrase.rest) + 1
                made.cats[at] = phrase.cats
                made.sizes[at] = size
                for inside in range(at + 1, at + size):
                    made.cats[inside] = NOTHING
                    made.sizes[inside] = 0
                break
        at += size


def _matches(words: list[Word], at: int, rest: tuple[str, ...]) -> bool:
    if at + len(rest) > len(words):
        return False
    return all(key in words[at + i].keys for i, key in enumerate(rest))
