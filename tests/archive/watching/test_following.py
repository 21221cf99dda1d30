"""Feeds, sitemaps and listing pages: where they lead, what is said anew, what falling off means."""

from pathlib import Path

from tests.archive.watching.round import Desk, desk
from tests.archive.watching.test_rounds_over_time import kinds, statement
from tests.loopback import Answer

from onrecord.archive.finding import FILE
from onrecord.archive.watching.web_sources import WebSource, save_web_source
from onrecord.model.page_state import PageState
from onrecord.model.watching import Role

SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def pages(at: Desk, *numbers: int) -> None:
    for number in numbers:
        at.site.pages[f"/news/{number}"] = statement(number)


def feed(at: Desk, *numbers: int, words: str = "") -> Answer:
    items = "".join(
        f"<item><title>Statement {n} on the ferry in the harbour of Talara</title>"
        f"<link>{at.site.url}/news/{n}</link><guid>{at.site.url}/news/{n}</guid>"
        f"<description>The ferry number {n * 7919} left. {words}</description></item>"
        for n in numbers
    )
    body = f'<rss version="2.0"><channel><title>MFA</title>{items}</channel></rss>'
    return Answer(body=body.encode(), media_type="application/rss+xml")


def sitemap(at: Desk, *numbers: int, lastmod: str) -> Answer:
    urls = "".join(
        f"<url><loc>{at.site.url}/news/{n}</loc><lastmod>{lastmod}</lastmod></url>" for n in numbers
    )
    return Answer(body=f"<urlset {SPACE}>{urls}</urlset>".encode(), media_type="application/xml")


def asked_since(at: Desk, number: int) -> list[str]:
    return [path for path in at.site.asked[number:] if path != "/robots.txt"]


def test_falling_off_a_feed_is_no_removal(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        pages(at, 1, 2, 3, 4)
        at.site.pages["/feed"] = feed(at, 1, 2, 3)
        assert at.add("/feed").new == 3
        at.site.pages["/feed"] = feed(at, 2, 3, 4)
        assert at.watch(hours=2, everything=False).new == 1
        for _ in range(4):
            at.watch(hours=30)
        assert at.state("/news/1") is PageState.PRESENT
        assert kinds(at) == []


def test_new_words_in_a_feed_have_the_page_asked_at_once(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        pages(at, 1, 2, 3)
        at.site.pages["/feed"] = feed(at, 1, 2, 3)
        at.add("/feed")
        at.site.pages["/news/2"] = statement(2, 14)
        at.site.pages["/feed"] = feed(at, 1, 2, 3, words="There is more.")
        assert at.watch(hours=1.1, everything=False).versions == 1
        assert kinds(at) == [("wording", "/news/2")]
        before = len(at.site.asked)
        at.watch(hours=1.1, everything=False)
        assert asked_since(at, before) == ["/feed"]  # said before: nothing new


def test_a_newer_date_in_a_sitemap_has_the_page_asked_at_once(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        pages(at, 1, 2, 3)
        at.site.pages["/sitemap.xml"] = sitemap(at, 1, 2, 3, lastmod="2025-10-01T00:00:00Z")
        assert at.add("/sitemap.xml").new == 3
        at.site.pages["/news/2"] = statement(2, 14)
        before = len(at.site.asked)
        at.watch(hours=1.6, everything=False)
        assert asked_since(at, before) == ["/sitemap.xml"]
        at.site.pages["/sitemap.xml"] = sitemap(at, 1, 2, 3, lastmod="2025-10-20T09:30:00Z")
        assert at.watch(hours=2.5, everything=False).versions == 1


def test_a_rule_decides_where_learning_fails(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        pages(at, 1, 2)
        links = "".join(f'<li><a href="/news/{n}">Statement {n}</a></li>' for n in (1, 2))
        at.site.pages["/list"] = Answer(body=f"<html><ul>{links}</ul></html>".encode())
        settings = at.archive.folder / FILE
        rule = (
            f'\n[[sources]]\nname = "list"\nurl = "{at.site.url}/list"\nkind = "listing"\n'
            "links = '/news/\\d+$'  # too few to be told from a menu\n"
        )
        settings.write_text(settings.read_text("utf-8") + rule, "utf-8")
        assert at.watch().new == 2


def test_a_listing_keeps_to_its_own_site(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        pages(at, 1, 2, 3)
        links = "".join(
            f'<li><a href="{site}/news/{n}">Statement {n} on the ferry</a></li>'
            for site in ("", "http://elsewhere.example")
            for n in (1, 2, 3)
        )
        at.site.pages["/list"] = Answer(body=f"<html><ul>{links}</ul></html>".encode())
        counts = at.add("/list", kind=Role.LISTING)
        assert (counts.new, counts.failed) == (3, 0)


def test_the_budget_leaves_pages_for_the_next_round(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        settings = at.archive.folder / FILE
        settings.write_text(settings.read_text("utf-8") + "\n[watch]\nnew_pages = 2\n", "utf-8")
        pages(at, 1, 2, 3)
        at.site.pages["/feed"] = feed(at, 1, 2, 3)
        at.add("/feed")
        assert asked_since(at, 0) == ["/feed", "/news/1", "/news/2"]
        before = len(at.site.asked)
        at.watch(hours=0.1, everything=False)
        assert asked_since(at, before) == ["/news/3"]


def test_a_mandate_overrides_robots_and_is_recorded(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        pages(at, 1)
        at.site.pages["/robots.txt"] = Answer(
            body=b"User-agent: *\nDisallow: /", media_type="text/plain"
        )
        source = WebSource(name="one", url=at.site.url + "/news/1", kind=Role.PAGE)
        save_web_source(at.archive.folder, source)
        assert at.watch().new == 0
        assert at.state("/news/1") is PageState.DISALLOWED
        settings = at.archive.folder / FILE
        mandate = 'robots = "override"\nrobots_reason = "Legal deposit act"\n'
        settings.write_text(settings.read_text("utf-8") + mandate, "utf-8")
        assert at.watch().new == 1
        assert at.observed("/news/1")[-1].robots == (
            "forbidden by robots.txt, overridden by the archive's mandate"
        )


def test_no_cookie_is_kept_and_the_agent_is_named(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        at.site.pages["/1"] = Answer(body=statement(1).body, headers={"Set-Cookie": "id=7; Path=/"})
        at.add("/1")
        at.watch()
        assert all("onrecord/" in sent["User-Agent"] for sent in at.site.headers)
        assert not any("Cookie" in sent for sent in at.site.headers)
