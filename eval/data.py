"""Real data for evaluation and benchmarks: opens the packed archives of the data folder.

Knows nothing of what is measured. Nothing of the data is kept in the repository: archives are
unpacked once into a private folder under the system's temporary folder.
"""

import io
import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import zstandard

# The packer used long windows (zstd --long=27); the decompressor must allow as much.
WINDOW = 2**27
DEFAULT = Path(__file__).resolve().parents[2] / "shared" / "data"


class DataAbsentError(Exception):
    """The data folder, or an archive in it, is not on this machine; says where it was sought."""


def folder() -> Path:
    """Return the data folder: `ONRECORD_DATA`, else `../shared/data` beside the repository.

    Raises DataAbsentError when it does not exist.
    """
    path = Path(os.environ.get("ONRECORD_DATA") or DEFAULT)
    if not path.is_dir():
        raise DataAbsentError(f"no data folder at {path}; set ONRECORD_DATA to where it is")
    return path


def archive(name: str) -> Path:
    """Return the path of a packed file, named from the data folder ("treasury/news.tar.zst").

    Raises DataAbsentError when it is not there.
    """
    path = folder() / name
    if not path.is_file():
        raise DataAbsentError(f"no {name} in {folder()}")
    return path


def rows(name: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of a `.jsonl.zst`, in order, without holding the file in memory."""
    with archive(name).open("rb") as packed, _unpacking(packed) as stream:
        for line in io.TextIOWrapper(stream, encoding="utf-8"):
            if line.strip():
                yield json.loads(line)


def members(name: str) -> Iterator[tuple[str, bytes]]:
    """Yield (path, bytes) of the regular files of a `.tar.zst`, in its order, unpacking nothing."""
    with (
        archive(name).open("rb") as packed,
        _unpacking(packed) as stream,
        tarfile.open(fileobj=stream, mode="r|") as tar,
    ):
        for entry in tar:
            file = tar.extractfile(entry) if entry.isfile() else None
            if file is not None:
                yield entry.name.removeprefix("./"), file.read()


@cache
def unpacked(name: str) -> Path:
    """Return a folder with the files of a `.tar.zst`; unpacked at first use, kept for later runs.

    The folder is named after the archive's size and time, so a changed archive is unpacked anew.
    """
    source = archive(name)
    stat = source.stat()
    target = _cache() / f"{name.replace('/', '-')}-{stat.st_size}-{stat.st_mtime_ns}"
    if target.is_dir():
        return target
    partial = Path(tempfile.mkdtemp(prefix="partial-", dir=_cache()))
    try:
        with (
            source.open("rb") as packed,
            _unpacking(packed) as stream,
            tarfile.open(fileobj=stream, mode="r|") as tar,
        ):
            tar.extractall(partial, filter="data")
        try:
            partial.rename(target)
        except OSError:  # another process unpacked it meanwhile
            if not target.is_dir():
                raise
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return target


def _unpacking(packed: Any) -> zstandard.ZstdDecompressionReader:
    return zstandard.ZstdDecompressor(max_window_size=WINDOW).stream_reader(packed)


def _cache() -> Path:
    """Return this user's own folder for unpacked archives; a stranger's of that name is refused."""
    path = Path(tempfile.gettempdir()) / f"onrecord-eval-{os.getuid()}"
    path.mkdir(mode=0o700, exist_ok=True)
    if path.is_symlink() or path.stat().st_uid != os.getuid():
        raise DataAbsentError(f"{path} belongs to somebody else; set TMPDIR to a folder of yours")
    return path
