"""Real pages and feeds as they really changed, replayed through a site on loopback.

$ONRECORD_REPLAYED says how many states of the feed are replayed (705 in all, and then all wordings
of the terms too: `make replay`); without the data folder these are skipped.
"""

import html
import os
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from eval.data import DataAbsentError, rows
from tests.archive.watching.round import Desk, desk
from tests.loopback import Answer

from onrecord.archive.finding import FILE
from onrecord.archive.verifying.verify import verify
from onrecord.capture.fixity import sha256
from onrecord.store import diffs, versions
from onrecord.text.diffing import diff, patch

STATES = int(os.environ.get("ONRECORD_REPLAYED", "4"))
DOCUMENTS = 6 if STATES < 705 else None  # of the terms: those with the most wordings, or all
_TAG = re.compile(r"<[^>]*>")


def words(markup: str) -> str:
    """The truth's text: tags stripped, entities read, blanks left out."""
    text = html.unescape(_TAG.sub(" ", html.unescape(markup) if "<" not in markup else markup))
    return "".join(text.split())


def data(name: str) -> list[dict[str, Any]]:
    try:
        return list(rows(name))
    except DataAbsentError as error:
        pytest.skip(str(error))


def served(item: dict[str, Any]) -> Answer:
    body = (
        f'<!DOCTYPE html><html lang="en"><head><title>{item["title"]}</title></head><body>'
        f"<nav><a href='/'>Home</a></nav><main><article><h1>{item['title']}</h1>"
        f"{item['content_html']}</article></main></body></html>"
    ).encode()
    return Answer(body=body, headers={"ETag": f'"{sha256(body)[:16]}"'})


def without_cited_pages(at: Desk) -> None:
    """What real pages cite is on the real web, which tests don't ask."""
    settings = at.archive.folder / FILE
    settings.write_text(settings.read_text("utf-8") + "\n[watch]\ncited = false\n", "utf-8")


def replay(
    at: Desk, states: list[dict[str, Any]], items: list[dict[str, Any]]
) -> Iterator[dict[str, dict[str, Any]]]:
    """Serve one state after the other and watch; yield what is served."""
    for number, state in enumerate(states):
        current: dict[str, dict[str, Any]] = {}
        for item in items:
            if item["first_seen"] <= state["date"]:
                current[urlsplit(item["link"]).path] = item
        named = set(re.findall(r"<link>https?://www\.state\.gov(/[^<]*)</link>", state["rss"]))
        for path, item in current.items():
            if path in named or path in at.site.pages:
                at.site.pages[path] = served(item)
        feed = state["rss"].replace("https://www.state.gov", at.site.url)
        feed = feed.replace("http://www.state.gov", at.site.url)
        at.site.pages["/feed"] = Answer(body=feed.encode(), media_type="application/rss+xml")
        if number:
            at.watch(hours=3)
        else:
            at.add("/feed")
        yield {path: current[path] for path in at.site.pages if path in current}


def test_a_real_feed_comes_out_with_every_item_and_every_wording(tmp_path: Path) -> None:
    states = data("state_dept_rss/rss_snapshots-2021.jsonl.zst")
    items = data("state_dept_rss/items-2021.jsonl.zst")
    chosen = states[:: max(1, len(states) // STATES)][:STATES]
    truth: dict[str, list[str]] = defaultdict(list)
    with desk(tmp_path) as at:
        without_cited_pages(at)
        for current in replay(at, chosen, items):
            for path, item in current.items():
                text = words(item["title"]) + words(item["content_html"])
                if text not in truth[path]:
                    truth[path].append(text)
        kept = {
            urlsplit(view.url or "").path: view
            for view in at.archive.statements.list()
            if urlsplit(view.url or "").path in truth
        }
        assert set(kept) == set(truth)
        assert len(list(at.archive.statements.list())) == len(truth)
        wrong = {p: (len(t), len(kept[p].versions)) for p, t in truth.items()
                 if len(t) != len(kept[p].versions)}  # fmt: skip
        assert wrong == {}
        assert list(verify(at.archive)) == []


def test_real_wordings_of_terms_are_all_kept_with_exact_diffs(tmp_path: Path) -> None:
    real = data("terms_versions/demo-versions.jsonl.zst")
    wordings: dict[str, list[str]] = defaultdict(list)
    for row in sorted(real, key=lambda row: str(row["date"])):
        if row.get("text") and row["path"] != "README.md":
            wordings[row["path"]].append(row["text"])
    chosen = sorted(wordings, key=lambda path: -len(wordings[path]))[:DOCUMENTS]
    with desk(tmp_path) as at:
        without_cited_pages(at)
        for step in range(max(len(wordings[path]) for path in chosen)):
            for number, path in enumerate(chosen):
                if step < len(wordings[path]):
                    body = wordings[path][step].encode()
                    at.site.pages[f"/{number}.md"] = Answer(
                        body=body, media_type="text/markdown; charset=utf-8"
                    )
                if not step:
                    at.add(f"/{number}.md")
            if step:
                at.watch()
        for number, path in enumerate(chosen):
            (view,) = [
                v for v in at.archive.statements.list() if v.url == f"{at.site.url}/{number}.md"
            ]
            with at.archive.database.reading() as connection:
                n = next(s for s in _numbers(at) if s[1] == view.id)[0]
                texts = {k: text for k, _, text in versions.texts_of(connection, n)}
                assert len(texts) == len({"".join(t.split()) for t in texts.values()})
                for old, new in zip(sorted(texts), sorted(texts)[1:], strict=False):
                    edits = diffs.find_diff(connection, n, old, new) or diff(texts[old], texts[new])
                    assert patch(texts[old], edits) == texts[new]
            written = {"".join(text.split()) for text in wordings[path]}
            assert len(view.versions) <= len(written)
            assert len(view.versions) >= len(set(map(_words, wordings[path]))), path
        assert list(verify(at.archive)) == []


def _words(text: str) -> str:
    """Return what a reader sees of Markdown: where a link leads and the marks are left out; and the
    site's stamp of when it last changed, which is furniture (extract/structure)."""
    for unseen in (
        r"(?mi)^last updated:.*$",
        r"<!--.*?-->",
        r"(?m)^\s*\[[^\]]+\]:\s*\S+.*$",
        r"(?<=\])\((?:[^()]|\([^()]*\))*\)",
    ):
        text = re.sub(unseen, "", text, flags=re.DOTALL if unseen.startswith("<") else 0)
    return re.sub(r"[\s\[\]*_#>\\|`-]+", "", text)


def _numbers(at: Desk) -> list[tuple[int, str]]:
    from onrecord.store.statements import list_statements

    with at.archive.database.reading() as connection:
        return [(kept.n, kept.id) for kept in list_statements(connection)]
