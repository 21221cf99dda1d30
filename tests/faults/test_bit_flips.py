"""A flipped bit in any file of an archive is seen, wherever it changes what is kept.

Eighty flips here, a thousand by `make flips`. In WARC files (gzip headers included), ledger and
checkpoints every one must be seen; in the record every one that changes a value of a row or makes
it unreadable (free pages and the heads of pages may change nothing); in the index every one that
changes an answer.
"""

import os
import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.archive.filled import filled, release

from onrecord.archive.adding import add
from onrecord.archive.opening import Archive, open_archive
from onrecord.archive.verifying.repairing import repair
from onrecord.archive.verifying.verify import verify
from onrecord.errors import OnRecordError
from onrecord.store.schema import metadata

FLIPS = int(os.environ.get("ONRECORD_FLIPS", "80"))
SEED = 20251019
KINDS = ("*.warc.gz", "ledger.jsonl", "checkpoints.jsonl", "record.sqlite", "index")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    tmp_path = tmp_path_factory.mktemp("flips")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ONRECORD_KEYS", str(tmp_path / "keys"))
        archive, _ = filled(tmp_path, 8)
        with archive:
            (tmp_path / "releases" / "0001.md").write_text(
                release(1).replace("noon", "nine"), "utf-8"
            )
            add(archive, tmp_path / "releases")
        yield tmp_path / "archive"


def files_of(folder: Path, kind: str) -> list[Path]:
    pattern = "tantivy/*.*" if kind == "index" else kind
    found = (folder / "index" if kind == "index" else folder).rglob(pattern)
    return sorted(path for path in found if path.is_file() and path.stat().st_size)


def rows(path: Path) -> list[list[object]] | None:
    """All values of all rows by SQLite alone; None where they can't be read."""
    raw = sqlite3.connect(f"file:{path}?immutable=1", uri=True)
    raw.text_factory = bytes
    try:
        return [
            raw.execute(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608
            for name in sorted(metadata.tables)
        ]
    except sqlite3.Error:
        return None
    finally:
        raw.close()


def answers(archive: Archive) -> object:
    queries = ("ferry", "harbour noon", "title:Aurora", "nine")
    try:
        return [sorted((h.id, h.version, h.title) for h in archive.search(q).hits) for q in queries]
    except OnRecordError:
        return None


def faults_of(folder: Path) -> list[object]:
    with open_archive(folder) as archive:
        return list(verify(archive))


def put(path: Path, at: int, value: int) -> None:
    """Alter one byte in place: the engine of the index may have the file mapped."""
    with path.open("r+b") as file:
        file.seek(at)
        file.write(bytes([value]))


@pytest.mark.parametrize("kind", KINDS)
def test_a_flipped_bit_is_seen(folder: Path, kind: str) -> None:
    paths = files_of(folder, kind)
    sound = {path: path.read_bytes() for path in paths}
    values = rows(folder / "record.sqlite")
    with open_archive(folder) as archive:
        before = answers(archive)
    pick = random.Random(f"{SEED}{kind}")  # noqa: S311 - a repeatable choice, not a secret
    for _ in range(FLIPS // len(KINDS)):
        path = pick.choices(paths, [len(sound[p]) for p in paths])[0]
        at, bit = pick.randrange(len(sound[path])), pick.randrange(8)
        put(path, at, sound[path][at] ^ (1 << bit))
        matters = kind != "record.sqlite" or rows(path) != values
        if not faults_of(folder):
            if kind == "index":
                with open_archive(folder) as archive:
                    matters = answers(archive) != before
            assert not matters, f"bit {bit} of byte {at} of {path.name}"
        elif kind == "index":
            with open_archive(folder) as archive:
                repair(archive)
            with open_archive(folder) as archive:
                assert answers(archive) == before
            paths = files_of(folder, kind)
            sound = {path: path.read_bytes() for path in paths}
            continue
        put(path, at, sound[path][at])
    assert faults_of(folder) == []


@pytest.mark.parametrize("what", ["removed", "swapped", "inserted"])
def test_a_record_removed_put_elsewhere_or_put_in_is_seen(folder: Path, what: str) -> None:
    with open_archive(folder) as archive:
        first, second, third = list(archive.captures.list())[:3]
    path = folder / "captures" / first.warc
    sound = path.read_bytes()
    one = sound[second.offset : second.offset + second.length]
    two = sound[third.offset : third.offset + third.length]
    parts = {"removed": [two], "swapped": [two, one], "inserted": [one, one, two]}[what]
    end = third.offset + third.length
    path.write_bytes(sound[: second.offset] + b"".join(parts) + sound[end:])
    try:
        assert {"capture"} <= {fault.kind for fault in verify(open_archive(folder))}
    finally:
        path.write_bytes(sound)
        for torn in (folder / "captures" / "torn").glob("*"):
            torn.unlink()
