"""WACZ: the captures of the WARCs inside, whatever is done to the zip around them."""

import gzip
import hashlib
import io
import json
import struct
import zipfile
from pathlib import Path

import pytest
from tests.capture.made_up import resource, response
from tests.capture.reading_files import read

from onrecord.capture.limits import Limits
from onrecord.capture.zip_entries import LOCAL_HEADER
from onrecord.errors import RefusedError

WARC = gzip.compress(response("https://mfa.sorendia.example/1", b"<p>Both met.</p>"), mtime=0)
WARC += gzip.compress(response("https://mfa.sorendia.example/2", b"<p>Closed.</p>"), mtime=0)
NAME = "archive/data.warc.gz"


def zipped(
    files: dict[str, bytes], *, method: int = zipfile.ZIP_STORED, package: bool = True
) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
        if package:
            archive.writestr("datapackage.json", package_of(files))
    return sink.getvalue()


def package_of(files: dict[str, bytes]) -> bytes:
    resources = [
        {"path": name, "hash": f"sha256:{hashlib.sha256(data).hexdigest()}", "bytes": len(data)}
        for name, data in files.items()
    ]
    return json.dumps({"profile": "data-package", "resources": resources}).encode()


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("name", ["data.wacz", "data.zip", "data"])
def test_the_captures_inside_are_read(tmp_path: Path, method: int, name: str) -> None:
    found = read(tmp_path, name, zipped({NAME: WARC}, method=method))
    assert [item.uri for item in found.received] == [
        "https://mfa.sorendia.example/1",
        "https://mfa.sorendia.example/2",
    ]
    assert {item.path for item in found.received} == {f"{name}/{NAME}"}
    assert {item.warc_offset for item in found.received} == {None}
    assert not found.errors


def test_several_warcs_plain_and_gzipped(tmp_path: Path) -> None:
    plain = resource("https://city.example/notice", b"A notice.", "text/plain")
    found = read(tmp_path, "x.wacz", zipped({NAME: WARC, "archive/b.warc": plain}))
    assert len(found.received) == 3
    assert found.payloads[2] == b"A notice."


def test_a_damage_inside_is_told_with_file_and_offset(tmp_path: Path) -> None:
    first = len(gzip.compress(response("https://mfa.sorendia.example/1", b"<p>Both met.</p>")))
    broken = bytearray(WARC)
    broken[first + 60] ^= 0xFF
    found = read(tmp_path, "x.wacz", zipped({NAME: bytes(broken)}))
    assert len(found.received) == 1
    assert {error.path for error in found.errors} == {f"x.wacz/{NAME}"}
    assert set(found.offsets) == {first}


def test_a_digest_that_differs_is_reported_and_the_records_are_kept(tmp_path: Path) -> None:
    files = {NAME: WARC, "datapackage.json": package_of({NAME: b"other bytes"})}
    found = read(tmp_path, "x.wacz", zipped(files, package=False))
    assert found.messages == ["file's digest is not the one the package names"]
    assert found.errors[0].path == f"x.wacz/{NAME}"
    assert len(found.received) == 2


def test_the_packages_own_digest_is_checked(tmp_path: Path) -> None:
    digest = json.dumps({"path": "datapackage.json", "hash": "sha256:" + "0" * 64}).encode()
    files = {
        NAME: WARC,
        "datapackage.json": package_of({NAME: WARC}),
        "datapackage-digest.json": digest,
    }
    found = read(tmp_path, "x.wacz", zipped(files, package=False))
    assert [error.path for error in found.errors] == ["x.wacz/datapackage.json"]
    assert len(found.received) == 2


def test_files_the_package_names_and_the_zip_lacks(tmp_path: Path) -> None:
    files = {NAME: WARC, "datapackage.json": package_of({"archive/gone.warc": b""})}
    found = read(tmp_path, "x.wacz", zipped(files, package=False))
    assert found.messages == ["file that the package names is missing"]
    assert len(found.received) == 2


@pytest.mark.parametrize("package", [b"{", b"[]", b'{"resources": 7}', b'{"resources": [{}, 1]}'])
def test_a_package_that_says_nothing_costs_no_record(tmp_path: Path, package: bytes) -> None:
    files = {NAME: WARC, "datapackage.json": package}
    assert len(read(tmp_path, "x.wacz", zipped(files, package=False)).received) == 2


