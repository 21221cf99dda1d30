"""From other tools: folders of ArchiveBox, and sets of WARC files by their index."""

import gzip
import json
from pathlib import Path

import pytest
from tests.archive.importing.conftest import make_here, members
from tests.capture.made_up import http, record
from tests.web.history import DAYS, GONE, OTHER, PAGE, page

from onrecord.archive.importing.choosing import import_paths
from onrecord.archive.importing.from_cdx import Place, read_index
from onrecord.archive.verifying.verify import verify
from onrecord.errors import CaptureError, ConfigError
from onrecord.model.instant import format_instant


def response(uri: str, body: bytes, day: int) -> bytes:
    headers = {
        "WARC-Target-URI": uri,
        "WARC-Date": f"2025-10-{day:02d}T12:00:00Z",
        "Content-Type": "application/http; msgtype=response",
    }
    return record("response", headers, http(body))


def request(uri: str) -> bytes:
    headers = {"WARC-Target-URI": uri, "Content-Type": "application/http; msgtype=request"}
    return record("request", headers, b"GET / HTTP/1.1\r\n\r\n")


def snapshot(folder: Path, stamp: str, url: str, **history: object) -> Path:
    made = folder / "archive" / stamp
    made.mkdir(parents=True)
    about = {"url": url, "timestamp": stamp, "title": None, "history": history}
    (made / "index.json").write_text(json.dumps(about), "utf-8")
    return made


def test_a_folder_of_archivebox_comes_in(tmp_path: Path) -> None:
    box = tmp_path / "box"
    first = snapshot(box, "1759320000.0", PAGE)
    (first / "warc").mkdir()
    member = gzip.compress(response(PAGE, page("four"), 1))
    (first / "warc" / "1759320000.warc.gz").write_bytes(gzip.compress(request(PAGE)) + member)
    (first / "singlefile.html").write_bytes(page("nobody"))  # the WARC file is better
    saved = {"singlefile": [{"end_ts": "2025-10-02T12:00:00+00:00", "status": "succeeded"}]}
    second = snapshot(box, "1759406400.5", OTHER, **saved)
    (second / "singlefile.html").write_bytes(page("nine"))
    third = snapshot(box, "1759492800.25", GONE)
    (third / "output.html").write_bytes(page("eleven"))
    snapshot(box, "1759579200", "https://www.talara.example/en/news/11")
    (snapshot(box, "1759665600", "x") / "index.json").write_text("[]", "utf-8")
    (box / "archive" / "linked").symlink_to(first)
    outside = tmp_path / "outside.html"
    outside.write_bytes(page("twelve"))
    fourth = snapshot(box, "1759752000", "https://www.talara.example/en/news/12")
    (fourth / "singlefile.html").symlink_to(outside)
    (box / "ArchiveBox.conf").touch()

    with make_here(tmp_path / "here") as here:
        counts = import_paths(here, [box])
        assert [failure.path for failure in counts.failures] == [
            "1759579200",
            "1759665600",
            "1759752000",
        ]
        views = {view.url: view for view in here.statements.list()}
        assert set(views) == {PAGE, OTHER, GONE}
        assert "four persons" in views[PAGE].extraction.text
        assert [format_instant(views[url].captures[0].at) for url in (PAGE, OTHER, GONE)] == [
            "2025-10-01T12:00:00.000000Z",
            "2025-10-02T12:00:00.000000Z",
            "2025-10-03T12:00:00.250000Z",
        ]
        assert member in members(here).values()
        assert list(verify(here)) == []


@pytest.fixture
def warcs(tmp_path: Path) -> Path:
    """Two WARC files with four pages and requests between; an index is beside them."""
    folder = tmp_path / "warcs" / "deep"
    folder.mkdir(parents=True)
    pages = [(PAGE, page("four"), 1), (PAGE, page("seven"), 5), (OTHER, page("nine"), 2)]
    first = b""
    places = []
    for uri, body, day in pages:
        first += gzip.compress(request(uri))
        member = gzip.compress(response(uri, body, day))
        places.append(("first.warc.gz", len(first), len(member), uri, day))
        first += member
    (folder / "first.warc.gz").write_bytes(first)
    plain = response(GONE, page("eleven"), 3)
    (folder / "second.warc").write_bytes(request(GONE) + plain)
    places.append(("second.warc", len(request(GONE)), len(plain), GONE, 3))
    (tmp_path / "places.json").write_text(json.dumps(places), "utf-8")
    return tmp_path


def write_index(folder: Path, kind: str) -> Path:
    """Write the index of three of the four pages, and of one in a file that is not there."""
    places = json.loads((folder / "places.json").read_text("utf-8"))[1:]
    places.append(("third.warc.gz", 0, 5, OTHER, 7))
    lines = [" CDX N b a m s k r M S V g"] if kind == "11" else []
    for file, offset, length, uri, day in places:
        stamp = f"202510{day:02d}120000"
        fields = [f"key,{day})/", stamp, uri, "text/html", "200", "DIGEST"]
        if kind == "cdxj":
            about = {"url": uri, "filename": f"a/{file}", "offset": str(offset)}
            lines.append(f"{fields[0]} {stamp} {json.dumps(about | {'length': str(length)})}")
        elif kind == "11":
            lines.append(" ".join([*fields, "-", "-", str(length), str(offset), file]))
        else:
            lines.append(" ".join([*fields, "-", str(offset), file]))
    path = folder / ("index.cdxj" if kind == "cdxj" else "index.cdx.gz")
    data = ("\n".join(lines) + "\n").encode()
    path.write_bytes(data if kind == "cdxj" else gzip.compress(data))
    return path


@pytest.mark.parametrize("kind", ["cdxj", "11", "9"])
def test_the_records_an_index_names_come_in_alone(warcs: Path, tmp_path: Path, kind: str) -> None:
    index = write_index(warcs, kind)
    with make_here(tmp_path / "here") as here:
        counts = import_paths(here, [index, warcs / "warcs"])
        (failure,) = counts.failures
        assert failure.path.endswith("third.warc.gz")
        views = {view.url: view for view in here.statements.list()}
        assert set(views) == {PAGE, OTHER, GONE}
        assert "seven persons" in views[PAGE].extraction.text
        assert [capture.at.day for capture in views[PAGE].captures] == [DAYS[1]]
        first = (warcs / "warcs" / "deep" / "first.warc.gz").read_bytes()
        for (uri, _), kept in members(here).items():
            if kind != "9" and uri != GONE:
                assert kept in first  # byte for byte
            if uri == GONE:
                assert gzip.decompress(kept) == response(GONE, page("eleven"), 3)
        assert list(verify(here)) == []


def test_a_line_that_is_none_and_an_index_alone_are_told(warcs: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.cdx"
    bad.write_text("a b c\n", "utf-8")
    with make_here(tmp_path / "here") as here:
        with pytest.raises(CaptureError, match="neither CDX nor CDXJ"):
            import_paths(here, [bad, warcs])
        with pytest.raises(ConfigError, match="behind the index"):
            import_paths(here, [bad])


def test_an_index_of_objects_alone_is_read(tmp_path: Path) -> None:
    index = tmp_path / "index.cdxj"
    index.write_text('{"filename": "a.warc.gz", "offset": 7, "length": "-"}\n', "utf-8")
    assert list(read_index(index)) == [Place("a.warc.gz", 7)]
