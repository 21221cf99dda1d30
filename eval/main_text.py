"""How much of a page's main text is found, and how fast: ours beside trafilatura and resiliparse.

    python -m eval.main_text            all tools
    python -m eval.main_text --ours     ours only
    python -m eval.main_text --worst 20 our worst pages of the tuning half

The measure is that of WCXB's makers (evaluate.py of the benchmark, CC BY 4.0): words are `\\w+` in
lower case, compared as bags; F1 per page, averaged over pages. Beside it the share of their
phrases that belong to the text and are in it ("with"), and of those that don't and are ("without").
All tools get the same bytes and address in one process, one tool after the other; times are of the
processor.
"""

import argparse
import datetime as dt
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import trafilatura
from eval.floors import shortfalls
from eval.pages import Page, wcxb

from onrecord.errors import ExtractionError
from onrecord.extract.html.reader import read
from onrecord.extract.layout import Context

Extractor = Callable[[Page], str]
_AT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
_fallen_back: set[str] = set()


@dataclass(slots=True)
class Score:
    """The measures of one tool, a value a page."""

    f1: list[float] = field(default_factory=list)
    precision: list[float] = field(default_factory=list)
    recall: list[float] = field(default_factory=list)
    present: list[float] = field(default_factory=list)
    absent: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    held_back: list[bool] = field(default_factory=list)

    def add(self, page: Page, text: str, seconds: float) -> None:
        precision, recall, f1 = word_f1(text, page.text)
        low = text.lower()
        self.f1.append(f1)
        self.precision.append(precision)
        self.recall.append(recall)
        self.present.append(_share(page.present, low, 1.0))
        self.absent.append(_share(page.absent, low, 0.0))
        self.seconds.append(seconds)
        self.names.append(page.name)
        self.held_back.append(page.held_back)

    def mean_f1(self, held_back: bool) -> float:
        return statistics.fmean(
            f for f, held in zip(self.f1, self.held_back, strict=True) if held is held_back
        )


def word_f1(found: str, wanted: str) -> tuple[float, float, float]:
    """Return precision, recall and F1 of two bags of words.

    >>> word_f1("a b c d", "a b")
    (0.5, 1.0, 0.6666666666666666)
    """
    ours, theirs = Counter(_words(found)), Counter(_words(wanted))
    if not theirs:
        return (0.0, 0.0, 0.0) if ours else (1.0, 1.0, 1.0)
    common = (ours & theirs).total()
    if not common:
        return 0.0, 0.0, 0.0
    precision, recall = common / ours.total(), common / theirs.total()
    return precision, recall, 2 * precision * recall / (precision + recall)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _share(phrases: Iterable[str], low: str, without: float) -> float:
    phrases = [p.lower() for p in phrases]
    return sum(p in low for p in phrases) / len(phrases) if phrases else without


def ours(page: Page) -> str:
    context = Context(uri=page.url, path=page.name, at=_AT, url=page.url)
    try:
        layout = read(page.payload, context)
    except ExtractionError:
        return ""
    if layout.reader.endswith("+trafilatura"):
        _fallen_back.add(page.name)
    return "\n".join(block.text for block in layout.blocks)


def trafilatura_default(page: Page) -> str:
    return _text(trafilatura.bare_extraction(page.payload, url=page.url, with_metadata=True))


def trafilatura_fast(page: Page) -> str:
    return _text(
        trafilatura.bare_extraction(page.payload, url=page.url, with_metadata=True, fast=True)
    )


def _text(document: object) -> str:
    return getattr(document, "text", None) or ""


def _resiliparse() -> Extractor | None:
    try:
        from resiliparse.extract.html2text import extract_plain_text
        from resiliparse.parse.encoding import bytes_to_str, detect_encoding
    except ImportError:
        return None

    def extract(page: Page) -> str:
        markup = bytes_to_str(page.payload, detect_encoding(page.payload) or "utf-8")
        return str(extract_plain_text(markup, main_content=True))

    return extract


def measure(tools: dict[str, Extractor], pages: Iterable[Page]) -> dict[str, Score]:
    scores = {name: Score() for name in tools}
    pages = list(pages)
    for name, extract in tools.items():
        for page in pages:
            began = time.process_time()
            text = extract(page)
            scores[name].add(page, text, time.process_time() - began)
    return scores


def report(scores: dict[str, Score]) -> None:
    print(f"{'':22} F1     tuned  held   prec.  recall with   without  ms/page  x")
    base = scores.get("trafilatura")
    for name, score in scores.items():
        each = statistics.fmean(score.seconds) * 1e3
        times = f"{statistics.fmean(base.seconds) * 1e3 / each:5.1f}" if base else ""
        values = (score.f1, score.precision, score.recall, score.present, score.absent)
        f1, precision, recall, present, absent = map(statistics.fmean, values)
        print(
            f"{name:22} {f1:.4f} {score.mean_f1(False):.4f} {score.mean_f1(True):.4f} "
            f"{precision:.4f} {recall:.4f} {present:.4f} {absent:.4f}   {each:7.2f} {times}"
        )
    print(f"pages {len(scores['onrecord'].f1)}; ours fell back on {len(_fallen_back)}")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ours", action="store_true")
    parser.add_argument("--worst", type=int, default=0)
    options = parser.parse_args(arguments)
    tools: dict[str, Extractor] = {"onrecord": ours}
    if not options.ours and not options.worst:
        tools |= {"trafilatura": trafilatura_default, "trafilatura fast": trafilatura_fast}
        resiliparse = _resiliparse()
        if resiliparse is not None:
            tools["resiliparse"] = resiliparse
    scores = measure(tools, wcxb())
    report(scores)
    score = scores["onrecord"]
    rows = zip(score.f1, score.precision, score.recall, score.names, score.held_back, strict=True)
    for f1, precision, recall, name, _ in sorted(r for r in rows if not r[4])[: options.worst]:
        fell = "fell back" if name in _fallen_back else ""
        print(f"{name} F1 {f1:.3f} precision {precision:.3f} recall {recall:.3f} {fell}")
    measured = {"f1": statistics.fmean(score.f1)}
    if "trafilatura" in scores:
        measured["f1_over_trafilatura"] = measured["f1"] - statistics.fmean(
            scores["trafilatura"].f1
        )
    short = shortfalls("main_text", measured) if not options.ours and not options.worst else []
    print(*short, sep="\n", end="\n" if short else "")
    return 1 if short else 0


if __name__ == "__main__":
    raise SystemExit(main())
