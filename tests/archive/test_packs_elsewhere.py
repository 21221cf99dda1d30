"""Proof packs in the hands of others' programs: the validator of the package wacz, and pywb.

None of them is needed to use Onrecord: each lies in a place of its own that a variable names (`make
packs`), and without it its test is skipped. ReplayWeb.page: tests/web/browser.
"""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.archive.backfilling.test_pywb import COMMANDS, fetched, serving
from tests.archive.watching.round import Desk, desk
from tests.archive.watching.test_rounds_over_time import statement

from onrecord.archive.packing import pack
from onrecord.model.ids import statement_id

VALIDATOR = os.environ.get("ONRECORD_WACZ", "")


@contextmanager
def packed(tmp_path: Path) -> Iterator[tuple[Desk, Path, str]]:
    """A desk, a pack of one of its two statements in two wordings, and the page it was at."""
    with desk(tmp_path) as at:
        for number in (1, 2):
            at.site.pages[f"/news/{number}"] = statement(number)
            at.add(f"/news/{number}")
        at.site.pages["/news/1"] = statement(1, 14)
        at.watch(hours=30)
        url = at.site.url + "/news/1"
        path = tmp_path / "pack.wacz"
        path.write_bytes(b"".join(pack(at.archive, [statement_id(url)])))
        yield at, path, url


@pytest.mark.skipif(not VALIDATOR, reason="$ONRECORD_WACZ is not set (make packs)")
def test_a_pack_passes_the_validator_of_the_package_wacz(tmp_path: Path) -> None:
    with packed(tmp_path) as (_, path, _):
        done = subprocess.run(  # noqa: S603 - on a file of ours
            [Path(VALIDATOR).absolute() / "wacz", "validate", "-f", str(path)],
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "the passed WACZ is valid" in done.stdout


@pytest.mark.skipif(not COMMANDS, reason="$ONRECORD_PYWB is not set (make pywb)")
def test_a_pack_replays_in_pywb(tmp_path: Path) -> None:
    with (
        packed(tmp_path) as (at, path, url),
        serving(tmp_path / "pywb", [path], "--unpack-wacz") as here,
    ):
        assert fetched(f"{here}/20251020080000id_/{url}") == (200, statement(1).body)
        assert fetched(f"{here}/20300101000000id_/{url}") == (200, statement(1, 14).body)
        assert (
            fetched(f"{here}/20300101000000id_/{at.site.url}/news/2")[0] == 404
        )  # not in the pack
