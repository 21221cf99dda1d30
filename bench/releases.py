"""Real releases and queries for them, the same in every run."""

import datetime as dt
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.model.index_document import IndexDocument

SEED = 20251019
QUERIES = 400
_SINCE = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
_HEADED = re.compile(r"---\n(.*?)\n---\n(.*)", re.DOTALL)
_RUN = re.compile(r"[A-Za-z]{3,}(?: [A-Za-z]{3,})+")


@dataclass(frozen=True, slots=True)
class Release:
    key: str
    title: str
    text: str
    published_on: dt.date | None

    def document(self) -> IndexDocument:
        return IndexDocument(
            statement=self.key,
            version=1,
            key=self.key,
            url=None,
            title=self.title,
            text=self.text,
            language="en",
            kind="press_release",
            published_on=self.published_on,
            valid_from=_SINCE,
            valid_to=None,
            current=True,
            issuers=(("treasury", "Department of the Treasury"),),
        )


def read_releases(folder: Path) -> list[Release]:
    """Return the Markdown releases of a folder, in order of their paths."""
    return [_read(path) for path in sorted(folder.rglob("*.md"))]


def _read(path: Path) -> Release:
    whole = path.read_text("utf-8", "replace")
    headed = _HEADED.match(whole)
    if headed is None:
        return Release(path.stem, "", whole, None)
    head = dict(_pairs(headed[1]))
    try:
        day = dt.date.fromisoformat(head.get("date", "")[:10])
    except ValueError:
        day = None
    return Release(path.stem, head.get("title", "").strip("\"'"), headed[2], day)


def _pairs(head: str) -> Iterator[tuple[str, str]]:
    for line in head.splitlines():
        name, mark, value = line.partition(": ")
        if mark:
            yield name, value


def queries(releases: list[Release]) -> list[str]:
    """Return queries of one to three words of the texts, and phrases of two that stand there.

    Words come as often as they do in the texts, so stop words are asked for too.
    """
    source = random.Random(SEED)  # noqa: S311 - a repeatable choice, no secret
    runs = [
        run.lower().split() for r in source.sample(releases, 400) for run in _RUN.findall(r.text)
    ]
    words = [word for run in runs for word in run]
    asked = []
    for number in range(QUERIES):
        if number % 5 == 4:
            run = source.choice(runs)
            at = source.randrange(len(run) - 1)
            asked.append(f'"{run[at]} {run[at + 1]}"')
        else:
            asked.append(" ".join(source.choices(words, k=source.choice((1, 1, 2, 2, 3)))))
    return asked
