"""Addresses added: captured as received, through the guard, written down, found by search."""

import gzip
from pathlib import Path

import pytest
from tests.archive.watching.round import desk
from tests.loopback import Answer, moved, page
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
from warcio.checker import Checker  # type: ignore[import-untyped]

from onrecord.archive.finding import FILE
from onrecord.archive.verifying.verify import verify
from onrecord.archive.watching.options import read_options
from onrecord.archive.watching.watch import add_url
from onrecord.model.page_state import PageState
from onrecord.model.watching import Role
from onrecord.store import observations

FERRY = page(
    "Statement on the ferry Aurora",
    "Talara, 19 October 2025",
    "The Ministry of Foreign Affairs of Talara states that the ferry Aurora left the harbour at "
    "noon with 12 people on board and reached the island in the evening.",
)


def ferry(number: int) -> Answer:
    return page(
        f"Statement {number} on the ferry in the harbour of Talara",
        "Talara, 19 October 2025",
        f"The Ministry of Foreign Affairs of Talara states that the ferry number {number} left the "
        "harbour at noon and reached the island in the evening, as its log says.",
    )


def records(archive_folder: Path) -> list[tuple[str, str, bytes]]:
    found = []
    for path in sorted((archive_folder / "captures").rglob("*.warc.gz")):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, no_record_parse=True):
                uri = record.rec_headers.get_header("WARC-Target-URI") or ""
                found.append((record.rec_type, uri, record.raw_stream.read()))
    return found


