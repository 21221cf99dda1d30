"""Folders and single files: a stable order, clear errors, and nothing that leaves the folder."""

import gzip
import os
from pathlib import Path

import pytest
from tests.capture.reading_files import AT, by_kind, put, read

from onrecord.capture.files import list_files, read_file
from onrecord.capture.item import Item
from onrecord.capture.limits import Limits
from onrecord.capture.reading import FileRef
from onrecord.errors import CaptureError, RefusedError

PAGE = b"<!doctype html><title>Statement</title><p>Both met.</p>"


def listed(folder: Path) -> tuple[list[str], list[CaptureError]]:
    found = list(list_files(folder))
    names = [ref.name for ref in found if isinstance(ref, FileRef)]
    return names, [error for error in found if isinstance(error, CaptureError)]


def test_files_come_sorted_and_recursive_hidden_ones_left_out(tmp_path: Path) -> None:
    for name in ("b.html", "a/2.html", "a/10.html", "Z.html", ".git/x", ".hidden", "ə.html"):
        put(tmp_path, name, PAGE)
    assert listed(tmp_path) == (["Z.html", "a/10.html", "a/2.html", "b.html", "ə.html"], [])


def test_a_single_file_is_its_own_list(tmp_path: Path) -> None:
    ref = put(tmp_path, "a.html", PAGE)
    assert list(list_files(ref.path)) == [ref]


def test_a_missing_target_is_an_error_at_once(tmp_path: Path) -> None:
    with pytest.raises(CaptureError, match="no such file or folder"):
        list_files(tmp_path / "gone")


def test_links_that_leave_the_folder_are_refused_and_those_within_passed_over(
    tmp_path: Path,
) -> None:
    put(tmp_path, "outside/secret.html", PAGE)
    put(tmp_path, "inside/a.html", PAGE)
    inside = tmp_path / "inside"
    (inside / "b.html").symlink_to(tmp_path / "outside" / "secret.html")
    (inside / "c").symlink_to(tmp_path / "outside")
    (inside / "d.html").symlink_to(inside / "a.html")
    (inside / "loop").symlink_to(inside)
    (inside / "nowhere").symlink_to(inside / "gone")
    (inside / "self").symlink_to(inside / "self")
    names, errors = listed(inside)
    assert names == ["a.html"]
    assert {error.path: type(error) for error in errors} == {
        "b.html": RefusedError,
        "c": RefusedError,
        "nowhere": CaptureError,
        "self": CaptureError,
    }
    assert not any(str(tmp_path) in str(error) for error in errors)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    put(tmp_path, "a.html", PAGE)
    names, errors = listed(tmp_path)
    assert names == ["a.html"]
    assert [error.path for error in errors] == ["pipe"]


def test_an_unreadable_folder_is_one_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "a/x.html", PAGE)
    put(tmp_path, "b.html", PAGE)
    real = os.scandir

    def scandir(path: Path) -> object:
        if Path(path).name == "a":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    names, errors = listed(tmp_path)
    assert names == ["b.html"]
    assert [(error.message, error.path) for error in errors] == [("folder can't be read", "a/")]
    assert str(tmp_path) not in str(errors[0])


def test_an_unreadable_file_is_one_error_without_its_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ref = put(tmp_path, "a.html", PAGE)
    real = Path.open

    def refuse(path: Path, *args: object, **more: object) -> object:
        if path == ref.path:
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, *args, **more)  # type: ignore[call-overload]  # passed through

    monkeypatch.setattr(Path, "open", refuse)
    (error,) = items(ref)
    assert isinstance(error, CaptureError)
    assert "file can't be read" in str(error)
    assert "Permission denied" in str(error)
    assert str(tmp_path) not in str(error)


def items(ref: FileRef) -> list[Item]:
    return list(read_file(ref, at=AT, source="set"))


def test_a_file_that_went_away_is_one_error(tmp_path: Path) -> None:
    ref = put(tmp_path, "a.html", PAGE)
    ref.path.unlink()
    (error,) = items(ref)
    assert "No such file" in str(error)


@pytest.mark.parametrize("name", ["a.html", "a.pdf", "a.jsonl", "a.warc.gz", "a.mbox", "a.wacz"])
def test_an_empty_file_is_an_error(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, name, b"").messages == ["empty file"]


def test_a_page_is_kept_as_it_is(tmp_path: Path) -> None:
    found = read(tmp_path, "2020/Bəyanat 1.html", PAGE)
    (received,) = found.received
    assert received.uri == "file:set/2020/B%C9%99yanat%201.html"
    assert received.path == "2020/Bəyanat 1.html"
    assert (received.media_type, received.payload) == ("text/html", PAGE)
    assert (received.at, received.http, received.warc_offset) == (AT, None, None)


def test_a_gzipped_page_is_kept_as_the_page(tmp_path: Path) -> None:
    (received,) = read(tmp_path, "a.html.gz", gzip.compress(PAGE)).received
    assert (received.media_type, received.payload) == ("text/html", PAGE)
    assert received.path == "a.html.gz"


def test_binary_junk_named_html_is_kept_as_what_it_is(tmp_path: Path) -> None:
    junk = bytes(range(256)) * 20
    (received,) = read(tmp_path, "a.html", junk).received
    assert received.media_type == "application/octet-stream"


def test_a_truncated_gzip_is_an_error_with_its_offset(tmp_path: Path) -> None:
    packed = gzip.compress(PAGE * 100 + os.urandom(3000))
    found = read(tmp_path, "a.html.gz", packed[:-20])
    assert not found.received
    assert found.messages == ["truncated gzip"]
    assert found.offsets == [len(packed) - 20]


def test_a_gzip_bomb_is_refused(tmp_path: Path) -> None:
    bomb = gzip.compress(b"<p>" + b"a" * 5_000_000)
    found = read(tmp_path, "a.html.gz", bomb, limits=Limits(ratio_from=100_000))
    assert not found.received
    assert "as bombs do" in found.messages[0]
    assert isinstance(found.errors[0], RefusedError)
    found = read(tmp_path, "a.html.gz", bomb, limits=Limits(payload=1_000_000))
    assert isinstance(found.errors[0], RefusedError)


def test_a_page_of_200_mb_is_kept_and_one_over_the_limit_refused(tmp_path: Path) -> None:
    path = tmp_path / "big.html"
    with path.open("wb") as file:
        file.write(PAGE)
        file.truncate(200 * 1000 * 1000)  # a sparse file: no such disk is needed
    (received,) = by_kind(items(FileRef(path, "big.html", 200_000_000))).received
    assert len(received.payload) == 200_000_000
    del received
    with path.open("r+b") as file:
        file.truncate(300 * 1000 * 1000)
    found = by_kind(items(FileRef(path, "big.html", 300_000_000)))
    assert "file of 300,000,000 bytes is over the limit of 268,435,456" in found.messages[0]
    assert isinstance(found.errors[0], RefusedError)


def test_a_file_that_grew_since_it_was_listed_is_still_under_the_limit(tmp_path: Path) -> None:
    ref = put(tmp_path, "a.html", PAGE * 100)
    grown = FileRef(ref.path, ref.name, 10)
    limits = Limits(payload=1000)
    found = by_kind(read_file(grown, at=AT, source="set", limits=limits))
    assert isinstance(found.errors[0], RefusedError)
    assert not found.received