def test_a_wacz_without_package_or_without_warc_says_so(tmp_path: Path) -> None:
    found = read(tmp_path, "x.wacz", zipped({NAME: WARC}, package=False))
    assert "no datapackage.json" in found.messages[0]
    assert len(found.received) == 2
    found = read(tmp_path, "x.wacz", zipped({"pages/pages.jsonl": b"{}"}))
    assert found.messages == ["no WARC file in this WACZ"]


@pytest.mark.parametrize(
    "name", ["../evil.warc", "archive/../../evil.warc", "/evil.warc", "..\\evil.warc", "C:/e.warc"]
)
def test_paths_that_leave_the_archive_are_refused(tmp_path: Path, name: str) -> None:
    found = read(tmp_path, "x.wacz", zipped({NAME: WARC, name: WARC}))
    assert any("leaves it" in message for message in found.messages)
    assert len(found.received) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.wacz"]


def test_encrypted_files_are_refused(tmp_path: Path) -> None:
    data = bytearray(zipped({NAME: WARC, "archive/b.warc.gz": WARC}))
    for magic, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(magic) + flags] |= 1
    found = read(tmp_path, "x.wacz", bytes(data))
    assert "encrypted; decrypt it first" in found.messages[0]
    assert len(found.received) == 2


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    data = zipped({NAME: b"\x00" * 8_000_000}, method=zipfile.ZIP_DEFLATED)
    found = read(tmp_path, "x.wacz", data, limits=Limits(ratio_from=100_000))
    assert found.messages
    assert all(isinstance(error, RefusedError) for error in found.errors)
    assert all("as bombs do" in message for message in found.messages)


def test_too_many_and_overlapping_files_are_refused(tmp_path: Path) -> None:
    data = zipped({f"archive/{n}.warc": b"" for n in range(30)})
    found = read(tmp_path, "x.wacz", data, limits=Limits(entries=20))
    assert found.messages == ["zip holds more than 20 files"]
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        archive.writestr(NAME, WARC * 20)
        first = archive.infolist()[0]
        for number in range(5):
            twin = zipfile.ZipInfo(f"archive/{number}.warc.gz")
            for field in ("header_offset", "compress_size", "file_size", "CRC"):
                setattr(twin, field, getattr(first, field))
            archive.filelist.append(twin)
    found = read(tmp_path, "y.wacz", sink.getvalue())
    assert found.messages == ["zip's files overlap, as in bombs"]


def test_a_truncated_zip_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    data = zipped({NAME: WARC, "archive/b.warc.gz": WARC})
    second = data.find(b"archive/b.warc.gz") - LOCAL_HEADER.size
    found = read(tmp_path, "x.wacz", data[: second + 100])
    assert "truncated or damaged" in found.messages[0]
    assert len(found.received) == 2
    assert any("cut off" in message for message in found.messages[1:])


@pytest.mark.parametrize("keep", [4, 20, 60])
def test_a_stub_of_a_zip_is_an_error(tmp_path: Path, keep: int) -> None:
    found = read(tmp_path, "x.wacz", zipped({NAME: WARC})[:keep])
    assert not found.received
    assert "truncated or damaged" in found.messages[0]


def test_a_directory_that_lies_about_places_is_told(tmp_path: Path) -> None:
    data = bytearray(zipped({NAME: WARC, "archive/b.warc.gz": WARC}))
    entry = data.find(b"PK\x01\x02")
    data[entry + 42 : entry + 46] = struct.pack("<I", 11)
    found = read(tmp_path, "x.wacz", bytes(data))
    assert any("not where its directory says" in message for message in found.messages)
    assert len(found.received) == 2


def test_a_file_named_warc_that_is_none(tmp_path: Path) -> None:
    found = read(tmp_path, "x.wacz", zipped({"archive/a.warc": b"<html>no</html>"}))
    assert found.messages == ["neither WARC nor ARC, whatever its name says"]


def test_a_wacz_in_a_gzip_is_refused(tmp_path: Path) -> None:
    found = read(tmp_path, "x.wacz.gz", gzip.compress(zipped({NAME: WARC})))
    assert found.messages == ["WACZ in a gzip; unpack it and add the WACZ"]
