"""What was measured of each language's claims on gold (`make eval`); none: experimental."""

from functools import cache
from pathlib import Path

from onrecord.claims.lexis import read_rows

_TABLE = Path(__file__).parent / "tables" / "measured.tsv"


def is_measured(language: str | None) -> bool:
    """Whether a language has been measured on at least sixty real claims."""
    return _code(language) in _recalls()


def recall_of(language: str | None) -> float | None:
    """Return the share of a language's claims that are found, None where it was not measured."""
    return _recalls().get(_code(language))


def _code(language: str | None) -> str:
    return (language or "").partition("-")[0]


@cache
def _recalls() -> dict[str, float | None]:
    return {row[0]: float(row[1]) if row[1] != "-" else None for row in read_rows(_TABLE)}
