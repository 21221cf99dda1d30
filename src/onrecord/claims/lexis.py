"""The words a language's cascade knows: its tables compiled, and what each word of a text can be.

A phrase is a run of words; each is matched as it stands in lower case, by its beginning (`stem*`),
or, for names of countries and bodies, by its bases (`lexicon.endings`). What a word can be is
worked out once and remembered.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from onrecord.claims.inflecting import verb_forms
from onrecord.lexicon.concepts import find_concept
from onrecord.lexicon.endings import bases_in_text, bases_of_name
from onrecord.lexicon.tables import NO_CONCEPT, languages, names_in
from onrecord.model.claim import EventType, SpeechAct
from onrecord.model.concept import Name
from onrecord.text.analysis import fold

_TABLES = Path(__file__).parent / "tables"
_REMEMBERED = 50_000  # words of a language; then they are worked out anew
_PARTIES = frozenset({"country", "body"})
# Bodies that every state has: a name of one says nothing of whose it is.
_GENERIC = frozenset(
    {
        "body-government",
        "body-parliament",
        "body-central-bank",
        "body-ministry-of-foreign-affairs",
        "body-ministry-of-defence",
        "body-ministry-of-internal-affairs",
    }
)
_ELIDED = 3  # letters; shorter, it is what French ties to the next word: l', d', qu'
_SHORTEST_LEFT = 3  # letters of a word behind what is written in one with it
_APOSTROPHES = "'’ʼ"
# Marks set inside a word: Armenian ones of tone, Arabic ones of vowels, the Arabic lengthening.
_SILENT = str.maketrans("", "", "՛՜՞\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0640")


@dataclass(frozen=True, slots=True)
class Trigger:
    """A form of a word that makes a claim; `form` is what `verb_forms` says, noun or fixed."""

    phrase: str
    kind: str  # v verb, n noun, o and s nouns that count under a light verb or a report, f fixed
    form: str
    event_type: EventType | None
    mode: str | None
    act: SpeechAct
    reports: bool = False
    light: bool = False
    both: bool = False
    passive: bool = False
    void: bool = False  # thanks, condolences, wishes: no claim
    about: bool = False  # has the type of the act that it is about
    grounded: bool = False  # what it acts on is a place where a place's name follows
    own: bool = False  # the issuer's own act, whatever its subject
    target_after: tuple[str, ...] = ()
    role: str | None = None

    @property
    def finite(self) -> bool:
        return self.form in ("s", "past", "both", "same", "base", "fixed", "finite")


Cats = Mapping[str, tuple[object, ...]]  # category -> its values
NOTHING: Cats = {}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of several words, as the matchers of those after the first."""

    rest: tuple[str, ...]
    cats: Cats


@dataclass(slots=True)
class Word:
    """What a word as written can be: its categories alone, and the phrases it begins."""

    lower: str
    cats: Cats
    keys: frozenset[str]
    begins: tuple[Phrase, ...] = ()
    is_figure: bool = False


class _Words(dict[str, Word]):
    """Words as written -> what they can be, worked out when first asked for."""

    def __init__(self, work_out: Callable[[str], Word]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, written: str) -> Word:
        if len(self) >= _REMEMBERED:
            self.clear()
        found = self[written] = self._work_out(written)
        return found


