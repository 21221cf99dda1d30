"""Measures whether names are found across spellings and scripts: `python -m eval.names`.

Statements stand in the search index itself and are asked for as a reader asks, all defaults.

Places: 2,000 of the gazetteer with names in three scripts or more. Each is the subject of one
statement, by one of its names, in a sentence of its language; the query is another of its names,
in another script. They stand among 20,000 statements about other places of the gazetteer.
*Found*: the statement is among the first ten. *Clean*: no statement of a wrong place stands above
it. Wrong is every other place but a namesake, which nobody could tell by the name: one that has
in the gazetteer the very name asked for; one whose main name there is the same; one whose statement
calls it by a name of the place asked for. Names are compared folded. *Strict*: nor does another
place that is no namesake, and whose longer name holds the words asked for (Santa Rosa de Osos, for
Santa Rosa); as it holds all that was typed, it comes first by rule, and *strict* has no bound.

Persons and bodies: `gold/names.tsv`, each spelling in a statement of its own, asked for by every
spelling in another script, among the same others. Other spellings of the same take no place in the
ten. *Clean*: nothing about anything else stands above. Exits 1 below a floor.
"""

import random
import sys
import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import islice
from pathlib import Path

from eval.floors import shortfalls

from onrecord.errors import ConfigError
from onrecord.index.tantivy_index import TantivyIndex
from onrecord.lexicon.gazetteer import Gazetteer, Place
from onrecord.lexicon.gazetteer.opening import open_gazetteer
from onrecord.model.index_document import IndexDocument
from onrecord.model.search import SearchRequest
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


_SINCE = datetime(2025, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Statement:
    """What is said of which subject: `said` is the name, `names` all of the subject's, folded."""

    text: str
    language: str
    said: str
    names: frozenset[str]
    main: str
    is_place: bool
    is_heldout: bool = False  # never shown


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
    longer_above: int  # or something that holds the query inside a longer name

    @property
    def recall(self) -> float:
        return self.found / self.cases

    @property
    def clean(self) -> float:
        return 1 - self.wrong_above / self.cases

    @property
    def strict(self) -> float:
        return 1 - self.longer_above / self.cases


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
    source = random.Random(SEED + 1)  # noqa: S311 - a repeatable choice, no secret
    statements = []
    cases = []
    for place in others:  # first, so that no tie is won by those asked for
        statements.append(of_place(place, source.choice(place.names)))
    for place in chosen:
        said, asked = _two_names(place, source)
        cases.append(Case(asked, len(statements)))
        statements.append(of_place(place, said))
    people: dict[str, list[Case]] = {"dev": [], "heldout": []}
    for half, spellings in gold():
        first = len(statements)
        heldout = half == "heldout"
        statements += [of_person(f"{first}", *one, is_heldout=heldout) for one in spellings]
        people[half] += [
            Case(asked, first + at)
            for asked, _ in spellings
            for at, (said, _) in enumerate(spellings)
            if script(said) != script(asked)
        ]
    index = _indexed(folder, statements)
    measured = {}
    for name, of in (("places", cases), *people.items()):
        if show and name == "heldout":
            continue
        score = _score(index, of, statements, wordings=name != "places", show=show)
        measured[f"{name}_found"] = score.recall
        measured[f"{name}_clean"] = score.clean
        if name == "places":
            measured["places_strict"] = score.strict
    return measured


def _indexed(folder: Path, statements: Sequence[Statement]) -> TantivyIndex:
    index = TantivyIndex.open(folder / "index")
    documents = (
        IndexDocument(
            statement=str(number),
            version=1,
            key=str(number),
            url=None,
            title="",
            text=one.text,
            language=one.language,
            kind="statement",
            published_on=None,
            valid_from=_SINCE,
            valid_to=None,
            current=True,
        )
        for number, one in enumerate(statements)
    )
    index.update([], documents, 1)
    return index


@dataclass(frozen=True, slots=True)
class Above:
    """The statements above the wanted one, by number, best first; whether it was found at all."""

    numbers: tuple[int, ...]
    found: bool


def _above(index: TantivyIndex, case: Case) -> Above:
    request = SearchRequest(query=case.query, limit=10 * CUT, snippets=0)
    numbers = tuple(int(hit.id) for hit in index.search(request).hits)
    found = case.wanted in numbers
    return Above(numbers[: numbers.index(case.wanted)] if found else numbers, found)


def _score(
    index: TantivyIndex,
    cases: Sequence[Case],
    statements: Sequence[Statement],
    *,
    wordings: bool,
    show: bool,
) -> Score:
    """Count; with `wordings` other statements of the same subject take no place in the ten."""
    found = wrong = longer = 0
    for case in cases:
        above = _above(index, case)
        wanted = statements[case.wanted]
        query = fold_text(case.query)
        others = [
            one for n in above.numbers if not _is_namesake(one := statements[n], query, wanted)
        ]
        same = len(above.numbers) - len(others) if wordings else 0
        missed = not above.found or len(above.numbers) - same >= CUT
        others = [one for one in others if one.is_place or not wanted.is_place]
        worse = [one for one in others if f" {query} " not in f" {fold_text(one.said)} "]
        found += not missed
        wrong += bool(worse)
        longer += bool(others)
        if show and (worse or missed):
            state = "MISSED" if missed else "wrong "
            texts = ["(held out)" if one.is_heldout else one.said for one in worse[:3]]
            print(state, case.query, "|", wanted.said, wanted.language, "|", texts)
    return Score(len(cases), found, wrong, longer)


def _is_namesake(one: Statement, query: str, wanted: Statement) -> bool:
    return one.main == wanted.main or query in one.names or fold_text(one.said) in wanted.names


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


def of_place(place: Place, said: str) -> Statement:
    """Return a statement about a place by one of its names, in the language of its script."""
    names = frozenset(map(fold_text, place.names))
    return Statement(*sentence(said), said, names, fold_text(place.name), is_place=True)


def of_person(subject: str, said: str, language: str, *, is_heldout: bool) -> Statement:
    """Return a statement about a person or body, all of whose statements have one subject."""
    text, found = sentence(said, language)
    return Statement(text, found, said, frozenset(), subject, is_place=False, is_heldout=is_heldout)


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
