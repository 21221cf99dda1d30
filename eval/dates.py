"""How often a page's publication date is found: ours beside htmldate and trafilatura.

    python -m eval.dates            all tools
    python -m eval.dates --ours     ours only, and how often each place of a page is right
    python -m eval.dates --wrong 20 our first mistakes of the tuning half

The measures are those of htmldate's makers (their evaluation): a page counts as right when the day
is the labelled one, else as wrong, or as missing when no date is given; accuracy is the right
ones among all, precision among those with an answer. Pages without a label are left out. All
tools get the same bytes and address; times are of the processor.
"""

import argparse
import datetime as dt
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

import trafilatura
from eval.floors import shortfalls
from eval.pages import Page, htmldate, wcxb
from htmldate import find_date

from onrecord.errors import ExtractionError
from onrecord.extract.html.dates import PageDate, dates_of

Finder = Callable[[Page], str | None]
_AT = dt.date(2026, 11, 1)  # after the last label
SETS = {"wcxb_articles": wcxb, "htmldate": htmldate}


def found(page: Page) -> list[PageDate]:
    try:
        return dates_of(page.payload, url=page.url, at=_AT)
    except ExtractionError:
        return []


def ours(page: Page) -> str | None:
    dates = found(page)
    return dates[0].date.isoformat() if dates else None


def by_htmldate(page: Page) -> str | None:
    try:
        return find_date(page.payload, url=page.url, original_date=True, max_date=str(_AT))
    except ValueError:
        return None


def by_trafilatura(page: Page) -> str | None:
    document = trafilatura.bare_extraction(page.payload, url=page.url, with_metadata=True)
    return getattr(document, "date", None)


def measure(find: Finder, pages: Iterable[Page]) -> tuple[Counter[str], float]:
    counts: Counter[str] = Counter()
    seconds = 0.0
    for page in pages:
        began = time.process_time()
        date = find(page)
        seconds += time.process_time() - began
        half = "held" if page.held_back else "tuned"
        outcome = "right" if date == page.date else "wrong" if date else "missing"
        counts.update([outcome, f"{half} {outcome}", half])
    return counts, seconds


def report(name: str, counts: Counter[str], seconds: float) -> float:
    total = counts["tuned"] + counts["held"]
    accuracy = counts["right"] / total
    answered = counts["right"] + counts["wrong"]
    print(
        f"{name:30} accuracy {accuracy:.4f} (tuned {counts['tuned right'] / counts['tuned']:.4f}, "
        f"held {counts['held right'] / counts['held']:.4f}) "
        f"precision {counts['right'] / max(1, answered):.4f} "
        f"wrong {counts['wrong']} missing {counts['missing']} of {total}; "
        f"{seconds / total * 1e3:.2f} ms/page"
    )
    return accuracy


def places(pages: Iterable[Page]) -> None:
    """Print how often each place's date is right: when it is the answer, and in any rank."""
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    for page in pages:
        for rank, date in enumerate(found(page)):
            right = date.date.isoformat() == page.date
            rows[date.hint.why].update([f"{'first' if rank == 0 else 'later'} {right}"])
    for why, row in sorted(rows.items(), key=lambda item: -item[1].total()):
        print(
            f"  {why:44} first {row['first True']} of {row['first True'] + row['first False']}, "
            f"later {row['later True']} of {row['later True'] + row['later False']}"
        )


def mistakes(pages: Iterable[Page], most: int) -> None:
    for page in pages:
        dates = found(page)
        if dates and dates[0].date.isoformat() == page.date:
            continue
        print(page.name, "wanted", page.date, page.url[:100])
        for date in dates[:4]:
            print("    ", date.date, "|", date.hint.value[:60], "|", date.hint.why)
        most -= 1
        if most <= 0:
            return


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ours", action="store_true")
    parser.add_argument("--wrong", type=int, default=0)
    options = parser.parse_args(arguments)
    alone = options.ours or options.wrong
    measured = {}
    for name, source in SETS.items():
        pages = [page for page in source() if page.date]
        tools: dict[str, Finder] = {"onrecord": ours}
        if not alone:
            tools |= {"htmldate": by_htmldate, "trafilatura": by_trafilatura}
        accuracies = {
            tool: report(f"{name} {tool}", *measure(find, pages)) for tool, find in tools.items()
        }
        measured[name] = accuracies["onrecord"]
        if "htmldate" in accuracies:
            measured[f"{name}_over_htmldate"] = measured[name] - accuracies["htmldate"]
        tuned = [page for page in pages if not page.held_back]
        if options.ours:
            places(tuned)
        if options.wrong:
            mistakes(tuned, options.wrong)
    short = shortfalls("dates", measured) if not alone else []
    print(*short, sep="\n", end="\n" if short else "")
    return 1 if short else 0


if __name__ == "__main__":
    raise SystemExit(main())
