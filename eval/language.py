"""How often the language of a short passage is told rightly: UDHR (14 languages) and lk_pmd.

    python -m eval.language

Prints a line per language and the totals. Passages are of 60 to 400 characters.
"""

import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree

from eval.floors import shortfalls

from eval import data
from onrecord.text.language import detect, detect_by_tables

SHORTEST, LONGEST = 60, 400
EVERY = 8  # of the releases of lk_pmd, one in so many
UDHR = {
    "arb": "ar", "azj_cyrl": "az-Cyrl", "azj_latn": "az", "deu_1996": "de",
    "ell_monotonic": "el", "eng": "en", "fra": "fr", "hye": "hy", "kat": "ka", "pes_1": "fa",
    "rus": "ru", "spa": "es", "tur": "tr", "ukr": "uk",
}  # fmt: skip


def passages(text: str) -> Iterator[str]:
    for line in text.splitlines():
        passage = " ".join(line.split())[:LONGEST]
        if len(passage) >= SHORTEST:
            yield passage


def udhr() -> Iterator[tuple[str, str]]:
    for path, raw in data.members("udhr/texts.tar.zst"):
        name = re.search(r"udhr_(\w+)\.xml$", path)
        if name is None:
            continue
        for para in ElementTree.fromstring(raw).findall(".//{*}para"):  # noqa: S314 our own data
            for passage in passages("".join(para.itertext())):
                yield UDHR[name[1]], passage


def lk_pmd() -> Iterator[tuple[str, str]]:
    """Yield the first passages of releases; other scripts' passages in them are not counted."""
    releases = (item for item in data.members("lk_pmd/docs.tar.zst") if item[0].endswith("doc.txt"))
    for number, (path, raw) in enumerate(releases):
        language = re.search(r"\d{4}-\d\d-\d\d-(en|si|ta)-", path)
        if number % EVERY == 0 and language:
            for passage in list(passages(raw.decode("utf-8")))[:3]:
                yield language[1], passage


def measure(name: str, cases: list[tuple[str, str]]) -> float:
    """Print the share told rightly, by language, and return that of all."""
    right: Counter[str] = Counter()
    wrong: Counter[tuple[str, str]] = Counter()
    asked = 0
    began = time.perf_counter()
    for language, passage in cases:
        asked += detect_by_tables(passage).confidence < 0.5
        found = detect(passage).tag
        if found == language:
            right[language] += 1
        else:
            wrong[language, found] += 1
    took = (time.perf_counter() - began) / max(1, len(cases))
    total = Counter(language for language, _ in cases)
    for language in sorted(total):
        misses = {found: n for (given, found), n in wrong.items() if given == language}
        print(
            f"{name} {language:8} {right[language] / total[language]:.3f} of {total[language]}",
            misses,
        )
    share = sum(right.values()) / max(1, len(cases))
    print(f"{name} accuracy {share:.4f} of {len(cases)}; unsure {asked}; {took * 1e3:.2f} ms each")
    return share


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the evaluation; return 1 below a floor, 0 otherwise and when the data is absent."""
    del arguments
    try:
        measured = {
            "udhr": measure("udhr", list(udhr())),
            "lk_pmd": measure("lk_pmd", list(lk_pmd())),
        }
    except data.DataAbsentError as absent:
        print(f"skipped: {absent}", file=sys.stderr)
        return 0
    short = shortfalls("language", measured)
    print(*short, sep="\n", end="\n" if short else "")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
