"""How fast searches are: `python -m bench.search [--quick]`, against raw tantivy and SQLite FTS5.

Real releases: search with highlights and facets, in this process, against tantivy's own search
with its own snippets for the same queries (an en_stem field, the same texts, ten hits).
Made-up statements: the ranked ids of two-term ORs against SQLite FTS5's bm25.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import TypeVar

from bench.limits import Ratio, tell
from bench.made_up import made_up
from bench.peers import Fts5, RawTantivy
from bench.releases import Release, queries, read_releases
from eval import data
from onrecord.index.tantivy_index import TantivyIndex
from onrecord.model.index_document import IndexDocument
from onrecord.model.search import SearchRequest

RELEASES = "treasury/news.tar.zst"
BATCH = 2_000
STATEMENTS, FEW_STATEMENTS = 200_000, 20_000
FEW_RELEASES = 2_000
TWO_TERM_QUERIES = 100
ROUNDS = 2  # the first warms up
# Ranks of the made-up words asked for. The bound is on words as statements of one subject share
# them, each in 1 to 13 of a hundred. The others are shown: with rarer words both are done in the
# time it takes to say so.
JUDGED = range(30, 300)
SHOWN = (range(30), range(10, 100), range(100, 1_000), range(1_000, 3_000))
_Q = TypeVar("_Q")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.search", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of everything")
    quick = parser.parse_args(arguments).quick
    with tempfile.TemporaryDirectory(prefix="onrecord-bench-") as folder:
        ratios = _against_fts5(Path(folder), FEW_STATEMENTS if quick else STATEMENTS)
        try:
            releases = read_releases(data.unpacked(RELEASES))
        except data.DataAbsentError as absent:
            print(f"skipped: {absent}", file=sys.stderr)
        else:
            ratios += _against_tantivy(Path(folder), releases[: FEW_RELEASES if quick else None])
    return tell(ratios)


def _against_tantivy(folder: Path, releases: list[Release]) -> list[Ratio]:
    raw = RawTantivy(folder / "raw")
    raw.add((release.key, f"{release.title}\n{release.text}") for release in releases)
    index = TantivyIndex.open(folder / "index")
    _add(index, [release.document() for release in releases])
    asked = queries(releases)
    ours, theirs = _in_rounds(
        asked,
        lambda query: index.search(SearchRequest(query=query, facets=True)),
        raw.search,
    )
    print(f"  {len(releases)} releases, {len(asked)} queries, milliseconds: p50, p99")
    ratios = []
    for name, at in (("p50", 0.5), ("p99", 0.99)):
        a, b = _quantile(ours, at), _quantile(theirs, at)
        print(f"  {name}: ours with highlights and facets {a:.2f}, tantivy with snippets {b:.2f}")
        ratios.append(Ratio(f"search {name} / raw tantivy", a / b, 3, at_least=False))
    return ratios


def _against_fts5(folder: Path, count: int) -> list[Ratio]:
    made = made_up(count)
    fts = Fts5(folder / "fts.sqlite")
    fts.add((one.statement, one.text) for one in made.documents())
    index = TantivyIndex.open(folder / "made-up")
    _add(index, made.documents())
    print(f"  {count} made-up statements, two-term ORs, mean milliseconds")
    for ranks in (*SHOWN, JUDGED):
        asked = made.pairs(TWO_TERM_QUERIES, ranks)
        ours, theirs = _in_rounds(
            asked,
            lambda pair: index.search(SearchRequest(query=" OR ".join(pair), snippets=0)),
            fts.search,
        )
        a, b = sum(ours) / len(ours), sum(theirs) / len(theirs)
        print(f"  words of rank {ranks.start} to {ranks.stop}: ours {a:.2f}, FTS5 {b:.2f}")
    if count < STATEMENTS:
        return []  # the bound is on that many
    return [Ratio("SQLite FTS5 / ours, ranked ids of two-term ORs", b / a, 20)]


def _add(index: TantivyIndex, documents: Iterable[IndexDocument]) -> None:
    position = 0
    source = iter(documents)
    while batch := list(islice(source, BATCH)):
        position += len(batch)
        index.update([one.statement for one in batch], batch, position)


def _in_rounds(
    asked: Sequence[_Q], ours: Callable[[_Q], object], theirs: Callable[[_Q], object]
) -> tuple[list[float], list[float]]:
    """Return the milliseconds of each query for both: each asked all in a row, the best of rounds.

    Asked in turn they would push each other's data out of the processor's caches.
    """
    best: list[list[float]] = []
    for search in (ours, theirs):
        rounds = [[_milliseconds(search, query) for query in asked] for _ in range(ROUNDS)]
        best.append([min(taken) for taken in zip(*rounds, strict=True)])
    return best[0], best[1]


def _milliseconds(search: Callable[[_Q], object], query: _Q) -> float:
    started = time.perf_counter()
    search(query)
    return (time.perf_counter() - started) * 1000


def _quantile(values: list[float], at: float) -> float:
    return sorted(values)[min(int(len(values) * at), len(values) - 1)]


if __name__ == "__main__":
    sys.exit(main())
