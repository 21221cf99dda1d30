"""How fast searches are: `python -m bench.search [--quick]`, against raw tantivy on real releases.

Search with highlights and facets, in this process, against tantivy's own search with its own
snippets for the same queries (an en_stem field, the same texts, ten hits).
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.limits import Ratio, tell
from bench.peers import RawTantivy
from bench.releases import Release, queries, read_releases
from bench.timing import fill, in_rounds, quantile
from eval import data
from onrecord.index.tantivy_index import TantivyIndex
from onrecord.model.search import SearchRequest

RELEASES = "treasury/news.tar.zst"
FEW_RELEASES = 2_000


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.search", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="an eighth of the releases")
    quick = parser.parse_args(arguments).quick
    try:
        releases = read_releases(data.unpacked(RELEASES))
    except data.DataAbsentError as absent:
        print(f"skipped: {absent}", file=sys.stderr)
        return 0
    with tempfile.TemporaryDirectory(prefix="onrecord-bench-") as folder:
        return tell(_against_tantivy(Path(folder), releases[: FEW_RELEASES if quick else None]))


def _against_tantivy(folder: Path, releases: list[Release]) -> list[Ratio]:
    raw = RawTantivy(folder / "raw")
    raw.add((release.key, f"{release.title}\n{release.text}") for release in releases)
    index = TantivyIndex.open(folder / "index")
    fill(index, [release.document() for release in releases])
    asked = queries(releases)
    ours, theirs = in_rounds(
        asked,
        lambda query: index.search(SearchRequest(query=query, facets=True)),
        raw.search,
    )
    print(f"  {len(releases)} releases, {len(asked)} queries, milliseconds: p50, p99")
    ratios = []
    for name, at in (("p50", 0.5), ("p99", 0.99)):
        a, b = quantile(ours, at), quantile(theirs, at)
        print(f"  {name}: ours with highlights and facets {a:.2f}, tantivy with snippets {b:.2f}")
        ratios.append(Ratio(f"search {name} / raw tantivy", a / b, 3, at_least=False))
    return ratios


if __name__ == "__main__":
    sys.exit(main())
