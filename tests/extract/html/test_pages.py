"""Whole made-up pages beside what must come out of them (pages/NAME.html, pages/NAME.json)."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.extract.html.reader import read
from onrecord.extract.layout import Context, Layout

PAGES = Path(__file__).with_name("pages")
DEMO = Path(__file__).parents[3] / "src" / "onrecord" / "demo" / "collection" / "html"


def _layout(path: Path) -> Layout:
    at = dt.datetime(2026, 1, 2, tzinfo=dt.UTC)
    return read(path.read_bytes(), Context(uri=f"file:s:{path.name}", path=path.name, at=at))


def _shown(layout: Layout) -> dict[str, Any]:
    hints = layout.hints
    return {
        "title": hints.titles[0].value,
        "date": [hints.dates[0].value, hints.dates[0].why],
        "issuers": [hint.value for hint in hints.issuers],
        "languages": [hint.value for hint in hints.languages],
        "sections": [hint.value for hint in hints.sections],
        "canonical_url": hints.canonical_url,
        "other_languages": [list(pair) for pair in hints.other_languages],
        "attachments": [[a.name, a.media_type, a.url] for a in layout.attachments],
        "blocks": [
            {
                "kind": block.kind.value,
                "text": block.text,
                **({"label": block.label} if block.label else {}),
                **({"links": links} if (links := _links(layout, i)) else {}),
                **({"anchors": list(block.anchors)} if block.anchors else {}),
                **({"raised": list(map(list, block.raised))} if block.raised else {}),
                **({"foot": True} if block.in_footer else {}),
            }
            for i, block in enumerate(layout.blocks)
        ],
    }


def _links(layout: Layout, number: int) -> list[list[str]]:
    block = layout.blocks[number]
    return [[block.text[k.start : k.end], k.href] for k in block.links]


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.html")), ids=lambda path: path.stem)
def test_golden(path: Path) -> None:
    assert _shown(_layout(path)) == json.loads(path.with_suffix(".json").read_text("utf-8"))


# Of the demo's six layouts: a page, its title, its number of blocks, and what must not be in it.
DEMO_PAGES = [
    ("velmaria-mfa/4471-en", "Statement of the Ministry of Foreign Affairs of the Republic", 6),
    ("velmaria-mfa/4479-ar", "تعليق العبور مؤقتاً", 6),
    ("sorendia-mfa/2025-118-en", "Comment by the Ministry of Foreign Affairs", 12),
    ("sorendia-mot/902-en", "Collision of the motor vessel", 8),
    ("sorendia-embassies/baku-notice-az", "SORENDİYA VƏTƏNDAŞLARI", 12),
    ("velmaria-embassies/baku-border-az", "Sərhəddə keçidin", 7),
    ("port-nerida/travel-notice-en", "Travel notice: ferry line", 8),
]
FURNITURE = [
    "Share", "Views", "Today is", "cookie", "Other news", "You may also like", "©", "Copyright",
    "Print version", "Visitors", "On line", "Latest", "Sayğac", "Arxiv üzrə", "Search",
]  # fmt: skip


@pytest.mark.parametrize(("name", "title", "count"), DEMO_PAGES)
def test_layouts_of_the_demo_come_out_clean(name: str, title: str, count: int) -> None:
    layout = _layout(DEMO / f"{name}.html")
    text = "\n".join(block.text for block in layout.blocks)
    assert layout.hints.titles[0].value.startswith(title)
    assert [phrase for phrase in FURNITURE if phrase in text] == []
    assert len(layout.blocks) == count
    assert layout.hints.dates[0].value


def test_numbered_notes_of_the_demo_are_bound_both_ways() -> None:
    blocks = _layout(DEMO / "sorendia-mfa" / "2025-118-en.html").blocks
    notes = [block for block in blocks if block.in_footer]
    assert [block.anchors for block in notes] == [("n1",), ("n2",), ("n3",), ("n4",)]
    jumps = [link.href for block in blocks if not block.in_footer for link in block.links]
    assert jumps == ["#n1", "#n2", "#n3", "#n4", "#n1"]
    assert notes[1].links[-1].href == "https://mot.sorendia.example/news.php?id=902&lang=en"
    assert blocks[-1].text.startswith("Press service: +999")
