"""A made-up archive to import from: the demo, with a page that was worded so, otherwise, and so."""

import shutil
from pathlib import Path
from typing import Any

import orjson
import pytest
from tests.web.history import make_history

from onrecord.archive.adding import add
from onrecord.archive.demonstrating import build_demo
from onrecord.archive.exporting import export
from onrecord.archive.finding import FILE
from onrecord.archive.making import init_archive
from onrecord.archive.opening import Archive, open_archive

Line = dict[str, Any]


@pytest.fixture(scope="session")
def there(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive to import from; no test may write to it."""
    folder = tmp_path_factory.mktemp("there")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ONRECORD_KEYS", str(tmp_path_factory.mktemp("there-keys")))
        make_history(folder / "history", folder / "pages.warc")
        archive, _ = build_demo(folder / "demo", say=lambda _message: None)
        with archive:
            add(archive, folder / "pages.warc")
    return folder / "demo"


def make_here(folder: Path, there: Path | None = None) -> Archive:
    """Make an empty archive, which knows the issuers of another."""
    init_archive(folder).close()
    if there is not None:
        shutil.copyfile(there / FILE, folder / FILE)
    return open_archive(folder)


def lines(archive: Archive) -> dict[str, Line]:
    """Return the exported lines by id, but for where in which file a record lies here."""
    found = {}
    for piece in export(archive, "jsonl", None):
        line = orjson.loads(piece)
        for capture in line["captures"]:
            del capture["warc"], capture["offset"]
        line["near"].sort(key=lambda near: near["id"])
        line["cited_by"].sort(key=lambda citing: citing["id"])
        found[line["id"]] = line
    return found


def members(archive: Archive) -> dict[tuple[str, str], bytes]:
    """Return the kept bytes of every capture, by address and payload."""
    found = {}
    for kept in archive.captures.list():
        data = (archive.captures_folder / kept.warc).read_bytes()
        found[kept.uri, kept.payload_sha256] = data[kept.offset : kept.offset + kept.length]
    return found
