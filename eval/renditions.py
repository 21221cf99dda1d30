"""How well renditions are brought side by side: the Universal Declaration in pairs of languages.

Its paragraphs are the same in every language, article by article. One in ten is left out of one
side, by a fixed seed; asked is which belong together and which were left out. Beside it stands the
pairing by length and order alone.
"""

import argparse
import random
import re
import sys
from collections.abc import Mapping, Sequence
from itertools import permutations
from typing import NamedTuple
from xml.etree import ElementTree  # our own data

from eval.floors import shortfalls
from eval.language import UDHR

from eval import data
from onrecord.archive.renditions.anchors import part_of
from onrecord.text.aligning import Part, align

LANGUAGES = ("en", "az", "ru", "hy", "tr", "fr", "ar")
LEFT_OUT = 0.1
SEED = 20251019

Articles = Mapping[str, list[str]]  # number -> paragraphs


class Counts(NamedTuple):
    """Links found and in truth, right ones; the same of what is left out."""

    links: tuple[int, int, int]
    left_out: tuple[int, int, int]


def main(arguments: Sequence[str] | None = None) -> int:
    argparse.ArgumentParser(prog="python -m eval.renditions", description=__doc__).parse_args(
        arguments
    )
    texts = _texts()
    totals = {"alike": [0] * 6, "length": [0] * 6}
    for one, other in permutations(LANGUAGES, 2):
        for name, counts in _asked(texts[one], texts[other], one, other).items():
            totals[name] = [a + b for a, b in zip(totals[name], sum(counts, ()), strict=True)]
    links, left_out = {}, {}
    for name, numbers in totals.items():
        links[name], left_out[name] = _f1(numbers[:3]), _f1(numbers[3:])
        told = f"links F1 {links[name]:.4f}, left out F1 {left_out[name]:.4f}"
        print(f"  {name:7} {told}  ({numbers[1]} links, {numbers[4]} left out)")
    measured = {"links_f1": links["alike"], "left_out_f1": left_out["alike"]}
    short = shortfalls("renditions", measured)
    print(*short, sep="\n", end="\n" if short else "")
    return 1 if short else 0


def _texts() -> dict[str, Articles]:
    found: dict[str, Articles] = {}
    for path, raw in data.members("udhr/texts.tar.zst"):
        name = re.search(r"udhr_(\w+)\.xml$", path)
        language = UDHR.get(name[1]) if name else None
        if language in LANGUAGES and language not in found:
            found[language] = _articles(ElementTree.fromstring(raw))  # noqa: S314
    return found


def _articles(root: ElementTree.Element) -> Articles:
    return {
        article.get("number") or str(at): [
            " ".join("".join(para.itertext()).split()) for para in article.findall(".//{*}para")
        ]
        for at, article in enumerate(root.findall(".//{*}article"))
    }


def _asked(here: Articles, there: Articles, one: str, other: str) -> dict[str, Counts]:
    dice = random.Random(f"{SEED} {one} {other}")  # noqa: S311
    texts, others = _paragraphs(here, there), _paragraphs(there, here)
    kept = [key for key in others if dice.random() >= LEFT_OUT]
    mine = [part_of(text, one) for text in texts.values()]
    theirs = [part_of(others[key], other) for key in kept]
    return {
        "alike": _counts(list(texts), kept, mine, theirs),
        "length": _counts(list(texts), kept, _bare(mine), _bare(theirs)),
    }


def _paragraphs(articles: Articles, other: Articles) -> dict[tuple[str, int], str]:
    """Return an article's paragraphs one by one where the other has as many, else as one."""
    made = {}
    for number in articles.keys() & other.keys():
        some = articles[number]
        as_many = len(some) == len(other[number])
        for place, text in enumerate(some if as_many else ["\n".join(some)]):
            made[number, place] = text
    return dict(sorted(made.items(), key=lambda item: (int(item[0][0]), item[0][1])))


def _bare(parts: list[Part]) -> list[Part]:
    return [Part(part.length, {}) for part in parts]


def _counts(
    here: list[tuple[str, int]], there: list[tuple[str, int]], mine: list[Part], theirs: list[Part]
) -> Counts:
    pairs = align(mine, theirs)
    links = {(here[i], there[j]) for pair in pairs for i in pair.here for j in pair.there}
    truth = {(key, key) for key in set(here) & set(there)}
    left = {here[i] for pair in pairs if not pair.there for i in pair.here}
    gone = set(here) - set(there)
    return Counts(
        (len(links), len(truth), len(links & truth)), (len(left), len(gone), len(left & gone))
    )


def _f1(counts: list[int]) -> float:
    found, true, right = counts
    return 2 * right / (found + true) if found + true else 0.0


if __name__ == "__main__":
    sys.exit(main())
