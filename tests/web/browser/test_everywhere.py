"""Every page in three languages, with and without scripts, on a telephone and on a desk."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.web.browser.conftest import Opening, Watched
from tests.web.conftest import CITING, LUMINARA

PAGES = (
    "/",
    "/?q=ferry",
    "/?q=ferry&lang=en&from=2025-10&to=2025-11",
    "/?q=nosuchwordanywhere",
    f"/s/{LUMINARA}?v=1",
    f"/s/{CITING}",
    "/s/k4rf3lw6ubg7nafj",  # in Arabic
    "/issuers",
    "/i/mfa-velmaria",
    "/claims?q=type:COERCE",
    "/compare?q=ferry",
    f"/s/{LUMINARA}/diff/1/2",
    f"/s/{LUMINARA}/diff/1/2?view=side",
    "/changes",
    "/citations",
    "/sources",
    "/timeline?q=ferry",
    f"/s/{CITING}/renditions",
    "/s/7k2ffkrdrxpmddr7/renditions",
    "/map",
    "/signin",
    "/edit",
    "/deeds",
    "/embed",
    "/about",
)
WRONG = ("/nosuch", "/?q=ferry%20AND")
WIDTHS = (360, 1440)
HEAVIEST = 150_000  # bytes of a page with all it loads
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["en", "az", "ar"])
def test_pages_are_accessible_and_quiet(opened: Opening, language: str, width: int) -> None:
    watched = opened(width=width)
    watched.open(f"/about?ui={language}")
    for path in PAGES:
        watched.open(path)
        assert watched.page.get_attribute("html", "lang") == language
        assert _is_narrow_enough(watched), path
        found = Axe().run(watched.page, options=RULES)
        violations = [
            (v["id"], [n["html"] for n in v["nodes"][:3]]) for v in found.response["violations"]
        ]
        assert violations == [], path
    assert watched.faults == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["en", "az", "ar"])
def test_pages_need_no_scripts(opened: Opening, language: str, width: int) -> None:
    watched = opened(scripts=False, width=width)
    watched.open(f"/about?ui={language}")
    for path in PAGES:
        watched.open(path)
        assert watched.page.locator("h1").count() == 1, path
        assert watched.page.locator("main").inner_text().strip(), path
    watched.open("/")
    watched.page.fill("#q", "Luminara")
    watched.page.press("#q", "Enter")
    watched.page.locator(".hits h2 a").first.click()
    assert watched.page.locator(".provenance").is_visible()
    assert watched.faults == []


def test_errors_are_pages_too(opened: Opening) -> None:
    watched = opened()
    for path in WRONG:
        watched.open(path)
        found = Axe().run(watched.page, options=RULES)
        assert found.response["violations"] == [], path


@pytest.mark.parametrize(
    "path", ["/?q=ferry", f"/s/{CITING}", "/changes", "/timeline", "/map", "/map?at=10,15,150"]
)
def test_a_page_with_all_it_loads_is_light(opened: Opening, path: str) -> None:
    watched = opened()
    sizes: list[int] = []
    watched.page.on("response", lambda answer: sizes.append(len(answer.body())))
    watched.open(path)
    watched.page.wait_for_load_state("networkidle")
    assert sum(sizes) < HEAVIEST


def test_dark_colours_are_told_apart_too(opened: Opening) -> None:
    watched = opened()
    watched.page.emulate_media(color_scheme="dark")
    for path in ("/?q=ferry", f"/s/{CITING}"):
        watched.open(path)
        found = Axe().run(watched.page, options={"runOnly": ["wcag2aa"]})
        assert found.response["violations"] == [], path


def test_the_keyboard_goes_through_the_results(opened: Opening) -> None:
    watched = opened()
    watched.open("/?q=ferry")
    watched.page.keyboard.press("j")
    watched.page.keyboard.press("j")
    watched.page.keyboard.press("k")
    first = watched.page.locator(".hits h2 a").first
    assert first.evaluate("one => one === document.activeElement")
    watched.page.keyboard.press("/")
    assert watched.page.locator("#q").evaluate("one => one === document.activeElement")
    first.focus()
    watched.page.keyboard.press("Enter")
    watched.page.wait_for_url("**/s/*")


def test_the_keyboard_alone_reaches_every_link(opened: Opening) -> None:
    watched = opened()
    watched.open(f"/s/{CITING}")
    links = watched.page.locator("a:visible, button:visible, summary:visible").count()
    reached = set()
    for _ in range(links + 30):
        watched.page.keyboard.press("Tab")
        reached.add(
            watched.page.evaluate(
                "() => { const all = [...document.querySelectorAll('a, button, summary')];"
                " return all.indexOf(document.activeElement); }"
            )
        )
    assert len(reached - {-1}) == links


def test_suggestions_come_while_typing(opened: Opening) -> None:
    watched = opened()
    watched.open("/")
    watched.page.locator("#q").press_sequentially("Minis")
    watched.page.wait_for_selector("#suggested option", state="attached")
    assert watched.faults == []


def test_a_kept_original_is_shown_and_runs_nothing(opened: Opening) -> None:
    watched = opened()
    watched.open(f"/s/{LUMINARA}")
    watched.page.locator(".captures a").first.click()
    frame = watched.page.frame_locator("iframe.original")
    assert "Luminara" in frame.locator("body").inner_text()
    assert watched.faults == []


def _is_narrow_enough(watched: Watched) -> bool:
    return bool(watched.page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
