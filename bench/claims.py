"""How long the claims of English releases take: `python -m bench.claims [--limit N]`.

Against spaCy's blank English tokenizer with its sentencizer, on the same texts in the same run, by
processor time of one process, the best of several runs.
"""

import argparse
import importlib.util
import sys
import time
from collections.abc import Callable, Sequence

from bench.limits import Ratio, tell
from bench.releases import read_releases
from eval import data
from onrecord.claims.making import make_claims
from onrecord.model.issuer import Registry
from onrecord.model.statement import (
    Block,
    BlockKind,
    Extraction,
    IssuerBasis,
    IssuerMention,
    IssuerRole,
    StatementKind,
)

RUNS = 5
MOST_TIMES = 4.0  # of the tokenizer and the sentencizer alone
ISSUER = IssuerMention(
    "us-treasury", "U.S. Department of the Treasury", IssuerRole.SOLE, IssuerBasis.SUPPLIED, "US"
)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.claims", description=__doc__)
    parser.add_argument("--limit", type=int, default=400, help="use only so many releases")
    options = parser.parse_args(arguments)
    if importlib.util.find_spec("spacy") is None:
        print("skipped: spaCy is not installed (`make bench` installs it)", file=sys.stderr)
        return 0
    try:
        every = read_releases(data.unpacked("treasury/news.tar.zst"))
    except data.DataAbsentError as absent:
        print(f"skipped: {absent}", file=sys.stderr)
        return 0
    step = max(len(every) // options.limit, 1)
    texts = [release.text for release in every[::step]]
    read = [extraction(text) for text in texts]
    signs = sum(map(len, texts))
    ours = best(lambda: [make_claims(each, Registry()) for each in read])
    peer = best(_peer(texts))
    for name, seconds in (("claims", ours), ("spaCy tokenizer and sentencizer", peer)):
        print(f"{name}: {seconds / signs * 3e6:.2f} ms of processor time for 3,000 characters")
    return tell([Ratio("claims, times spaCy's", ours / peer, MOST_TIMES, at_least=False)])


def extraction(text: str) -> Extraction:
    """Return a release as one statement with a paragraph a line."""
    blocks = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(BlockKind.PARAGRAPH, line, start, start + len(line)))
        start += len(line) + 1
    return Extraction(
        text=text,
        title="",
        kind=StatementKind.PRESS_RELEASE,
        language="en",
        published_on=None,
        place=None,
        issuers=(ISSUER,),
        blocks=tuple(blocks),
    )


def _peer(texts: Sequence[str]) -> Callable[[], object]:
    import spacy  # takes seconds to load, and is no dependency

    blank = spacy.blank("en")
    blank.add_pipe("sentencizer")
    blank.max_length = 10_000_000
    return lambda: [blank(text) for text in texts]


def best(work: Callable[[], object]) -> float:
    """Return the least processor time of several runs, in seconds."""
    times = []
    for _ in range(RUNS):
        before = time.process_time()
        work()
        times.append(time.process_time() - before)
    return min(times)


if __name__ == "__main__":
    sys.exit(main())
