"""A sentence as words with what each can be. Knows no grammar: the steps after it read it."""

import re
from dataclasses import dataclass
from operator import attrgetter

from onrecord.claims.lexis import NOTHING, Cats, Lexis, Trigger, Word

# A figure with its groups and decimals, a word with what hyphens and apostrophes tie to it, or
# one sign. No alternative can match the same run twice, so a text takes time in its length only.
_IS_FIGURE = attrgetter("is_figure")
_TOKEN = re.compile(
    r"\d+(?:[.,:]\d+)*(?:[ \u00a0\u202f]\d{3}(?!\d))*(?:,\d+)?"
    r"|(?:[^\W\d_]\.){2,}|mid-(?=[\dA-Z])"
    r"|[^\W\d_]+(?:[\u064b-\u0652\u0670]+[^\W\d_]*)*(?:['’ʼ՛՜՞\-‐‑.][^\W_]+)*|\S"
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
    kinds: set[str]  # the categories that are somewhere in it
    figures: bool  # whether there is a number in figures
    known: Lexis

    def __len__(self) -> int:
        return len(self.words)

    def has(self, at: int, category: str) -> bool:
        if at < 0:
            return False
        try:
            return category in self.cats[at]
        except IndexError:
            return False

    def value(self, at: int, category: str) -> str:
        return str(self.cats[at][category][0])

    def triggers(self, at: int) -> tuple[Trigger, ...]:
        found = self.cats[at].get("trigger", ())
        return tuple(each for each in found if isinstance(each, Trigger))

    def trigger_of(self, at: int) -> Trigger:
        return self.triggers(at)[0]

    def is_capital(self, at: int) -> bool:
        return self.text[self.starts[at]].isupper()

    def is_word(self, at: int) -> bool:
        return self.text[self.starts[at]].isalpha()

    def is_figure(self, at: int) -> bool:
        return self.words[at].is_figure

    def written(self, first: int, last: int) -> str:
        """Return the text of tokens `first` to `last`, both included."""
        return self.text[self.starts[first] : self.ends[last]]


def read_sentence(text: str, start: int, end: int, known: Lexis) -> Sentence:
    """Cut `text[start:end]` into words and look up what they can be."""
    spans = [match.span() for match in _TOKEN.finditer(text, start, end)]
    known_words = known.words
    words = [known_words[text[first:last]] for first, last in spans]
    starts = [first for first, _ in spans]
    ends = [last for _, last in spans]
    cats = [word.cats for word in words]
    figures = any(map(_IS_FIGURE, words))
    made = Sentence(
        text, start, end, words, starts, ends, cats, [1] * len(words), set(), figures, known
    )
    _join_phrases(made)
    made.kinds.update(*made.cats)
    return made


def _join_phrases(made: Sentence) -> None:
    words = made.words
    free = 0  # the first token that is in no phrase yet
    last = len(words) - 1
    for at, word in enumerate(words):
        if not word.begins or at < free or at == last:
            continue
        following = words[at + 1].keys
        for phrase in word.begins:
            if phrase.rest[0] in following and _matches(words, at + 1, phrase.rest):
                free = at + len(phrase.rest) + 1
                made.cats[at] = phrase.cats
                made.sizes[at] = free - at
                for inside in range(at + 1, free):
                    made.cats[inside] = NOTHING
                    made.sizes[inside] = 0
                break


def _matches(words: list[Word], at: int, rest: tuple[str, ...]) -> bool:
    if at + len(rest) > len(words):
        return False
    return all(key in words[at + i].keys for i, key in enumerate(rest))
