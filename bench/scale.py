"""How search fares with many statements: `python -m bench.scale [--million | --quick]`.

200,000 made-up statements, with `--million` 1,000,000 too (it takes long; with `--keep FOLDER` the
indexes stay, and what was cut short goes on). Two-term ORs, in this
process: with highlights and facets against raw tantivy with its own snippets on the same text; the
ranked ids alone against SQLite FTS5's bm25; the bytes of the index against those of the text; how
p50 grows with the statements. Processor time of this process, each query's best of several rounds.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from bench.corpora import Corpora, filled, filled_fts5
from bench.limits import Ratio, tell
from bench.made_up import MadeUp
from bench.timing import in_rounds, quantile
from onrecord.model.search import SearchRequest

FEW, MANY, MILLION = 20_000, 200_000, 1_000_000
QUERIES = 100
# Ranks of the words asked for. The bounds are on words as statements of one subject share them,
# each in 1 to 13 of a hundred. The others are shown: the commonest words of all, and rare ones.
JUDGED = range(180, 2_500)
SHOWN = (range(60), range(2_500, 20_000))


class Figures(NamedTuple):
    """What was measured with so many statements; times in milliseconds."""

    p50: float
    ratios: list[Ratio]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.scale", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="20,000 statements")
    parser.add_argument("--million", action="store_true", help="1,000,000 statements too")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="leave the indexes there")
    options = parser.parse_args(arguments)
    counts = [FEW if options.quick else MANY, *([MILLION] if options.million else [])]
    measured = []
    for count in counts:
        with tempfile.TemporaryDirectory(prefix="onrecord-bench-") as folder:
            measured.append(measure((options.keep or Path(folder)) / str(count), count))
    ratios = [ratio for figures in measured for ratio in figures.ratios]
    if len(measured) > 1:
        growth = measured[-1].p50 / measured[0].p50
        name = f"growth of p50 from {counts[0]:,} to {counts[-1]:,}"
        ratios.append(Ratio(name, growth, 3, at_least=False))
    return tell(ratios)


def measure(folder: Path, count: int) -> Figures:
    """Fill the indexes with so many statements, ask them, and return what came of it."""
    corpora = filled(folder, count)
    made, index, raw = corpora.made, corpora.index, corpora.raw
    print(f"  {count:,} statements, {corpora.text_bytes:,} bytes of text", flush=True)
    print(f"  index {corpora.index_bytes:,}, raw tantivy's {corpora.raw_bytes:,}", flush=True)
    many = f"{count:,} statements"
    size = corpora.index_bytes / corpora.text_bytes
    ratios = [Ratio(f"{many}: index / text", size, 1.2, at_least=False)]
    for ranks in (*SHOWN, JUDGED):
        ours, theirs = in_rounds(
            _ors(made, ranks),
            lambda query: index.search(SearchRequest(query=query, facets=True)),
            raw.search,
        )
        found = [(quantile(ours, at), quantile(theirs, at)) for at in (0.5, 0.99)]
        told = ", ".join(f"{a:.2f} to {b:.2f}" for a, b in found)
        print(
            f"  words of rank {ranks.start} to {ranks.stop}: p50, p99 ms to tantivy's {told}",
            flush=True,
        )
    ratios += [
        Ratio(f"{many}: search {name} / raw tantivy", a / b, 3, at_least=False)
        for name, (a, b) in zip(("p50", "p99"), found, strict=True)
    ]
    if count <= MANY:  # FTS5 takes seconds for a query of a million
        ratios += _against_fts5(folder, corpora)
    return Figures(found[0][0], ratios)


def _against_fts5(folder: Path, corpora: Corpora) -> list[Ratio]:
    made, index = corpora.made, corpora.index
    fts = filled_fts5(folder, made)
    for ranks in (*SHOWN, JUDGED):
        asked = made.pairs(QUERIES, ranks)
        ours, theirs = in_rounds(
            asked,
            lambda pair: index.search(SearchRequest(query=" OR ".join(pair), snippets=0)),
            fts.search,
        )
        a, b = sum(ours) / len(ours), sum(theirs) / len(theirs)
        print(f"  words of rank {ranks.start} to {ranks.stop}: ids alone {a:.2f} ms, FTS5 {b:.2f}")
    if made.count < MANY:
        return []  # the bound is on that many
    return [Ratio("SQLite FTS5 / ours, ranked ids of two-term ORs", b / a, 20)]


def _ors(made: MadeUp, ranks: range) -> list[str]:
    return [" OR ".join(pair) for pair in made.pairs(QUERIES, ranks)]


if __name__ == "__main__":
    sys.exit(main())
