"""Cells and lines of CSV (RFC 4180) that no spreadsheet takes for formulas."""

import csv
import io
from collections.abc import Iterable

# What makes a spreadsheet take a cell for a formula, or skip to the one behind it (OWASP, "CSV
# Injection").
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def cell(value: object) -> str:
    """Return a value as a cell's text; what could be a formula is led by an apostrophe.

    A text that itself begins with apostrophes and then with one of these gets one more, so that
    taking one away from such a cell always gives back what was written.

    >>> cell("=1+1"), cell("'=1+1"), cell("'tis"), cell(None), cell(True)
    ("'=1+1", "''=1+1", "'tis", '', 'true')
    """
    if value is None:
        return ""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f"'{text}" if text.lstrip("'").startswith(FORMULA) else text


def uncell(text: str) -> str:
    """Return what `cell` was given.

    >>> uncell("'=1+1"), uncell("''=1+1"), uncell("'tis")
    ('=1+1', "'=1+1", "'tis")
    """
    led = text.startswith("'") and text.lstrip("'").startswith(FORMULA)
    return text[1:] if led else text


def csv_line(values: Iterable[object]) -> str:
    r"""Return one line without its end; breaks within a cell are quoted.

    >>> csv_line(["a\nb", "-1", None])
    '"a\nb",\'-1,'
    """
    out = io.StringIO()
    # The terminator is written and taken away: without one Python 3.11 leaves breaks unquoted.
    csv.writer(out, lineterminator="\r\n").writerow([cell(value) for value in values])
    return out.getvalue().removesuffix("\r\n")
