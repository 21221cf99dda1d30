"""Rounds over days of a test's clock: versions, removals, moves, walls, outages, templates."""

import datetime as dt
from pathlib import Path

import pytest
from tests.archive.watching.round import Desk, desk
from tests.loopback import Answer, moved, page

from onrecord.archive.changing import list_changes
from onrecord.archive.citing import list_citations
from onrecord.archive.differing import compare
from onrecord.archive.verifying.verify import verify
from onrecord.model.page_state import PageState

CHALLENGE = Answer(
    body=b"<html><title>Just a moment...</title><body><h1>Checking your browser</h1>"
    b"<script src='/cdn-cgi/challenge-platform/x.js'></script></body></html>"
)
LOGIN = Answer(
    body=b"<html><title>Sign in</title><body><h1>Sign in</h1><form><input name=u>"
    b"<input type=password></form></body></html>"
)
SOFT_404 = page("Page not found", "The page you are looking for does not exist.")


def statement(number: int, people: int = 12, *, frame: str = "") -> Answer:
    return page(
        f"Statement {number} on the ferry in the harbour of Talara",
        f"The Ministry of Foreign Affairs states that the ferry number {number * 7919} left "
        f"pier {chr(65 + number % 26)}{number} with {people} people on board.",
        f"Its captain, who has sailed this route for {number + 3} years, reported no fault.",
        "The records of the port are open to everyone who asks for them.",
        *([frame] if frame else []),
    )


def fill(at: Desk, count: int = 4) -> None:
    for number in range(count):
        at.site.pages[f"/news/{number}"] = statement(number)
        at.add(f"/news/{number}")


def kinds(at: Desk) -> list[tuple[str, str]]:
    return [
        (told.kind.value, (told.url or "").removeprefix(at.site.url))
        for told in list_changes(at.archive)
        if told.kind.value != "new"
    ]


