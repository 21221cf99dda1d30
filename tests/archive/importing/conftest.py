"""A made-up archive to import from: the demo, with a page that was worded so, otherwise, and so."""

import hashlib
import shutil
from pathlib import Path
from typing import Any

import orjson
import pytest
from tests.capture.made_up import record
from tests.web.history import PAGE, make_history

from onrecord.archive.adding import add
from onrecord.archive.demonstrating import build_demo
from onrecord.archive.exporting import export
from onrecord.archive.finding import FILE
from onrecord.archive.making import init_archive
from onrecord.archive.opening import Archive, open_archive
from onrecord.capture.deflate import gzip_member
from onrecord.capture.warc_files import WarcWriter
from onrecord.model.watching import BesideRecord
from onrecord.store.captures import set_warc_end
from onrecord.store.observations import add_beside, list_beside

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
            write_request(archive)
    return folder / "demo"


def write_request(archive: Archive) -> None:
    """Write a record that is no capture, as a watched page's request is written."""
    request = record("request", {"WARC-Target-URI": PAGE}, b"GET / HTTP/1.1\r\n\r\n")
    member = gzip_member(request)
    with WarcWriter(archive.captures_folder, "abcdef") as writer:
        place = writer.append(member)
    kept = BesideRecord(
        warc=place.file,
        offset=place.offset,
        length=place.length,
        member_sha256=hashlib.sha256(member).hexdigest(),
        kind="request",
    )
    with archive.database.writing() as connection:
        set_warc_end(connection, place.file, place.offset + place.length)
        add_beside(connection, [kept])


def beside(archive: Archive) -> list[bytes]:
    """Return the bytes of the records that are no captures."""
    with archive.database.reading() as connection:
        found = list(list_beside(connection))
    return [
        (archive.captures_folder / one.warc).read_bytes()[one.offset : one.offset + one.length]
        for one in found
    ]


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
