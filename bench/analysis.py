"""What the analysis of a text for the index costs: `python -m bench.analysis`.

Words, stems and keys of names of real releases, against PyStemmer alone on the same tokens, which
it is given in lower case and already cut. Both in this process, processor time, best of so many.
"""

import sys
import time
from collections.abc import Callable, Sequence

import Stemmer

from bench.limits import Ratio, tell
from bench.releases import read_releases
from eval import data
from onrecord.text.analysis import tokens
from onrecord.text.analysis.given import analyse

RELEASES = "treasury/news.tar.zst"
TEXTS = 3_000
ROUNDS = 5
BOUND = 3


def main(arguments: Sequence[str] | None = None) -> int:
    del arguments
    try:
        releases = read_releases(data.unpacked(RELEASES))
    except data.DataAbsentError as absent:
        print(f"skipped: {absent}", file=sys.stderr)
        return 0
    texts = [f"{release.title}\n{release.text}" for release in releases[:TEXTS]]
    cut = [[token.lower() for _, _, token in tokens(text)] for text in texts]
    stemmer = Stemmer.Stemmer("english")

    def ours() -> None:
        for text in texts:
            analyse(text, "en")

    def peer() -> None:
        for words in cut:
            stemmer.stemWords(words)

    theirs, taken = _best(peer), _best(ours)
    count = sum(map(len, cut))
    print(f"  {len(texts)} releases, {count} tokens, nanoseconds a token:")
    print(f"  PyStemmer {theirs / count * 1e9:.0f}, ours {taken / count * 1e9:.0f}")
    return tell([Ratio("analysis / PyStemmer", taken / theirs, BOUND, at_least=False)])


def _best(work: Callable[[], None]) -> float:
    return min(_seconds(work) for _ in range(ROUNDS))


def _seconds(work: Callable[[], None]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


if __name__ == "__main__":
    sys.exit(main())
