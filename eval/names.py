"""Measures whether names are found across spellings and scripts: `python -m eval.names`.

Places: 2,000 of the gazetteer with names in three scripts or more. Each is the subject of one
statement, by one of its names; the query is another, in another script. Among 20,000 statements
about other places. Persons and bodies: `gold/names.tsv`, each spelling in a statement of its own,
asked for by every spelling in another script, among the same others.

The engine is tantivy with two fields, as `text.analysis` and the gazetteer are meant to be used:
folded words with positions, and the keys of name-like words. Exits 1 below a floor.
"""

import random
import sys
import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

from eval.floors import shortfalls
from eval.names_index import NamesIndex

from onrecord.errors import ConfigError
from onrecord.lexicon.gazetteer import Gazetteer, Place
from onrecord.lexicon.gazetteer.opening import open_gazetteer
from onrecord.text.analysis import fold_text

SEED = 20261125
PLACES, OTHERS = 2_000, 20_000
CUT = 10
GOLD = Path(__file__).with_name("gold") / "names.tsv"
# One neutral sentence per language; a name stands in it as it is listed.
SENTENCES = {
    "en": "The delegation visited {} on Tuesday and met the local council.",
    "az": "Nümayəndə heyəti çərşənbə axşamı {} ilə görüşdü və yerli şuraya baş çəkdi.",
    "tr": "Heyet salı günü {} ile görüştü ve yerel meclisi ziyaret etti.",
    "de": "Die Delegation besuchte {} am Dienstag und traf den örtlichen Rat.",
    "fr": "La délégation a visité {} mardi et rencontré le conseil local.",
    "ru": "Делегация посетила {} во вторник и встретилась с местным советом.",
    "hy": "Պատվիրակությունը երեքշաբթի այցելեց {} և հանդիպեց տեղական խորհրդի հետ։",
    "ka": "დელეგაცია სამშაბათს ეწვია {} და შეხვდა ადგილობრივ საბჭოს.",
    "ar": "زار الوفد {} يوم الثلاثاء وعقد لقاءات مع السكان.",
    "fa": "هیئت روز سه‌شنبه از {} دیدن کرد و با ساکنان گفت‌وگو کرد.",
    "he": "המשלחת ביקרה {} ביום שלישי ונפגשה עם המועצה המקומית.",
    "el": "Η αντιπροσωπεία επισκέφθηκε {} την Τρίτη και συναντήθηκε με το συμβούλιο.",
    "zh": "代表团星期二访问了{}，并会见了地方议会。",
    "ko": "대표단은 화요일 {} 를 방문하여 지방 의회를 만났다.",
    "ja": "代表団は火曜日に{}を訪れ、地方議会と会談した。",
}
# The language of a statement by the script of its name; of other scripts: English.
LANGUAGES = {
    "CYRILLIC": "ru",
    "ARMENIAN": "hy",
    "GEORGIAN": "ka",
    "ARABIC": "ar",
    "HEBREW": "he",
    "GREEK": "el",
    "CJK": "zh",
    "HANGUL": "ko",
    "KATAKANA": "ja",
}
PERSIAN_LETTERS = frozenset("پچژگکی")


@dataclass(frozen=True, slots=True)
class Case:
    """A query, and the number of the statement that must be found."""

    query: str
    wanted: int


@dataclass(frozen=True, slots=True)
class Score:
    """Of all cases: found among the first ten, and with something wrong above."""

    cases: int
    found: int
    wrong_above: int

    @property
    def recall(self) -> float:
        return self.found / self.cases

    @property
    def wrong(self) -> float:
        return self.wrong_above / self.cases


def main(arguments: Sequence[str] | None = None) -> int:
    show = "--show" in (arguments if arguments is not None else sys.argv[1:])
    try:
        gazetteer = open_gazetteer()
    except ConfigError as absent:
        print(f"skipped: {absent}", file=sys.stderr)
        return 0
    with tempfile.TemporaryDirectory(prefix="onrecord-eval-") as folder:
        measured = measure(gazetteer, Path(folder), show=show)
    for name, value in measured.items():
        print(f"  {name:24} {value:.4f}")
    below = shortfalls("names", measured)
    print("\n".join(below) or "no measure is below its floor")
    return 1 if below else 0


