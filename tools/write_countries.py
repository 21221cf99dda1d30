"""Write the lexicon's country tables from CLDR (Babel) and umpirsky/country-list.

Run as `python tools/write_countries.py FOLDER`, FOLDER being country-list's `data`. Needs Babel,
which nothing else does: `pip install babel`.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from babel import Locale

from onrecord.text.analysis import fold_text

TOOLS = Path(__file__).parent
TABLES = TOOLS.parent / "src" / "onrecord" / "lexicon" / "tables"
LANGUAGES = ("en", "az", "ru", "hy", "tr", "fr", "ar", "fa", "ka", "es", "de", "uk")
# Languages whose texts have no concepts: only their names of countries are known.
OTHERS = (
    *("be", "bg", "bs", "ca", "cs", "da", "el", "et", "fi", "he", "hi", "hr", "hu", "id", "is"),
    *("it", "ja", "kk", "ko", "ky", "lt", "lv", "mk", "mn", "nb", "nl", "pl", "pt", "ro", "sk"),
    *("sl", "sq", "sr", "sv", "th", "tk", "ur", "uz", "vi", "zh"),
)
CASELESS = frozenset({"ar", "fa", "ka"})
UNINFLECTED = frozenset({"en", "fr", "es", "ar", "fa"})
# Names that Russian and Ukrainian do not decline; their stems would be those of other words.
UNDECLINED_ENDINGS = {"ru": "иоуеэю", "uk": "иіоуею"}
# Countries whose name in brackets is another name; elsewhere the brackets say which place is meant.
TWO_NAMES = frozenset({"MM", "FK"})
# Shortened words of the sources, written out besides.
WRITTEN_OUT = (
    ("о-ва", "острова"),
    ("О-ви", "Острови"),
    ("о-ви", "острови"),
    ("о-в ", "остров "),
    ("St. ", "Saint "),
    ("&", "and"),
)


def forms(name: str, code: str) -> Iterator[str]:
    """Yield a name, or the two of it, first as written out and then as it is."""
    names = [name]
    if code in TWO_NAMES and name.endswith(")"):
        names = name[:-1].split(" (")
    for each in names:
        long = each
        for short, written in WRITTEN_OUT:
            long = long.replace(short, written)
        yield from dict.fromkeys((long, each))


def match_of(name: str, language: str) -> str:
    """Return how a country's name is matched by default."""
    words = [] if language in CASELESS else ["case"]
    undeclined = name[-1] in UNDECLINED_ENDINGS.get(language, "")
    if language in UNINFLECTED or undeclined:
        words.insert(0, "fold")
    return " ".join(words)


def rows(folder: Path, language: str, matches: dict[tuple[str, str], str]) -> Iterator[str]:
    """Yield the rows of one language, CLDR's names first."""
    cldr = Locale.parse(language).territories
    other = json.loads((folder / language / "country.json").read_text("utf-8"))
    for code in sorted({*other, "XK"}):
        sources: dict[str, list[str]] = {}
        shown: dict[str, str] = {}
        for source, name in (("cldr", cldr.get(code)), ("country-list", other.get(code))):
            for form in forms(name, code) if name else ():
                key = fold_text(form)
                shown.setdefault(key, form)
                if source not in sources.setdefault(key, []):
                    sources[key].append(source)
        for key, form in shown.items():
            match = matches.get((code, language), match_of(form, language))
            if len(key.split()) > 1 and "ambiguous" in match:
                match = match_of(form, language)  # "La Réunion"
            if code == "TR" and key != "turkey":
                match = match_of(form, language)
            yield "\t".join((f"country-{code.lower()}", form, match, "+".join(sources[key])))


def names_alone(language: str, codes: list[str]) -> Iterator[str]:
    """Yield the rows of a language whose texts have no concepts: concept and name."""
    cldr = Locale.parse(language).territories
    for code in codes:
        if name := cldr.get(code):
            yield f"country-{code.lower()}\t{next(forms(name, code))}"


def main() -> None:
    """Write all tables."""
    folder = Path(sys.argv[1])
    lines = (TOOLS / "country_match.tsv").read_text("utf-8").splitlines()
    exceptions = [line.split("\t") for line in lines if not line.startswith("#")]
    matches = {(code, language): match for code, language, match in exceptions}
    head = "# Made by tools/write_countries.py: country, name, how it is matched, checked against\n"
    for language in LANGUAGES:
        text = head + "\n".join(rows(folder, language, matches)) + "\n"
        (TABLES / "countries" / f"{language}.tsv").write_text(text, "utf-8")
    codes = sorted({*json.loads((folder / "en" / "country.json").read_text("utf-8")), "XK"})
    (TABLES / "countries" / "others").mkdir(exist_ok=True)
    head = "# Made by tools/write_countries.py from CLDR: country, name\n"
    for language in OTHERS:
        text = head + "\n".join(names_alone(language, codes)) + "\n"
        (TABLES / "countries" / "others" / f"{language}.tsv").write_text(text, "utf-8")
    listed = "".join(f"country-{code.lower()}\tcountry\n" for code in codes)
    (TABLES / "countries.tsv").write_text("# concept\ttype\n" + listed, "utf-8")


if __name__ == "__main__":
    main()
