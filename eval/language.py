"""How often the language of a short passage is told rightly: UDHR (14 languages) and lk_pmd.

    python -m eval.language

Prints a line per language and the totals. Passages are of 60 to 400 characters.
"""

import os
import re
import tarfile
import time
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import zstandard

from onrecord.text.language import detect, detect_by_tables

DATA = Path(os.environ.get("ONRECORD_DATA", "../shared/data"))
SHORTEST, LONGEST = 60, 400
EVERY = 8  # of the releases of lk_pmd, one in so many
UDHR = {
    "arb": "ar", "azj_cyrl": "az-Cyrl", "azj_latn": "az", "deu_1996": "de",
    "ell_monotonic": "el", "eng": "en", "fra": "fr", "hye": "hy", "kat": "ka", "pes_1": "fa",
    "rus": "ru", "spa": "es", "tur": "tr", "ukr": "uk",
}  # fmt: skip


def files(name: str) -> Iterator[tuple[str, bytes]]:
    """Yield (path, bytes) of a data set, unpacked as a folder or packed as .tar.zst."""
    folder = DATA / name
    if folder.is_dir() and not list(folder.glob("*.tar.zst")):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                yield str(path.relative_to(folder)), path.read_bytes()
        return
    packed = [*DATA.glob(f"{name}*.tar.zst"), *folder.glob("*.tar.zst")]
    for archive in sorted(packed):
        raw = zstandard.ZstdDecompressor(max_window_size=2**27).stream_reader(archive.read_bytes())
        with tarfile.open(fileobj=BytesIO(raw.read())) as tar:
            for member in tar:
                content = tar.extractfile(member)
                if content is not None:
                    yield member.name, content.read()


def passages(text: str) -> Iterator[str]:
    for line in text.splitlines():
        passage = " ".join(line.split())[:LONGEST]
        if len(passage) >= SHORTEST:
            yield passage


def udhr() -> Iterator[tuple[str, str]]:
    for path, raw in files("udhr"):
        name = re.search(r"udhr_(\w+)\.xml$", path)
        if name is None:
            continue
        for para in ElementTree.fromstring(raw).findall(".//{*}para"):  # noqa: S314 our own data
            for passage in passages("".join(para.itertext())):
                yield UDHR[name[1]], passage


def lk_pmd() -> Iterator[tuple[str, str]]:
    """Yield the first passages of releases; other scripts' passages in them are not counted."""
    releases = (item for item in files("lk_pmd") if item[0].endswith("doc.txt"))
    for number, (path, raw) in enumerate(releases):
        language = re.search(r"\d{4}-\d\d-\d\d-(en|si|ta)-", path)
        if number % EVERY == 0 and language:
            for passage in list(passages(raw.decode("utf-8")))[:3]:
                yield language[1], passage


def measure(name: str, cases: list[tuple[str, str]]) -> None:
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


def main() -> None:
    measure("udhr", list(udhr()))
    measure("lk_pmd", list(lk_pmd()))


if __name__ == "__main__":
    main()