def test_a_new_wording_is_a_version_with_a_typed_diff(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        fill(at, 2)
        at.site.pages["/news/1"] = statement(1, 14)
        assert at.watch().versions == 1
        (told,) = [t for t in list_changes(at.archive) if t.kind.value == "wording"]
        assert [edit.kind.value for edit in told.edits] == ["number"]
        assert (told.from_version, told.to_version) == (1, 2)
        assert compare(at.archive, told.statement) == compare(at.archive, told.statement, 1, 2)
        at.site.pages["/news/1"] = statement(1)
        at.watch()
        view = at.archive.statements.get(told.statement)
        assert (view.version, len(view.versions)) == (1, 2)
        assert len(view.versions[0].intervals) == 2


def test_a_change_of_markup_alone_is_no_version(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        fill(at, 1)
        body = (
            statement(0)
            .body.replace(b"<p>", b'<p class="x"><span>\n')
            .replace(b"</p>", b"</span>\n</p>")
        )
        body = body.replace(b"12 people", b"<b>12</b>\n people").replace(b"fault.", b"fault.<br>")
        at.site.pages["/news/0"] = Answer(body=body)
        assert at.watch().versions == 0
        assert kinds(at) == []


def test_removed_takes_three_checks_and_three_days(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        fill(at)
        del at.site.pages["/news/2"]
        for _ in range(3):
            at.watch(hours=30)
            assert at.state("/news/2") is PageState.PRESENT
        first_missing = at.stands("/news/2").first_missing_at
        at.watch(hours=30)
        assert at.state("/news/2") is PageState.REMOVED
        assert first_missing is not None
        assert kinds(at) == [("removed", "/news/2")]
        at.site.pages["/news/2"] = statement(2)
        at.watch(hours=30)
        assert kinds(at) == [("removed", "/news/2"), ("reappeared", "/news/2")]
        assert list(verify(at.archive)) == []


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (CHALLENGE, "blocked"),
        (LOGIN, "blocked"),
        (Answer(status=403, body=b"<h1>Forbidden</h1>"), "blocked"),
        (Answer(status=429, body=b"slow", headers={"Retry-After": "0"}), "blocked"),
        (Answer(status=503, body=CHALLENGE.body), "blocked"),
        (Answer(status=503, body=b"<h1>Maintenance</h1>"), "down"),
        (Answer(status=500, body=b"oops"), "down"),
        (Answer(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nshort"), "down"),
        (Answer(raw=b"not http at all\r\n\r\n"), "down"),
    ],
)
def test_what_hides_a_page_is_never_a_version(tmp_path: Path, answer: Answer, state: str) -> None:
    with desk(tmp_path) as at:
        fill(at, 3)
        at.site.pages["/news/1"] = answer
        for _ in range(4):
            assert at.watch(hours=40).versions == 0
        assert at.state("/news/1").value == state
        assert kinds(at) == []
        at.site.pages["/news/1"] = statement(1)
        at.watch(hours=40)
        assert at.state("/news/1") is PageState.PRESENT


def test_a_page_that_comes_back_in_time_was_never_removed(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        fill(at)
        for _ in range(3):
            del at.site.pages["/news/2"]
            at.watch(hours=40)
            at.site.pages["/news/2"] = statement(2)
            at.watch(hours=40)
        assert kinds(at) == []


@pytest.mark.parametrize(
    "soft",
    [
        SOFT_404,
        moved("/", 302),
        moved("/news/5"),
        page("Home", "Welcome to all of you."),
        Answer(body="<h1>Страница не найдена</h1><p>Проверьте адрес.</p>".encode()),
        Answer(body="<h1>Səhifə tapılmadı</h1>".encode()),
    ],
)
def test_a_soft_404_is_a_page_missing(tmp_path: Path, soft: Answer) -> None:
    with desk(tmp_path) as at:
        fill(at, 6)
        at.site.pages["/"] = page("The Ministry", "News and contacts of the Ministry.")
        for number in (1, 2):
            at.site.pages[f"/news/{number}"] = soft
        for _ in range(4):
            assert at.watch(hours=30).versions == 0
        assert (at.state("/news/1"), at.state("/news/2")) == (PageState.REMOVED,) * 2
        assert {kind for kind, _ in kinds(at)} == {"removed"}


def test_an_outage_of_the_whole_site_removes_nothing(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        fill(at)
        at.site.pages.clear()
        for _ in range(5):
            at.watch(hours=30)
        assert {at.state(f"/news/{n}") for n in range(4)} == {PageState.DOWN}
        assert kinds(at) == []


def test_a_rebuilt_site_removes_nothing(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        fill(at, 6)
        at.site.pages = {"/": page("The Ministry", "A new site, more beautiful than the old one.")}
        for _ in range(5):
            at.watch(hours=30)
        assert kinds(at) == []


def test_a_page_moved_by_redirect_keeps_its_statement(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        fill(at)
        at.site.pages["/archive/1"] = statement(1)
        at.site.pages["/news/1"] = moved("/archive/1")
        counts = at.watch()
        assert (counts.new, counts.versions) == (0, 0)
        assert kinds(at) == [("moved", "/archive/1")]
        at.watch()
        assert len(kinds(at)) == 1
        assert len(list(at.archive.statements.list())) == 4


def test_a_page_whose_words_stand_elsewhere_has_moved(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        fill(at)
        del at.site.pages["/news/1"]
        at.site.pages["/archive/1"] = statement(1)
        at.add("/archive/1")
        for _ in range(4):
            at.watch(hours=30)
        assert at.stands("/news/1").target == at.site.url + "/archive/1"
        assert kinds(at) == [("moved", "/archive/1")]


def test_a_new_frame_around_all_pages_makes_no_version(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        fill(at, 5)
        frame = "Visit the new portal of the Ministry for all services to citizens and companies."
        for number in range(5):
            at.site.pages[f"/news/{number}"] = statement(
                number, 15 if number == 3 else 12, frame=frame
            )
        assert at.watch().versions == 1
        assert kinds(at) == [("wording", "/news/3")]
        (told,) = [t for t in list_changes(at.archive) if t.kind.value == "wording"]
        assert [edit.kind.value for edit in told.edits] == ["number", "furniture"]
        assert at.watch().versions == 0


def test_robots_txt_is_obeyed_and_its_decision_kept(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        fill(at, 2)
        at.site.pages["/robots.txt"] = Answer(
            body=b"User-agent: *\nDisallow: /news/1", media_type="text/plain"
        )
        at.site.asked.clear()
        at.watch()
        assert at.site.count("/news/1") == 0
        assert at.site.count("/robots.txt") == 1
        assert (at.state("/news/0"), at.state("/news/1")) == (
            PageState.PRESENT, PageState.DISALLOWED
        )  # fmt: skip
        at.site.pages["/robots.txt"] = Answer(status=503, body=b"")
        at.watch()
        assert at.state("/news/0") is PageState.DOWN
        del at.site.pages["/robots.txt"]
        at.watch()
        assert at.state("/news/1") is PageState.PRESENT
        assert kinds(at) == []


def test_a_page_that_changes_is_looked_at_sooner_than_one_that_does_not(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        fill(at, 2)
        for people in range(4):
            at.site.pages["/news/1"] = statement(1, people)
            at.watch(hours=30)
        assert at.stands("/news/1").interval < at.stands("/news/0").interval
        before = len(at.site.asked)
        at.watch(hours=0.1, everything=False)
        assert len(at.site.asked) == before  # nothing is due


def test_cited_pages_are_captured_bound_and_watched(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        words = "The log of the port says that all was in order on that day at noon."
        at.site.pages["/log/1"] = page("Log 1", words)
        at.site.pages["/log/2"] = page("Log 2", words)
        at.site.pages["/news/1"] = page(
            "Statement on the ferry",
            "The Ministry states that the ferry left the harbour at noon. [1] It came back. [2]",
            "Notes",
            f"[1] {at.site.url}/log/1",
            f"[2] {at.site.url}/log/2",
        )
        at.add("/news/1")
        found = {cited.marker: cited for cited in list_citations(at.archive)}
        assert [found[m].state.value for m in ("1", "2")] == ["present", "present"]
        assert found["1"].capture is not None
        del at.site.pages["/log/1"]
        at.site.pages["/log/2"] = page("Log 2", words.replace("noon", "night"))
        for _ in range(4):
            at.watch(hours=30)
        found = {cited.marker: cited for cited in list_citations(at.archive)}
        assert [found[m].state.value for m in ("1", "2")] == ["removed", "changed"]
        assert found["1"].first_missing_at == at.at - dt.timedelta(hours=90)
        assert [c.marker for c in list_citations(at.archive, state=PageState.REMOVED)] == ["1"]
        (view,) = at.archive.statements.list()
        assert [c.state.value for c in view.extraction.citations] == ["removed", "changed"]
        assert kinds(at) == []


def test_a_statement_that_cites_another_is_linked_to_it(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        fill(at, 1)
        at.site.pages["/reply"] = page(
            "Reply to the statement on the ferry",
            "The Ministry of Transport answers to what was said of the ferry in the harbour. [1]",
            "Notes",
            f"[1] {at.site.url}/news/0",
        )
        at.add("/reply")
        by_url = {view.url: view for view in at.archive.statements.list()}
        cited, reply = by_url[at.site.url + "/news/0"], by_url[at.site.url + "/reply"]
        assert [(url, other.id) for url, other in reply.cited] == [(cited.url, cited.id)]
        (citing,) = cited.cited_by
        assert (citing.id, citing.title) == (reply.id, reply.extraction.title)
        assert citing.issuers == reply.extraction.issuers
        assert citing.published_on == reply.extraction.published_on
        assert [h.id for h in at.archive.search(f'cites:"{at.site.url}/news/0"')] == [reply.id]
