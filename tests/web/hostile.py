"""An archive of statements whose every field tries to run something in a reader's browser."""

import json
from collections.abc import Sequence
from pathlib import Path

from tests.archive.filled import write_releases

from onrecord.archive.adding import add
from onrecord.archive.finding import FILE
from onrecord.archive.making import init_archive
from onrecord.archive.opening import open_archive

CASES = Path(__file__).parents[1] / "cases" / "hostile_words.jsonl"


def hostile_words() -> tuple[list[str], list[str]]:
    """Return the words and the addresses of the corpus."""
    rows = [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]
    words = [row["words"] for row in rows if not row.get("is_url")]
    return words, [row["words"] for row in rows if row.get("is_url")]


def hostile_archive(folder: Path) -> Path:
    """Make the archive: a statement per payload, and pages, a feed and a picture full of them."""
    words, urls = hostile_words()
    collection = write_releases(folder / "in", 1)
    with (collection / "rows.jsonl").open("w", encoding="utf-8") as file:
        for number, payload in enumerate(words):
            file.write(json.dumps(_row(number, payload, urls[number % len(urls)])) + "\n")
    (collection / "page.html").write_text(_page(words), "utf-8")
    (collection / "picture.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" onload="window.__ran=1"><script>'
        "window.__ran=1</script></svg>"
    )
    (collection / "feed.xml").write_text(_feed(words), "utf-8")
    (collection / "a'\"><img src=x onerror=window.__ran=1>.txt").write_text(
        "Statement of a file\n\n1 October 2025\n\nThe name of this file tries to run."
    )
    with init_archive(folder / "archive") as archive:
        settings = archive.folder / FILE
        settings.write_text(
            '[archive]\nname = "<script>window.__ran=1</script>"\n\n[[issuers]]\nid = "hostile"\n'
            'name = "<img src=x onerror=window.__ran=1>"\ndomains = ["hostile.example"]\n'
            'names = { az = "\'\\"><svg onload=window.__ran=1>" }\n',
            "utf-8",
        )
    with open_archive(folder / "archive") as archive:
        add(archive, collection)
        return archive.folder


def _row(number: int, payload: str, url: str) -> dict[str, str]:
    return {
        "id": f"row-{number}",
        "url": f"https://hostile.example/{number}",
        "title": f"Statement {number} {payload}",
        "date": "2025-10-01",
        "source": f"Ministry {payload}",
        "text": f"The Ministry says {payload} and cites a page. [1]\n\n{payload}\n\n"
        f"Notes\n\n[1] {url}",
    }


def _page(words: Sequence[str]) -> str:
    body = "\n".join(f"<p>The ministry says {payload}</p>" for payload in words)
    return (
        "<html><head><title>Statement of all</title><script>window.__ran=1</script>"
        '<meta http-equiv="refresh" content="0;url=https://evil.example/"></head><body>'
        f"<h1>Statement of all</h1><p>1 October 2025</p>{body}"
        '<img src="https://evil.example/x.png"></body></html>'
    )


def _feed(words: Sequence[str]) -> str:
    items = "".join(
        f"<item><title><![CDATA[Feed {n} {payload.replace(']]>', '')}]]></title>"
        f"<link>https://hostile.example/feed/{n}</link><description><![CDATA[<p>"
        f"{payload.replace(']]>', '')}</p>]]></description></item>"
        for n, payload in enumerate(words[:40])
        if payload.isprintable()
    )
    return f'<rss version="2.0"><channel><title>x</title>{items}</channel></rss>'
