"""The hand-made labels of structure, as eval/gold/README.md describes them, and their releases.

Knows the collections' formats, and nothing of how an extraction is scored.
"""

import datetime as dt
import email.utils
import html
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from eval import data
from onrecord.extract.layout import Context
from onrecord.model.issuer import Issuer, Registry
from onrecord.model.statement import ContactKind, StatementKind

GOLD = Path(__file__).with_name("gold")
HALVES = ("dev", "heldout")
MORE = "more"  # releases drawn later, of which only kind and issuers are labelled
CONTACTS = "contacts"  # drawn later still, for writing rules: only the contacts are labelled

ARCHIVES = {
    "treasury": "treasury/news.tar.zst",
    "lk_pmd": "lk_pmd/docs.tar.zst",
    "lk_police": "lk_police/docs.tar.zst",
}
ITEMS = "state_dept_rss/items-2021.jsonl.zst"

# What an archive's owner would write in onrecord.toml for these sources.
ISSUERS = {
    "treasury": Issuer(
        id="us-treasury",
        name="U.S. Department of the Treasury",
        country="US",
        domains=("treasury.gov",),
        time_zone="America/New_York",
    ),
    "state_dept_rss": Issuer(
        id="us-state",
        name="U.S. Department of State",
        country="US",
        domains=("state.gov",),
        time_zone="America/New_York",
    ),
    "lk_pmd": Issuer(
        id="lk-pmd",
        name="Presidential Media Division of Sri Lanka",
        country="LK",
        domains=("pmd.gov.lk",),
        time_zone="Asia/Colombo",
    ),
    "lk_police": Issuer(
        id="lk-police",
        name="Sri Lanka Police",
        country="LK",
        domains=("police.lk",),
        time_zone="Asia/Colombo",
    ),
}
ROW = "application/vnd.onrecord.row+json"  # one row of a data set, extract.registry
SECTIONS = {"lk_pmd": "press releases", "lk_police": "press releases"}


