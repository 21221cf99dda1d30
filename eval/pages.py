"""Real pages with what people read in them: main text and publication date.

Knows no extractor. A half of the pages, chosen by their names, is for tuning rules; the other half
is only ever measured, and shows whether the rules hold on pages nobody looked at.
"""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from eval.data import unpacked

WCXB = "wcxb_articles/dev-articles.tar.zst"
HTMLDATE = "htmldate/dates.tar.zst"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page as received and its labels; `date` is ISO 8601, None where nobody found one."""

    name: str
    url: str
    payload: bytes
    text: str = ""
    title: str = ""
    date: str | None = None
    present: tuple[str, ...] = ()  # phrases that belong to the text
    absent: tuple[str, ...] = ()  # phrases of the page that don't

    @property
    def held_back(self) -> bool:
        """Whether the page is of the half that rules are never tuned on."""
        return is_held_back(self.name)


def is_held_back(name: str) -> bool:
    """Tell the half of a page by its name.

    >>> is_held_back("0001"), is_held_back("0002")
    (False, True)
    """
    return sha256(name.encode()).digest()[0] % 2 == 1


def wcxb() -> Iterator[Page]:
    """Yield the article pages of WCXB (dev split)."""
    folder = unpacked(WCXB)
    for path in sorted(folder.rglob("*.html.gz")):
        name = path.name.removesuffix(".html.gz")
        label = json.loads((path.parents[1] / "ground-truth" / f"{name}.json").read_text("utf-8"))
        truth = label["ground_truth"]
        yield Page(
            name=name,
            url=label["url"],
            payload=gzip.decompress(path.read_bytes()),
            text=truth["main_content"] or "",
            title=truth["title"] or "",
            date=truth["publish_date"] or None,
            present=tuple(truth["with"] or ()),
            absent=tuple(truth["without"] or ()),
        )


def htmldate() -> Iterator[Page]:
    """Yield the pages of the htmldate evaluation that are kept (796 of 800)."""
    folder = unpacked(HTMLDATE)
    table = next(folder.rglob("eval_default.json"))
    files = {path.name: path for path in folder.rglob("*.html")}
    for url, label in json.loads(table.read_text("utf-8")).items():
        path = files.get(label["file"])
        if path is not None:
            yield Page(name=label["file"], url=url, payload=path.read_bytes(), date=label["date"])