def measure(gazetteer: Gazetteer, folder: Path, *, show: bool = False) -> dict[str, float]:
    """Return the share of places, and of both halves of persons and bodies, found and clean."""
    chosen, others = _sampled(gazetteer)
    index = NamesIndex(folder, gazetteer)
    source = random.Random(SEED + 1)  # noqa: S311 - a repeatable choice, no secret
    subjects: list[frozenset[str]] = []
    cases = []
    for place in others:  # first, so that no tie is won by those asked for
        subjects.append(_folded(place.names))
        index.add(*sentence(source.choice(place.names)))
    for place in chosen:
        said, asked = _two_names(place, source)
        cases.append(Case(asked, len(subjects)))
        subjects.append(_folded(place.names))
        index.add(*sentence(said))
    persons = list(gold())
    people: dict[str, list[Case]] = {"dev": [], "heldout": []}
    for half, spellings in persons:
        first = len(subjects)
        for spelling, language in spellings:
            subjects.append(frozenset({f"{first}"}))
            index.add(*sentence(spelling, language))
        people[half] += [
            Case(asked, first + at)
            for asked, _ in spellings
            for at, (said, _) in enumerate(spellings)
            if script(said) != script(asked)
        ]
    index.finish()
    measured = {}
    for name, of in (("places", cases), *people.items()):
        shown = show and name != "heldout"
        score = _score(index, of, subjects, wordings=name != "places", show=shown)
        measured[f"{name}_found"] = score.recall
        measured[f"{name}_clean"] = 1 - score.wrong
    return measured


def _score(
    index: NamesIndex,
    cases: Sequence[Case],
    subjects: Sequence[frozenset[str]],
    *,
    wordings: bool,
    show: bool,
) -> Score:
    """Count; with `wordings` other statements of the same subject take no place in the ten."""
    found = wrong = 0
    for case in cases:
        above: list[int] = []
        for number in index.search(case.query, 10 * CUT):
            if number == case.wanted:
                break
            above.append(number)
        else:
            above += [-1] * CUT
        # What shares a name with the wanted is another wording, or a namesake, and not wrong; nor
        # is what holds the very words asked for, which come first by rule.
        names = subjects[case.wanted]
        asked = f" {fold_text(case.query)} "
        others = [
            n
            for n in above
            if n >= 0 and names.isdisjoint(subjects[n]) and asked not in index.folded(n)
        ]
        same = sum(1 for n in above if n >= 0) - len(others)
        missed = len(above) - (same if wordings else 0) >= CUT
        found += not missed
        wrong += bool(others)
        if show and (others or missed):
            texts = [index.texts[number][:60] for number in others[:3]]
            state = "MISSED" if missed else "wrong "
            print(state, case.query, "|", index.texts[case.wanted][:70], "|", texts)
    return Score(len(cases), found, wrong)


def _sampled(gazetteer: Gazetteer) -> tuple[list[Place], list[Place]]:
    source = random.Random(SEED)  # noqa: S311
    eligible: list[Place] = []
    rest: list[Place] = []
    for place in gazetteer.places():
        (eligible if len(scripts(place.names)) >= 3 else rest).append(place)
    eligible.sort(key=lambda place: place.id)
    chosen = source.sample(eligible, PLACES)
    taken = {place.id for place in chosen}
    left = sorted((p for p in [*eligible, *rest] if p.id not in taken), key=lambda p: p.id)
    return chosen, source.sample(left, OTHERS)


def _two_names(place: Place, source: random.Random) -> tuple[str, str]:
    """Return a name for the statement and, in another script, one for the query."""
    said_in, asked_in = source.sample(sorted(scripts(place.names)), 2)
    said = source.choice([n for n in place.names if script(n) == said_in])
    asked = source.choice([n for n in place.names if script(n) == asked_in])
    return said, asked


def _folded(names: Sequence[str]) -> frozenset[str]:
    return frozenset(map(fold_text, names))


def sentence(name: str, language: str = "") -> tuple[str, str]:
    """Return a statement about something, and its language.

    >>> sentence("Баку")
    ('Делегация посетила Баку во вторник и встретилась с местным советом.', 'ru')
    """
    found = language or LANGUAGES.get(script(name), "en")
    if found == "ar" and not PERSIAN_LETTERS.isdisjoint(name):
        found = "fa"
    return SENTENCES.get(found, SENTENCES["en"]).format(name), found


def gold() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield (half, [(spelling, language or "")]) of each person or body."""
    for line in GOLD.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            half, *spellings = line.split("\t")
            parts = (spelling.rpartition(":") for spelling in spellings)
            yield half, [(spelling, language) for language, _, spelling in parts]


def scripts(names: Sequence[str]) -> set[str]:
    return {script(name) for name in names} - {""}


@cache
def _script(letter: str) -> str:
    name = unicodedata.name(letter, "").split(" ")[0]
    return "" if name == "MODIFIER" else name


def script(name: str) -> str:
    """Return the script of a name's first letter, as Unicode names it."""
    return next(islice((s for c in name if c.isalpha() if (s := _script(c))), 1), "")


if __name__ == "__main__":
    sys.exit(main())
