"""Five hundred labelled pages that vanish, move, return, hide or fail, on sites of loopback.

No page may be called removed that is not, and of those that went at least 95 in 100 must be.
"""

import random
from collections import Counter
from collections.abc import Callable

import pytest
from tests.archive.watching.round import desk
from tests.archive.watching.test_rounds_over_time import CHALLENGE, LOGIN, SOFT_404, statement
from tests.loopback import Answer, Site, moved, page

from onrecord.archive.finding import FILE
from onrecord.archive.watching.web_sources import WebSource, save_web_source
from onrecord.model.page_state import PageState
from onrecord.model.watching import Role

CASES = 500
DAYS = 6  # one check a day, so that 72 hours pass whatever day a page goes on
Step = Callable[[Site, int, int], None]


def _path(number: int) -> str:
    return f"/news/{number}"


def stays(site: Site, number: int, day: int) -> None:
    """Nothing happens."""


def _from_day_one(answer: Callable[[Site, int], Answer | None]) -> Step:
    def step(site: Site, number: int, day: int) -> None:
        if day == 1:
            given = answer(site, number)
            if given is None:
                site.pages.pop(_path(number), None)
            else:
                site.pages[_path(number)] = given

    return step


def _moves(site: Site, number: int) -> Answer:
    site.pages[f"/archive/{number}"] = statement(number)
    return moved(f"/archive/{number}")


def returns(site: Site, number: int, day: int) -> None:
    """Away for two days, then there again."""
    if day == 1:
        del site.pages[_path(number)]
    elif day == 3:
        site.pages[_path(number)] = statement(number)


def flickers(site: Site, number: int, day: int) -> None:
    """Away every other day."""
    if day % 2:
        site.pages.pop(_path(number), None)
    else:
        site.pages[_path(number)] = statement(number)


# label -> (share in 100, what happens, the state at the end)
LABELS: dict[str, tuple[int, Step, PageState]] = {
    "stays": (34, stays, PageState.PRESENT),
    "404": (6, _from_day_one(lambda s, n: None), PageState.REMOVED),
    "410": (3, _from_day_one(lambda s, n: Answer(status=410)), PageState.REMOVED),
    "soft": (4, _from_day_one(lambda s, n: SOFT_404), PageState.REMOVED),
    "home": (3, _from_day_one(lambda s, n: moved("/", 302)), PageState.REMOVED),
    "other words": (2, _from_day_one(lambda s, n: moved("/about")), PageState.REMOVED),
    "moves": (8, _from_day_one(_moves), PageState.MOVED),
    "returns": (6, returns, PageState.PRESENT),
    "flickers": (4, flickers, PageState.PRESENT),
    "challenge": (8, _from_day_one(lambda s, n: CHALLENGE), PageState.BLOCKED),
    "login": (5, _from_day_one(lambda s, n: LOGIN), PageState.BLOCKED),
    "403": (5, _from_day_one(lambda s, n: Answer(status=403)), PageState.BLOCKED),
    "500": (5, _from_day_one(lambda s, n: Answer(status=500)), PageState.DOWN),
    "cut off": (
        2,
        _from_day_one(lambda s, n: Answer(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab")),
        PageState.DOWN,
    ),
    "wording": (5, _from_day_one(lambda s, n: statement(n, 99)), PageState.PRESENT),
}


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, PageState, PageState]]:
    """(label, state expected, state found) of every case."""
    labels = [name for name, (share, _, _) in LABELS.items() for _ in range(share * CASES // 100)]
    random.Random(4).shuffle(labels)  # noqa: S311 - no secret
    with desk(tmp_path_factory.mktemp("vanishing")) as at:
        at.site.pages["/"] = page("The Ministry", "News and contacts of the Ministry of Talara.")
        at.site.pages["/about"] = page("About", "The Ministry was founded long ago, in 1911.")
        settings = at.archive.folder / FILE
        settings.write_text(settings.read_text("utf-8") + "\n[watch]\nback_off = 0\n", "utf-8")
        links = ""
        for number in range(len(labels)):
            at.site.pages[_path(number)] = statement(number)
            links += f'<li><a href="{_path(number)}">Statement {number} on the ferry</a></li>'
        at.site.pages["/list"] = Answer(body=f"<html><ul>{links}</ul></html>".encode())
        source = WebSource(name="list", url=at.site.url + "/list", kind=Role.LISTING)
        save_web_source(at.archive.folder, source)
        assert at.watch().new == len(labels)
        for day in range(1, DAYS + 1):
            for number, label in enumerate(labels):
                LABELS[label][1](at.site, number, day)
            at.watch(hours=24)
        return [
            (label, LABELS[label][2], at.state(_path(number)))
            for number, label in enumerate(labels)
        ]


def test_no_page_is_called_removed_that_is_not(
    outcomes: list[tuple[str, PageState, PageState]],
) -> None:
    false = [o for o in outcomes if o[2] is PageState.REMOVED and o[1] is not PageState.REMOVED]
    assert false == []


def test_removals_are_found(outcomes: list[tuple[str, PageState, PageState]]) -> None:
    gone = [found for _, expected, found in outcomes if expected is PageState.REMOVED]
    assert len(gone) >= 50
    missed = Counter(o[0] for o in outcomes if o[1] is PageState.REMOVED and o[2] is not o[1])
    assert gone.count(PageState.REMOVED) >= 0.95 * len(gone), missed


def test_every_other_state_is_right_too(
    outcomes: list[tuple[str, PageState, PageState]],
) -> None:
    wrong = Counter(
        (label, found.value) for label, wanted, found in outcomes if found is not wanted
    )
    assert sum(wrong.values()) <= 0.02 * len(outcomes), wrong