class Lexis:
    """The compiled tables of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._single: dict[str, dict[str, list[object]]] = {}
        self._begins: dict[str, dict[tuple[str, ...], dict[str, list[object]]]] = {}
        self._stems: dict[str, str] = {}
        self._used: set[str] = set()
        self.words = _Words(self._work_out)
        self.order = ""  # of subject, verb and object: english, svo, sov, vso
        self.fronts: list[str] = []  # words that are written in one with the next
        self.place_cases: list[tuple[str, str]] = []  # ending of a name -> role of the place
        for phrase, category, value in _rows(language):
            if category == "order":
                self.order = phrase
                continue
            if category == "front":
                self.fronts.append(phrase)
                continue
            if category == "placecase":
                self.place_cases.append((phrase, str(value)))
                continue
            self._add(tuple(_key(part) for part in phrase.split()), category, value)
        for name in names_in(language) if language in languages() else ():
            self._add_name(name)
        self._longest = max(map(len, self._stems), default=0)

    def word(self, written: str) -> Word:
        """Return what a word is, as written in the text."""
        return self.words[written]

    def _add(self, keys: tuple[str, ...], category: str, value: object) -> None:
        for key in keys:
            self._used.add(key)
            if key[0] == "*":
                self._stems[key[1:]] = key
        if len(keys) == 1:
            cats = self._single.setdefault(keys[0], {})
        else:
            cats = self._begins.setdefault(keys[0], {}).setdefault(keys[1:], {})
        values = cats.setdefault(category, [])
        if value not in values:
            values.append(value)

    def _add_name(self, name: Name) -> None:
        concept = find_concept(name.concept)
        if name.concept == NO_CONCEPT or concept is None or concept.type not in _PARTIES:
            return
        if concept.type == "body" and not name.concept.startswith("body-"):
            return
        if name.concept in _GENERIC or name.match & {"evidence", "ambiguous"}:
            return
        code = name.concept.removeprefix("country-").upper()
        code = code if concept.type == "country" else name.concept
        parts = name.text.replace("-", " ").split()
        if "strict" in name.match:
            choices = [{f"={part}"} for part in parts]
        else:
            proper = "case" in name.match
            mark = "^" if proper else "~"
            choices = [
                {mark + base for base in bases_of_name(part, self.language, proper=proper)}
                if part[:1].isupper() or not proper
                else {"~" + fold(part)}
                for part in parts
            ]
        for keys in _products(choices):
            self._add(keys, "party", code)

    def _work_out(self, written: str) -> Word:
        lower = lowered(written)
        keys = self._keys(written, lower)
        cats: dict[str, list[object]] = {}
        phrases: dict[tuple[str, ...], dict[str, list[object]]] = {}
        for key in sorted(keys, key=_closest_first):
            for category, values in self._single.get(key, {}).items():
                cats.setdefault(category, []).extend(values)
            for rest, more in self._begins.get(key, {}).items():
                into = phrases.setdefault(rest, {})
                for category, values in more.items():
                    into.setdefault(category, []).extend(values)
        if not cats and self.language == "en" and lower.endswith("ly") and written == lower:
            cats["adv"] = [""]
        longest_first = sorted(phrases, key=len, reverse=True)
        return Word(
            lower,
            _frozen(cats),
            frozenset(keys),
            tuple(Phrase(rest, _frozen(phrases[rest])) for rest in longest_first),
            written[0].isdecimal(),
        )

    def _keys(self, written: str, lower: str) -> set[str]:
        keys = {key for key in ("=" + written, "=" + _bare(written)) if key in self._used}
        if "." + lower in self._used and not (keys and written.isupper()):  # US is not "us"
            keys.add("." + lower)
        bare = _bare(lower)
        for form in self._without_fronts(bare):
            if form != lower and "." + form in self._used:
                keys.add("." + form)
            for size in range(2, min(len(form), self._longest) + 1):
                key = self._stems.get(form[:size])
                if key is not None:
                    keys.add(key)
        if bare[:1].isalpha():
            bases = bases_in_text(fold(bare), self.language) | {fold(lower.replace("’", "'"))}
            keys |= {key for base in bases if (key := "~" + base) in self._used}
            if written[:1] != lower[:1] or not written[:1].islower():
                keys |= {key for base in bases if (key := "^" + base) in self._used}
        return keys

    def _without_fronts(self, word: str) -> list[str]:
        """A word, and what is left of it without what is written in one with it: "and", "the"."""
        found = [word]
        for form in found:
            for front in self.fronts:
                left = form.removeprefix(front)
                if left != form and len(left) >= _SHORTEST_LEFT and left not in found:
                    found.append(left)
        return found


@cache
def lexis(language: str) -> Lexis | None:
    """Return the compiled tables of a language, None for one that has none."""
    return Lexis(language) if (_TABLES / language / "triggers.tsv").is_file() else None


def table_languages() -> list[str]:
    """Return the languages that have tables of claims."""
    return sorted(path.parent.name for path in _TABLES.glob("*/triggers.tsv"))


def lowered(text: str) -> str:
    """Return a text in lower case, of the same length.

    >>> lowered("İRAN"), lowered("Ատրպատակա՞ն")
    ('iran', 'ատրպատակա՞ն')
    """
    lower = text.lower()
    return lower if len(lower) == len(text) else text.replace("İ", "i").lower()


def read_rows(path: Path) -> Iterator[list[str]]:
    """Yield the rows of a table, comments left out."""
    for line in path.read_text("utf-8").splitlines():
        if line and line[0] != "#":
            yield line.split("\t")


def _rows(language: str) -> Iterator[tuple[str, str, object]]:
    folder = _TABLES / language
    for category, phrase, value in read_rows(folder / "words.tsv"):
        yield phrase, category, value
    plain = folder / "verbs.tsv"
    verbs = read_rows(plain) if plain.is_file() else ()
    rows = ([verb, "v", "-", "-", "claims", "-"] for (verb,) in verbs)
    for row in (*read_rows(folder / "triggers.tsv"), *rows):
        for form, what in _forms(row[0], row[1], language):
            yield form, "trigger", _trigger(row, what)


def _forms(phrase: str, kind: str, language: str) -> Iterable[tuple[str, str]]:
    if language != "en":
        return [(phrase, {"n": "noun", "o": "noun", "s": "noun", "f": "fixed"}.get(kind, "finite"))]
    if kind == "v":
        return verb_forms(phrase)
    if kind == "n" and not phrase.endswith("s"):
        return [(phrase, "noun"), (phrase + "s", "noun")]
    return [(phrase, "noun" if kind in "nos" else "fixed")]


def _trigger(row: list[str], form: str) -> Trigger:
    phrase, kind, event_type, mode, act, frame = row
    flags, _, rest = frame.partition(":") if frame[:2] in ("t:", "q:") else (frame, "", "")
    after: tuple[str, ...] = ()
    role = None
    letters = ""
    for part in frame.replace("-", "").replace("t:", " t:").replace("q:", " q:").split():
        if part.startswith("t:"):
            after = tuple(part[2:].split(","))
        elif part.startswith("q:"):
            role = part[2:]
        else:
            letters = part
    del flags, rest
    return Trigger(
        phrase=phrase,
        kind=kind,
        form=form,
        event_type=None if event_type == "-" else EventType(event_type),
        mode=None if mode == "-" else mode,
        act=SpeechAct(act),
        reports="r" in letters,
        light="l" in letters,
        both="b" in letters,
        passive="p" in letters,
        void="x" in letters,
        about="c" in letters,
        grounded="g" in letters,
        own="s" in letters,
        target_after=after,
        role=role,
    )


def _key(part: str) -> str:
    plain = lowered(part).translate(_SILENT)
    return "*" + plain[:-1] if part.endswith("*") else "." + plain


def _closest_first(key: str) -> tuple[bool, int, str]:
    """Order keys: as written before stems, long stems before short ones; never by chance."""
    return key[0] == "*", -len(key), key


def _bare(word: str) -> str:
    """A word without marks set in it and without what an apostrophe or hyphen hangs on it."""
    word = word.translate(_SILENT)
    for mark in _APOSTROPHES:
        first, _, rest = word.partition(mark)
        word = rest if rest and len(first) < _ELIDED else first or word
    return word


def _products(choices: list[set[str]]) -> Iterator[tuple[str, ...]]:
    """Every choice of the first word with one of each other: few, as names are short."""
    if not choices:
        return
    made: list[tuple[str, ...]] = [()]
    for some in choices:
        made = [(*keys, key) for keys in made for key in sorted(some)]
    yield from made


def _frozen(cats: dict[str, list[object]]) -> Cats:
    return (
        {name: tuple(dict.fromkeys(values)) for name, values in cats.items()} if cats else NOTHING
    )
