"""A proof pack can be checked without us, replayed by others, and added again."""

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from tests.archive.filled import filled
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

from onrecord.archive.adding import add
from onrecord.archive.making import init_archive
from onrecord.archive.packing import pack
from onrecord.errors import NotFoundError
from onrecord.model.checkpoint import UNANCHORED
from onrecord.model.ids import statement_id
from onrecord.store.settings import get_setting

IDS = [statement_id(f"releases:000{number}.md") for number in (1, 3)]


def packed(tmp_path: Path) -> tuple[Path, str]:
    """A pack of two of seven statements, and the archive's public key."""
    archive, _ = filled(tmp_path, 7)
    path = tmp_path / "pack.wacz"
    with archive:
        path.write_bytes(b"".join(pack(archive, IDS)))
        with archive.database.reading() as connection:
            return path, get_setting(connection, "public_key")


def checked(path: Path, *further: str) -> subprocess.CompletedProcess[str]:
    """Run the verifier that lies in the pack, outside of our code."""
    script = path.with_name("verify.py")
    with zipfile.ZipFile(path) as file:
        script.write_bytes(file.read("proof/verify.py"))
    return subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-I", str(script), str(path), *further],
        capture_output=True,
        text=True,
        check=False,
    )


def altered(path: Path, name: str, change: dict[bytes, bytes], *, relisted: bool) -> Path:
    """A copy of the pack with other bytes in one file; `relisted` mends the list of digests."""

    out = path.with_name("altered.wacz")
    with zipfile.ZipFile(path) as file:
        contents = {name: file.read(name) for name in file.namelist()}
    before = contents[name]
    for old, new in change.items():
        contents[name] = contents[name].replace(old, new)
    assert contents[name] != before
    if relisted:
        package = contents["datapackage.json"].replace(
            hashlib.sha256(before).hexdigest().encode(),
            hashlib.sha256(contents[name]).hexdigest().encode(),
        )
        contents["datapackage.json"] = package
        contents["datapackage-digest.json"] = json.dumps(
            {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(package).hexdigest()}"}
        ).encode()
    with zipfile.ZipFile(out, "w") as file:
        for entry, data in contents.items():
            file.writestr(entry, data)
    return out


def test_the_verifier_in_the_pack_finds_all_as_it_was(tmp_path: Path) -> None:
    path, key = packed(tmp_path)
    done = checked(path, key)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("2 records are as they were under the checkpoint:")
    assert UNANCHORED in done.stdout
    other = checked(path, "00" * 32)
    assert (other.returncode, other.stdout.count("FAULT")) == (3, 1)


@pytest.mark.parametrize("relisted", [False, True], ids=["as it lies", "list mended"])
@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("archive/data.warc.gz", b"\x1f\x8b\x08\x00", b"\x1f\x8b\x08\x01"),
        ("proof/proof.json", b"0001.md", b"0009.md"),
        ("proof/proof.json", b"\\n7\\n", b"\\n8\\n"),
    ],
)
def test_the_verifier_sees_what_was_altered(
    tmp_path: Path, name: str, old: bytes, new: bytes, relisted: bool
) -> None:
    path, key = packed(tmp_path)
    done = checked(altered(path, name, {old: new}, relisted=relisted), key)
    assert done.returncode == 3, done
    assert "FAULT" in done.stdout


def test_the_layout_is_that_of_a_wacz(tmp_path: Path) -> None:
    path, _ = packed(tmp_path)
    with zipfile.ZipFile(path) as file:
        names = file.namelist()
        warc = file.read("archive/data.warc.gz")
        index = file.read("indexes/index.cdx").decode().splitlines()
        pages = [json.loads(line) for line in file.read("pages/pages.jsonl").splitlines()]
        package = json.loads(file.read("datapackage.json"))
        tells = file.read("proof/README.txt").decode()
        statement = json.loads(file.read(f"statements/{IDS[0]}.json"))
    assert {one["path"] for one in package["resources"]} == set(names) - {
        "datapackage.json",
        "datapackage-digest.json",
    }
    assert statement["title"].startswith("Statement 1")
    assert pages[0]["format"] == "json-pages-1.0"
    assert [page["url"] for page in pages[1:]] == ["file:releases/0001.md", "file:releases/0003.md"]
    assert "does not prove truth" in tells
    for line in index:
        fields = json.loads(line.split(" ", 2)[2])
        record = next(ArchiveIterator(io.BytesIO(warc[int(fields["offset"]) :])))
        assert record.rec_headers.get_header("WARC-Target-URI") == fields["url"]


def test_a_pack_can_be_added_to_another_archive(tmp_path: Path) -> None:
    path, _ = packed(tmp_path)
    with init_archive(tmp_path / "other") as archive:
        assert add(archive, path).new == 2


def test_a_statement_that_is_not_there_is_told(tmp_path: Path) -> None:
    archive, _ = filled(tmp_path, 2)
    with archive, pytest.raises(NotFoundError):
        pack(archive, ["nothing"])
