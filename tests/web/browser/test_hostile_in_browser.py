"""The same hostile words in a real browser: nothing runs, no dialog, no other host asked."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.web.browser.conftest import Opening, running
from tests.web.hostile import hostile_archive

from onrecord.archive.opening import open_archive


@pytest.fixture(scope="module")
def hostile_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_archive(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def hostile_site(hostile_folder: Path) -> Iterator[str]:
    with running(hostile_folder) as base:
        yield base


def test_nothing_runs(opened: Opening, hostile_site: str, hostile_folder: Path) -> None:
    with open_archive(hostile_folder) as archive:
        ids = list(archive.statements.ids())
        seqs = [capture.seq for capture in archive.captures.list()]
    watched = opened(base=hostile_site)
    paths = [f"/s/{id}" for id in ids] + [f"/?page={n}" for n in range(1, 9)]
    for path in [*paths, "/issuers", "/i/hostile", "/about"]:
        watched.open(path)
        assert watched.page.evaluate("window.__ran") is None, path
        assert watched.page.url == hostile_site + path
    assert watched.faults == []
    shown = 0
    for seq in seqs:
        answer = watched.page.request.get(f"{hostile_site}/captures/{seq}/original")
        if "attachment" in answer.headers.get("content-disposition", ""):
            continue
        if answer.headers["content-type"].startswith("text/html"):
            watched.open(f"/captures/{seq}/original")
            watched.page.wait_for_timeout(500)  # what a refresh of no seconds would need
            assert watched.page.url == f"{hostile_site}/captures/{seq}/original"
            assert watched.page.title() == "Statement of all"
            shown += 1
    assert shown == 1
    assert [fault for fault in watched.faults if not fault.startswith(("error:", "warning:"))] == []
