"""List the rows of `tests/cases/search_*.jsonl` whose `fails_today` is wrong; --write mends them.

    python -m tests.index.flip_cases [--write]

A row that passes must not carry the mark; a row that fails and does not carry it is a fault to be
mended, so --write takes marks away and never sets one (--mark does).
"""

import sys
import tempfile
from pathlib import Path

from tests.index.cases import FOLDER, Case, build, faults, read_cases

MARK = ', "fails_today": true}'


def main(arguments: list[str]) -> int:
    """Print a line per row whose mark is wrong; return how many are left so."""
    cases = read_cases()
    left = 0
    with tempfile.TemporaryDirectory() as folder:
        index = build(Path(folder) / "index", cases)
        for case in cases:
            found = faults(index, case)
            if bool(found) == case.fails_today:
                continue
            sys.stdout.write(f"{case.name}\t{case.row['query']}\t{'; '.join(found) or 'passes'}\n")
            if ("--mark" if found else "--write") in arguments:
                _flip(case)
            else:
                left += 1
    return left


def _flip(case: Case) -> None:
    stem, _, number = case.name.partition(":")
    path = FOLDER / f"{stem}.jsonl"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    line = lines[int(number) - 1].rstrip("\n")
    flipped = line.replace(MARK, "}") if case.fails_today else line.removesuffix("}") + MARK
    lines[int(number) - 1] = flipped + "\n"
    path.write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    sys.exit(min(main(sys.argv[1:]), 1))
