"""The docs say what the program does: commands, links between pages, the console tours."""

import re
from pathlib import Path

import pytest
from tools import write_tour
from tools.write_commands import PAGE, page

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
LINK = re.compile(r"\]\((?!https?://|#|mailto:)([^)#]+)")


def test_the_page_of_commands_is_the_commands_own_help() -> None:
    assert PAGE.read_text("utf-8") == page(), "run python tools/write_commands.py"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_between_pages_lead_somewhere(path: Path) -> None:
    for target in LINK.findall(path.read_text("utf-8")):
        assert (path.parent / target).exists(), target


@pytest.mark.parametrize("path", write_tour.PAGES, ids=lambda path: path.name)
def test_the_console_blocks_show_what_the_commands_print(path: Path, tmp_path: Path) -> None:
    page = path.read_text("utf-8")
    assert write_tour.commands(page)
    anew = write_tour.written_anew(page, tmp_path)
    assert write_tour.masked(anew) == write_tour.masked(page), "run python tools/write_tour.py"
