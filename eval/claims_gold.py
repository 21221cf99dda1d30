"""The hand-made labels of claims and the texts that were labelled (eval/gold/claims.md).

Knows no rules: how well claims are found is measured elsewhere.
"""

import datetime as dt
import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from eval.structure_gold import Gold, Release

from eval import data, structure_gold
from onrecord.extract import registry
from onrecord.extract.layout import Context
from onrecord.model.statement import Extraction

HALVES = structure_gold.HALVES
MORE = structure_gold.MORE  # English statements labelled later, to tell learning from over-fitting
WRITTEN = (
    "demo",
    "own",
)  # their text stands in the row; the other sources' lies in the data folder
CONGRESS = "congress_press/releases-2001-2012.jsonl.zst"


def rows(half: str) -> Iterator[dict[str, Any]]:
    """Yield the labelled statements of a half, or of MORE, with the fields that claims.md lists."""
    path = structure_gold.GOLD / f"claims_{half}.jsonl"
    for line in path.read_text("utf-8").splitlines():
        yield json.loads(line)


def release(row: dict[str, Any]) -> Release:
    """Return what was published, as an extractor gets it; for statements from the data folder.

    Raises data.DataAbsentError when the data is not on this machine.
    """
    if row["source"] == "congress_press":
        return _congress(row["ref"])
    return structure_gold.release(Gold(source=row["source"], path=row["ref"], issuers=()))


def body(row: dict[str, Any]) -> str:
    """Return the text that was labelled, all white space as single spaces.

    From the data folder: the blocks of the extraction, notes and contacts among them, which bear
    no claims. Raises data.DataAbsentError when the data is not on this machine, and what
    extraction raises.
    """
    if row["source"] in WRITTEN:
        return _collapsed(row["text"])
    published = release(row)
    outcome = registry.extract(published.payload, published.media_type, published.context)[
        0
    ].outcome
    if not isinstance(outcome, Extraction):
        raise outcome
    return " ".join(_collapsed(outcome.text[b.start : b.end]) for b in outcome.blocks)


def position(text: str, run: str, occurrence: int) -> int:
    """Return where the nth occurrence of a run begins, counted from 1, or -1.

    >>> position("aa b aa", "aa", 2), position("aa b", "aa", 2)
    (5, -1)
    """
    at = -1
    for _ in range(occurrence):
        at = text.find(run, at + 1)
        if at < 0:
            return -1
    return at


def _collapsed(text: str) -> str:
    return " ".join(text.split())


def _congress(url: str) -> Release:
    row = _congress_rows()[url]
    about = {"url": url, "title": row["title"], "date": row["date"], "lang": "en"}
    payload = about | {"section": "press releases", "text": row["text"]}
    context = Context(
        uri=f"file:congress_press/{url}",
        path="releases.json",
        at=dt.datetime(2026, 11, 1, tzinfo=dt.UTC),
        url=url,
    )
    return Release(
        payload=json.dumps(payload, ensure_ascii=False).encode(),
        media_type=structure_gold.ROW,
        context=context,
    )


@cache
def _congress_rows() -> dict[str, dict[str, Any]]:
    return {row["url"]: row for row in data.rows(CONGRESS)}
