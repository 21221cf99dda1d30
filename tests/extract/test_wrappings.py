"""One release with points and notes comes out the same, whatever it is wrapped in.

The demo's embassy release has the form of the page that started the project: a header, points,
notes bound to them, a contact block, and the site's archive search as its last line.
"""

import datetime as dt
import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import onrecord
from onrecord.extract.layout import Context
from onrecord.extract.registry import extract
from onrecord.model.statement import BlockKind, Extraction, StatementKind

RELEASE = (
    Path(onrecord.__file__).parent
    / "demo/collection/text/velmaria-embassy-washington-2025-10-19.txt"
).read_text("utf-8")
PARAGRAPHS = [p.strip() for p in re.split(r"\n\s*\n|\n(?=\s*•)", RELEASE) if p.strip()]
POINTS = [p[1:].strip() for p in PARAGRAPHS if p.startswith("•")]
FIRST = next(i for i, p in enumerate(PARAGRAPHS) if p.startswith("•"))
HEAD, TAIL = PARAGRAPHS[:FIRST], PARAGRAPHS[FIRST + len(POINTS) :]
NOTE = re.compile(r"^\[(\d)\] (\S+)$")
SUPERSCRIPTS = str.maketrans("1234", "¹²³⁴")

AT = dt.datetime(2025, 11, 21, tzinfo=dt.UTC)


def page(body: str, title: str = "Press release") -> str:
    head = f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head>'
    return f"{head}<body>{body}</body></html>"


def tagged(tag: str, paragraphs: list[str]) -> str:
    return "".join(f"<{tag}>{html.escape(p)}</{tag}>" for p in paragraphs)


def listed(form: str) -> str:
    return f"{tagged('p', HEAD)}<{form}>{tagged('li', POINTS)}</{form}>{tagged('p', TAIL)}"


def linked() -> str:
    """Markers and notes that jump to each other, under names of the site's own."""
    marked = re.sub(
        r"\[(\d)\]",
        r'<sup><a href="#src-\1">\1</a></sup>',
        f"{tagged('p', HEAD)}<ul>{tagged('li', POINTS)}</ul>",
    )
    notes = "".join(
        f'<p><a id="src-{found[1]}"></a>{found[1]}. <a href="{found[2]}">{found[2]}</a></p>'
        for found in map(NOTE.match, TAIL)
        if found
    )
    return marked + tagged("p", [p for p in TAIL if not NOTE.match(p)][:-1]) + notes


def numbered_addresses() -> str:
    addresses = [found[2] for found in map(NOTE.match, TAIL) if found]
    items = "".join(f'<li><a href="{a}">{a}</a></li>' for a in addresses)
    rest = [p for p in TAIL if not NOTE.match(p)]
    body = f"{tagged('p', HEAD)}<ul>{tagged('li', POINTS)}</ul>{tagged('p', rest[:-1])}"
    return f"{body}<ol>{items}</ol><div>{rest[-1]}</div>"


MARKDOWN = re.sub(r"(?m)^\s*• ", "- ", RELEASE)
WRAPPINGS: dict[str, Callable[[], str]] = {
    "plain.txt": lambda: RELEASE,
    "crlf.txt": lambda: RELEASE.replace("\n", "\r\n"),
    "dashes.txt": lambda: MARKDOWN,
    "raised.txt": lambda: re.sub(
        r"\[(\d)\]", lambda found: found[1].translate(SUPERSCRIPTS), RELEASE
    ),
    "breaks.html": lambda: page(html.escape(RELEASE).replace("\n", "<br>\n")),
    "paragraphs.html": lambda: page(tagged("p", PARAGRAPHS)),
    "divs.html": lambda: page(tagged("div", PARAGRAPHS)),
    "untitled.html": lambda: f"<html><body>{tagged('p', PARAGRAPHS)}</body></html>",
    "preformatted.html": lambda: page(f"<pre>{html.escape(RELEASE)}</pre>"),
    "list.html": lambda: page(listed("ul")),
    "numbered.html": lambda: page(listed("ol")),
    "table.html": lambda: page(
        f'<table><tr><td width="150"><a href="/">Home</a></td><td>{listed("ul")}</td></tr></table>'
    ),
    "linked.html": lambda: page(linked()),
    "addresses.html": lambda: page(numbered_addresses()),
    "plain.md": lambda: MARKDOWN,
    "heading.md": lambda: f"# {MARKDOWN}",
    "definitions.md": lambda: re.sub(r"(?m)^(\[\d\]) http", r"\1: http", MARKDOWN),
    "footnotes.md": lambda: re.sub(
        r"(?m)^(\[\^\d\]) http", r"\1: http", re.sub(r"\[(\d)\]", r"[^\1]", MARKDOWN)
    ),
}
TYPES = {"txt": "text/plain", "html": "text/html", "md": "text/markdown"}


@pytest.mark.parametrize("name", WRAPPINGS)
def test_a_release_comes_out_whole(name: str) -> None:
    said = read(name)
    assert (said.kind, said.published_on) == (StatementKind.PRESS_RELEASE, dt.date(2025, 10, 19))
    assert [issuer.name for issuer in said.issuers] == [HEAD[1]]
    assert said.place == "Washington, D.C."
    points = [i for i, block in enumerate(said.blocks) if block.kind is BlockKind.POINT]
    told = [said.blocks[i].points_to for i in points]
    assert told == [("1",), ("2",), ("3",), ("4", "2"), ()]
    bound = {c.marker: (c.url, c.blocks) for c in said.citations}
    notes = {found[1]: found[2] for found in map(NOTE.match, TAIL) if found}
    assert bound == {
        marker: (url, tuple(i for i in points if marker in said.blocks[i].points_to))
        for marker, url in notes.items()
    }
    assert [(c.kind.value, c.value) for c in said.contacts] == [
        ("phone", "(202) 555-0142"),
        ("email", "press@washington.embassy.velmaria.example"),
    ]
    assert TAIL[-1] not in said.text
    assert all(block.text == said.text[block.start : block.end] for block in said.blocks)


def read(name: str) -> Extraction:
    context = Context(uri=f"file:a/{name}", path=name, at=AT)
    payload = WRAPPINGS[name]().encode()
    (part,) = extract(payload, TYPES[name.rpartition(".")[2]], context)
    assert isinstance(part.outcome, Extraction)
    return part.outcome
