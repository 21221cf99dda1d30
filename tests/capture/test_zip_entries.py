"""Where the entries of a zip lie, with its directory and without."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.capture.limits import Limits
from onrecord.capture.zip_entries import list_entries, open_entry
from onrecord.errors import CaptureError, RefusedError

FILES = {"archive/a.warc": b"WARC/1.0\r\n" * 50, "b.json": b"{}", "empty": b""}


def zipped(path: Path, method: int = zipfile.ZIP_STORED, *, zip64: bool = False) -> bytes:
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.mkdir("archive")
        for name, data in FILES.items():
            with archive.open(zipfile.ZipInfo(name), "w", force_zip64=zip64) as entry:
                entry.write(data)
    return path.read_bytes()


@pytest.mark.parametrize("zip64", [False, True])
def test_entries_are_read_by_range(tmp_path: Path, zip64: bool) -> None:
    path = tmp_path / "a.zip"
    zipped(path, zip64=zip64)
    listing = list_entries(path, Limits())
    assert listing.problem is None
    found = {}
    for entry in listing.entries:
        with open_entry(path, entry, Limits()) as file:
            assert file.seekable()
            found[entry.name] = file.read()
            file.seek(1)
            assert file.read(3) == found[entry.name][1:4]
    assert found == FILES


@pytest.mark.parametrize("zip64", [False, True])
def test_without_a_directory_the_local_headers_say_the_same(tmp_path: Path, zip64: bool) -> None:
    data = zipped(tmp_path / "a.zip", zip64=zip64)
    cut = tmp_path / "cut.zip"
    cut.write_bytes(data[: data.find(b"PK\x01\x02")])
    salvaged = list_entries(cut, Limits())
    assert "no sound directory" in (salvaged.problem or "")
    assert salvaged.entries == list_entries(tmp_path / "a.zip", Limits()).entries


def test_an_entry_cut_off_says_so(tmp_path: Path) -> None:
    data = zipped(tmp_path / "a.zip")
    cut = tmp_path / "cut.zip"
    cut.write_bytes(data[: data.find(b"WARC/1.0") + 70])
    entry = list_entries(cut, Limits()).entries[-1]
    assert entry.is_cut
    assert (entry.name, entry.stored, entry.size) == ("archive/a.warc", 70, 500)


def test_methods_other_than_deflate_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("a", b"words " * 50)
    path.write_bytes(sink.getvalue())
    (entry,) = list_entries(path, Limits()).entries
    with pytest.raises(RefusedError, match="method 12"), open_entry(path, entry, Limits()):
        pass


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=40), st.integers(0, 400), st.integers(0, 40))
def test_no_bytes_make_it_fail_otherwise(
    tmp_path_factory: pytest.TempPathFactory, junk: bytes, at: int, gone: int
) -> None:
    path = tmp_path_factory.mktemp("zip") / "a.zip"
    data = zipped(path)
    path.write_bytes(data[:at] + junk + data[at + gone :])
    try:
        listing = list_entries(path, Limits())
    except CaptureError:
        return
    for entry in listing.entries:
        try:
            with open_entry(path, entry, Limits()) as file:
                assert len(file.read()) <= len(data) + len(junk)
        except CaptureError:
            continue
