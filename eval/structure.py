"""Measures structure on hand-labelled releases: `python -m eval.structure [--half HALF]`.

Prints a line for each field and exits 1 when a floor of floors.toml is not reached. HALF is
heldout, dev, more: releases of which only kind and issuers are labelled, or contacts: others of
which only these are. `--verbose` lists the misses, but not of the held-out half, which stays
unseen.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence

from eval.floors import shortfalls
from eval.structure_gold import CONTACTS, HALVES, MORE, Gold, Release
from eval.structure_score import (
    SETS,
    SINGLES,
    Score,
    Tally,
    score,
    score_contacts,
    score_form,
    score_issuers,
    total,
)

from eval import data, structure_gold
from onrecord.errors import ExtractionError, NoStatementError
from onrecord.extract import registry
from onrecord.model.statement import Extraction

Extract = Callable[[Release], Extraction]
_PARTLY = {MORE: score_form, CONTACTS: score_contacts}  # labelled in part: no floors


def extract_release(release: Release) -> Extraction:
    """Return the release's structure as the archive would extract it.

    Raises ExtractionError when it holds no statement or can't be read.
    """
    parts = registry.extract(release.payload, release.media_type, release.context)
    failures = []
    for part in parts:
        if isinstance(part.outcome, Extraction):
            return part.outcome
        failures.append(part.outcome)
    raise failures[0] if failures else NoStatementError("no part", path=release.context.path)


def measure(
    golds: Iterator[Gold],
    scorer: Callable[[Gold, Extraction | None], Score],
    extract: Extract = extract_release,
) -> list[tuple[Gold, Score]]:
    """Return each release's labels and score; one that can't be extracted gets all wrong."""
    scored = []
    for gold in golds:
        release = structure_gold.release(gold)
        try:
            scored.append((gold, scorer(gold, extract(release))))
        except ExtractionError as error:
            lost = scorer(gold, None)
            scored.append((gold, Score(lost.fields, (f"not extracted: {error}", *lost.misses))))
    return scored


def report(sums: dict[str, Tally]) -> Iterator[str]:
    """Yield the table's lines: sets with precision, recall and F1, single values with shares."""
    for name in [name for name in SETS if name in sums]:
        tally = sums[name]
        yield (
            f"  {name:10} F1 {tally.f1:.4f}  P {tally.precision:.4f}  R {tally.recall:.4f}"
            f"  ({tally.right} right, {tally.found} found, {tally.wanted} wanted)"
        )
    for name in [name for name in SINGLES if name in sums]:
        tally = sums[name]
        yield f"  {name:10} {tally.recall:.4f}  ({tally.right} of {tally.wanted})"


def measured(sums: dict[str, Tally]) -> dict[str, float]:
    """Return the figures floors are set on: F1 of sets, shares of single values.

    >>> measured({"binding": Tally(1, 1, 2), "date": Tally(1, 1, 1)})
    {'binding_f1': 0.6666666666666666, 'date': 1.0}
    """
    return {
        f"{name}_f1" if name in SETS else name: tally.f1 if name in SETS else tally.recall
        for name, tally in sums.items()
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the evaluation; return 1 below a floor, 0 otherwise and when the data is absent."""
    parser = argparse.ArgumentParser(prog="python -m eval.structure", description=__doc__)
    parser.add_argument("--half", choices=(*HALVES, MORE, CONTACTS), default="heldout")
    parser.add_argument("--verbose", action="store_true", help="list the misses (not of heldout)")
    options = parser.parse_args(arguments)
    if options.verbose and options.half == "heldout":
        parser.error("misses are not listed for it: the held-out half stays unseen")
    scorer = _PARTLY.get(options.half, score)
    try:
        scored = measure(structure_gold.structure(options.half), scorer)
        joint = measure(structure_gold.joint(options.half), score_issuers)
    except data.DataAbsentError as absent:
        print(f"skipped: {absent}", file=sys.stderr)
        return 0
    sums = total(result for _, result in scored)
    print(f"structure, {options.half} half: {len(scored)} releases")
    print("\n".join(report(sums)))
    if joint:
        issuers = total(result for _, result in joint)["issuers"]
        print(
            f"  joint titles: issuers {issuers.recall:.4f}  ({issuers.right} of {issuers.wanted})"
        )
    if options.verbose:
        for gold, result in [*scored, *joint]:
            if result.misses:
                print("\n    ".join((f"{gold.source} {gold.path}", *result.misses)))
    short = [] if options.half in _PARTLY else shortfalls("structure", measured(sums))
    print("\n".join(short) or "all floors reached", file=sys.stderr)
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
