"""The docs say what the program does: commands, links between pages, the console tours."""

import re
from pathlib import Path

import pytest
from tools import write_tour
from tools.write_commands import PAGE, page

from onrecord.archive.making import init_archive
from onrecord.archive.watching.options import read_options
from onrecord.archive.watching.web_sources import list_web_sources

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
LINK = re.compile(r"\]\((?!https?://|#|mailto:)([^)#]+)")


def test_the_page_of_commands_is_the_commands_own_help() -> None:
    assert PAGE.read_text("utf-8") == page(), "run python tools/write_commands.py"


def test_the_settings_shown_for_watching_are_understood(tmp_path: Path) -> None:
    page_text = (ROOT / "docs" / "watching.md").read_text("utf-8")
    shown = page_text.partition("```toml\n")[2].partition("```")[0]
    with init_archive(tmp_path / "archive") as archive:
        (archive.folder / "onrecord.toml").write_text(shown, "utf-8")
        options = read_options(archive)
        assert options.manners.delay == 2.0
        assert "desk@archive.example" in options.manners.agent
        news, gazette = list_web_sources(archive.folder)
    assert (news.every, news.links, news.pages) == (21600.0, r"/en/news/\d+", 5)
    assert gazette.override == "Legal deposit act, section 12"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_between_pages_lead_somewhere(path: Path) -> None:
    for target in LINK.findall(path.read_text("utf-8")):
        assert (path.parent / target).exists(), target


def test_every_promise_names_a_test_that_is_there() -> None:
    page_text = (ROOT / "docs" / "security.md").read_text("utf-8")
    rows = [row for row in page_text.splitlines() if row.startswith("| ")]
    promises = [row for row in rows if row != "| promise | held by |"]
    assert len(promises) > 20
    for row in promises:
        held_by = re.findall(r"`(tests/[^`]+)`", row)
        assert held_by, row
        assert all((ROOT / name).is_file() for name in held_by), row


@pytest.mark.parametrize("path", write_tour.PAGES, ids=lambda path: path.name)
def test_the_console_blocks_show_what_the_commands_print(path: Path, tmp_path: Path) -> None:
    page = path.read_text("utf-8")
    assert write_tour.commands(page)
    anew = write_tour.written_anew(page, tmp_path)
    assert write_tour.masked(anew) == write_tour.masked(page), "run python tools/write_tour.py"
