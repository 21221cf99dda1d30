"""`python -m eval`: every evaluation in turn; exits 1 when one is below its floor."""

import importlib
import sys

from eval import data

EVALUATIONS = (
    "structure",
    "language",
    "main_text",
    "dates",
    "retrieval",
    "names",
    "claims",
    "events",
    "grouping",
    "renditions",
    "slots",
)


def main() -> int:
    """Run them all and return the worst exit status."""
    worst = 0
    for name in EVALUATIONS:
        print(f"\n# {name}", flush=True)
        try:
            worst = max(worst, importlib.import_module(f"eval.{name}").main([]))
        except data.DataAbsentError as absent:
            print(f"skipped: {absent}", file=sys.stderr)
    return worst


if __name__ == "__main__":
    sys.exit(main())