@dataclass(frozen=True, slots=True)
class GoldNote:
    """A note: its marker, for each block that carries it the fingerprints that are right, URLs.

    `either` notes are neither asked for nor held against an extraction.
    """

    marker: str
    blocks: tuple[frozenset[str], ...]
    urls: tuple[str, ...]
    either: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """The labels of one release. `issuers` holds for each issuer the names that are right."""

    source: str
    path: str
    issuers: tuple[frozenset[str], ...]
    kinds: frozenset[StatementKind] = frozenset()
    published_on: dt.date | None = None
    place: str | None = None
    notes: tuple[GoldNote, ...] = ()
    points: int | None = None
    contacts: tuple[tuple[ContactKind, str], ...] = ()
    serials: tuple[str | None, ...] = (None,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One release as an extractor gets it: bytes, media type and what the archive knows."""

    payload: bytes
    media_type: str
    context: Context


def structure(half: str) -> Iterator[Gold]:
    """Yield the labels of one half of the releases, or of those drawn later (MORE, CONTACTS)."""
    if half == CONTACTS:
        yield from map(_reached, _gold_rows("contacts_dev.jsonl"))
        return
    for row in _gold_rows(f"structure_{half}.jsonl"):
        yield _form(row) if half == MORE else _gold(row)


def joint(half: str) -> Iterator[Gold]:
    """Yield the labels of one half of the joint titles; of these only the issuers count."""
    if half == CONTACTS:
        return
    for row in _gold_rows(f"joint_{half}.jsonl"):
        yield Gold(source=row["source"], path=row["path"], issuers=_issuers(row))


def release(gold: Gold) -> Release:
    """Return the release that was labelled, read from the data folder.

    Raises data.DataAbsentError when the data is not on this machine.
    """
    if gold.source == "state_dept_rss":
        return _feed_item(gold.path)
    if gold.source == "treasury":
        payload = (data.unpacked(ARCHIVES["treasury"]) / gold.path).read_bytes()
        return Release(
            payload=payload, media_type="text/markdown", context=_context("treasury", gold.path)
        )
    return _document(gold.source, gold.path)


def _feed_item(path: str) -> Release:
    """Wrap an item's HTML as its page would carry it: title, link, section and date beside it."""
    item = _items()[path]
    zone = ZoneInfo(ISSUERS["state_dept_rss"].time_zone or "UTC")
    at = email.utils.parsedate_to_datetime(item["pubDate"]).astimezone(zone)
    title = html.escape(item["title"])
    page = (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<link rel="canonical" href="{html.escape(item["link"])}">'
        f'<meta property="article:published_time" content="{at.isoformat()}">'
        '<meta property="article:section" content="Press Releases">'
        f"</head><body><article><h1>{title}</h1>{item['content_html']}</article></body></html>"
    )
    context = _context("state_dept_rss", f"{path.rpartition('=')[2]}.html", url=item["link"])
    return Release(payload=page.encode("utf-8"), media_type="text/html", context=context)


def _document(source: str, path: str) -> Release:
    """Return a release of the lk_* collections as the row of a data set.

    Their text is a plain doc.txt; title, date and address stand beside it in doc.json, and what
    stands beside a text reaches extraction inside the bytes of a data set.
    """
    place = data.unpacked(ARCHIVES[source]) / path
    about = json.loads((place / "doc.json").read_text("utf-8"))
    row = {
        "url": about["url_metadata"],
        "title": about["description"],
        "date": about["date_str"],
        "lang": about["lang"],
        "section": SECTIONS[source],
        "text": (place / "doc.txt").read_text("utf-8"),
    }
    return Release(
        payload=json.dumps(row, ensure_ascii=False).encode("utf-8"),
        media_type=ROW,
        context=_context(source, f"{about['doc_id']}.json"),
    )


def _context(source: str, path: str, *, url: str | None = None) -> Context:
    return Context(
        uri=f"file:{source}/{path}",
        path=path,
        at=dt.datetime(2026, 11, 1, tzinfo=dt.UTC),
        url=url,
        registry=Registry(tuple(ISSUERS.values())),
        source_issuer=ISSUERS[source].id,
    )


@cache
def _items() -> dict[str, dict[str, Any]]:
    return {f"{row['guid']}#{row['version']}": row for row in data.rows(ITEMS)}


def _gold_rows(name: str) -> Iterator[dict[str, Any]]:
    for line in (GOLD / name).read_text("utf-8").splitlines():
        yield json.loads(line)


def _issuers(row: dict[str, Any]) -> tuple[frozenset[str], ...]:
    return tuple(frozenset([i["name"], *i.get("also", ())]) for i in row["issuers"])


def _form(row: dict[str, Any]) -> Gold:
    return Gold(source=row["source"], path=row["path"], issuers=_issuers(row), kinds=_kinds(row))


def _reached(row: dict[str, Any]) -> Gold:
    return Gold(source=row["source"], path=row["path"], issuers=(), contacts=_contacts(row))


def _contacts(row: dict[str, Any]) -> tuple[tuple[ContactKind, str], ...]:
    return tuple((ContactKind(c["kind"]), c["value"]) for c in row["contacts"])


def _kinds(row: dict[str, Any]) -> frozenset[StatementKind]:
    return frozenset(StatementKind(k) for k in (row["kind"], *row.get("kind_also", ())))


def _gold(row: dict[str, Any]) -> Gold:
    return Gold(
        source=row["source"],
        path=row["path"],
        issuers=_issuers(row),
        kinds=_kinds(row),
        published_on=dt.date.fromisoformat(row["published_on"]),
        place=row["place"],
        notes=tuple(
            GoldNote(
                note["marker"],
                tuple(frozenset(block.split("|")) for block in note["blocks"]),
                tuple(note["urls"]),
                note.get("either", False),
            )
            for note in row["notes"]
        ),
        points=row["points"],
        contacts=_contacts(row),
        serials=(row["serial"], *row.get("serial_also", ())),
    )