def test_a_page_is_captured_and_found(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        at.site.pages["/news/1"] = FERRY
        counts = at.add("/news/1")
        assert (counts.new, counts.failed) == (1, 0)
        (hit,) = at.archive.search("aurora")
        assert (hit.url, hit.key) == (at.site.url + "/news/1", at.site.url + "/news/1")
        assert at.state("/news/1") is PageState.PRESENT
        assert 'kind = "page"' in (at.archive.folder / FILE).read_text("utf-8")
        assert list(verify(at.archive)) == []


def test_bytes_and_headers_are_kept_as_received(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        coded = gzip.compress(FERRY.body)
        headers = {"Content-Encoding": "gzip", "x-ODD-Name": "two  blanks", "ETag": '"a"'}
        at.site.pages["/1"] = Answer(body=coded, headers=headers)
        at.add("/1")
        found = {(kind, uri): block for kind, uri, block in records(at.archive.folder)}
        response = found["response", at.site.url + "/1"]
        assert response.endswith(b"\r\n\r\n" + coded)
        assert b"\r\nx-ODD-Name: two  blanks\r\n" in response
        request = found["request", at.site.url + "/1"]
        assert request.startswith(b"GET /1 HTTP/1.1\r\nHost: 127.0.0.1:")
        assert b"\r\nUser-Agent: onrecord/" in request
        sent = at.site.headers[at.site.asked.index("/1")]
        for line in request.decode().splitlines()[1:-1]:
            name, _, value = line.partition(": ")
            assert sent[name] == value
        assert set(sent) <= {line.partition(": ")[0] for line in request.decode().splitlines()} | {
            "Connection"
        }


def test_an_unchanged_page_costs_no_payload(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        at.site.pages["/1"] = FERRY
        tagged = {"ETag": '"v1"'}
        at.site.pages["/2"] = Answer(body=ferry(2).body, headers=tagged)
        at.add("/1")
        at.add("/2")
        before = [r for r in records(at.archive.folder) if r[0] == "response"]
        at.watch()
        after = [r for r in records(at.archive.folder) if r[0] == "response"]
        assert len(after) == len(before)
        assert at.site.headers[-1].get("If-None-Match") == '"v1"' or any(
            "If-None-Match" in sent for sent in at.site.headers
        )
        revisits = [r for r in records(at.archive.folder) if r[0] == "revisit"]
        assert all(FERRY.body not in block for _, _, block in revisits)
        with at.archive.database.reading() as connection:
            seen = list(observations.list_observed(connection, at.site.url + "/2"))
        assert [(one.status, one.outcome) for one in seen] == [
            (200, "captured"),
            (304, "unchanged"),
        ]
        assert seen[0].capture_seq == seen[1].capture_seq
        assert list(verify(at.archive)) == []


def test_warcio_finds_no_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with desk(tmp_path) as at:
        at.site.pages["/old"] = moved("/1")
        at.site.pages["/1"] = Answer(
            body=gzip.compress(FERRY.body), headers={"Content-Encoding": "gzip"}
        )
        at.site.pages["/chunks"] = Answer(
            raw=b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n"
            b"Connection: close\r\n\r\n%x\r\n%s\r\n0\r\n\r\n" % (len(FERRY.body), FERRY.body)
        )
        at.add("/old")
        at.add("/chunks")
        at.watch()
        files = [str(p) for p in (at.archive.folder / "captures").rglob("*.warc.gz")]

        class Options:
            inputs = files
            verbose = False

        checker = Checker(Options)
        checker.process_all()
        assert (checker.exit_value, capsys.readouterr().out) == (0, "")
        assert list(verify(at.archive)) == []


def test_a_redirect_is_recorded_hop_by_hop(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        at.site.pages["/a"] = moved("/b", 302)
        at.site.pages["/b"] = moved("/c")
        at.site.pages["/c"] = FERRY
        assert at.add("/a").new == 1
        kept = [(c.uri.removeprefix(at.site.url), c.status) for c in at.archive.captures.list()]
        assert kept == [("/robots.txt", 404), ("/a", 302), ("/b", 301), ("/c", 200)]
        with at.archive.database.reading() as connection:
            (seen,) = observations.list_observed(connection, at.site.url + "/a")
        assert (seen.target, seen.state) == (at.site.url + "/b", PageState.PRESENT)
        (hit,) = at.archive.search("aurora")
        assert hit.url == at.site.url + "/c"


def test_a_private_address_is_refused_without_the_option(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        at.site.pages["/1"] = FERRY
        options = read_options(at.archive)
        counts = add_url(at.archive, at.site.url + "/1", options, world=at.world)
        assert (counts.new, counts.failed) == (0, 1)
        assert "--allow-private" in counts.failures[0].reason
        assert at.site.asked == []


@pytest.mark.parametrize("place", ["", "[archive]\n", "[watch]\n"])
def test_the_file_of_settings_allows_private_addresses_too(tmp_path: Path, place: str) -> None:
    with desk(tmp_path) as at:
        settings = at.archive.folder / FILE
        text = settings.read_text("utf-8")
        if place == "[archive]\n":
            text = text.replace(place, f"{place}allow_private = true\n")
        else:
            text = f"{place}allow_private = true\n{'[other]' if place else ''}\n{text}"
        settings.write_text(text, "utf-8")
        assert read_options(at.archive).manners.allow_private


def test_a_listing_leads_to_its_pages_and_on_to_the_next(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        for number in range(9):
            at.site.pages[f"/news/{number}"] = ferry(number)
        for first, path in ((0, "/news"), (5, "/news?page=2")):
            links = "".join(
                f'<li><a href="/news/{n}">Statement {n} on the ferry in the harbour</a></li>'
                for n in range(first, min(first + 5, 9))
            )
            more = '<a rel="next" href="/news?page=2">Next</a>' if not first else ""
            menu = "".join(f'<a href="/{w}">{w}</a>' for w in ("about", "contacts", "minister"))
            at.site.pages[path] = Answer(
                body=f"<html><title>News</title><nav>{menu}</nav><ul>{links}</ul>{more}".encode()
            )
        counts = at.add("/news")
        assert (counts.new, counts.failed) == (9, 0)
        assert at.stands("/news").role is Role.LISTING
        assert at.site.count("/about") == 0
        assert at.watch().new == 0
        assert 'kind = "listing"' in (at.archive.folder / FILE).read_text("utf-8")


def test_a_feed_leads_to_its_pages_whose_words_are_compared(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        items = "".join(
            f"<item><title>Statement {n} on the ferry</title><link>{at.site.url}/news/{n}</link>"
            f"<description>The ferry number {n} left.</description></item>"
            for n in range(3)
        )
        at.site.pages["/feed"] = Answer(
            body=f'<rss version="2.0"><channel><title>MFA</title>{items}</channel></rss>'.encode(),
            media_type="application/rss+xml",
        )
        for number in range(3):
            at.site.pages[f"/news/{number}"] = ferry(number)
        counts = at.add("/feed")
        assert (counts.new, counts.versions, counts.failed) == (3, 0, 0)
        assert at.stands("/feed").role is Role.FEED
        assert {len(view.versions) for view in at.archive.statements.list()} == {1}
        assert at.archive.search('"as its log says"').total == 3
        again = at.watch()
        assert (again.new, again.versions) == (0, 0)


def test_a_sitemap_of_sitemaps_leads_to_pages(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        ns = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        at.site.pages["/sitemap.xml"] = Answer(
            body=f"<sitemapindex {ns}><sitemap><loc>{at.site.url}/s1.xml.gz</loc></sitemap>"
            "</sitemapindex>".encode(),
            media_type="application/xml",
        )
        inner = "".join(f"<url><loc>{at.site.url}/news/{n}</loc></url>" for n in range(3))
        at.site.pages["/s1.xml.gz"] = Answer(
            body=gzip.compress(f"<urlset {ns}>{inner}</urlset>".encode()),
            media_type="application/x-gzip",
        )
        for number in range(3):
            at.site.pages[f"/news/{number}"] = ferry(number)
        assert at.add("/sitemap.xml").new == 3
        assert at.stands("/s1.xml.gz").role is Role.SITEMAP


def test_what_a_hand_written_source_is_is_found_out(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        links = ""
        for number in range(4):
            at.site.pages[f"/news/{number}"] = ferry(number)
            links += f'<li><a href="/news/{number}">Statement {number} on the ferry</a></li>'
        at.site.pages["/list"] = Answer(body=f"<html><ul>{links}</ul></html>".encode())
        settings = at.archive.folder / FILE
        source = f'\n[[sources]]\nname = "mine"\nurl = "{at.site.url}/list"\n'
        settings.write_text(settings.read_text("utf-8") + source, "utf-8")
        assert at.watch().new == 4
        assert at.stands("/list").role is Role.LISTING
        with at.archive.database.reading() as connection:
            (seen,) = observations.list_observed(connection, at.site.url + "/list")
        assert seen.robots == "the site has no robots.txt (status 404)"


def test_what_was_not_served_at_first_is_found_out_later(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        at.site.pages["/list"] = Answer(status=503, body=b"later")
        assert at.add("/list").failed == 1
        assert "kind =" not in (at.archive.folder / FILE).read_text("utf-8")
        links = ""
        for number in range(4):
            at.site.pages[f"/news/{number}"] = ferry(number)
            links += f'<li><a href="/news/{number}">Statement {number} on the ferry</a></li>'
        at.site.pages["/list"] = Answer(body=f"<html><ul>{links}</ul></html>".encode())
        assert at.watch(hours=48).new == 4
        assert at.stands("/list").role is Role.LISTING


def test_comments_and_hand_written_sources_survive(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        settings = at.archive.folder / FILE
        at.site.pages["/1"] = FERRY
        at.site.pages["/2"] = ferry(2)
        written = settings.read_text("utf-8") + (
            f'\n[[sources]]\nname = "mine"  # by hand\nurl = "{at.site.url}/2"\nevery = "2h"\n'
        )
        settings.write_text(written, "utf-8")
        at.add("/1")
        assert settings.read_text("utf-8").startswith(written.rstrip())
        assert at.watch().new == 1
        assert at.stands("/2").interval == 7200
