"""`python -m bench`: every benchmark in turn; exits 1 when a ratio that must hold does not."""

import importlib
import sys

BENCHMARKS = (
    "add",
    "analysis",
    "claims",
    "cold",
    "search",
    "scale",
    "serve",
    "serve_load",
    "verify",
    "watching",
)


def main() -> int:
    """Run them all and return the worst exit status."""
    worst = 0
    for name in BENCHMARKS:
        print(f"\n# {name}", flush=True)
        worst = max(worst, importlib.import_module(f"bench.{name}").main([]))
    return worst


if __name__ == "__main__":
    sys.exit(main())
