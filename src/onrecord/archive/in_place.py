"""A WARC file that is indexed where it lies: a relative link to it stands below captures/.

The records are read through the link and checked against their digests like the archive's own; the
archive is whole only as long as that file is where it was.
"""

import os
from pathlib import Path

from onrecord.capture.item import bare
from onrecord.capture.media_type import WARC, look_inside
from onrecord.errors import CaptureError

FOLDER = "in-place"
HEAD = 4096


def link_in_place(captures: Path, target: Path) -> str:
    """Return the name below captures/ of the link to a WARC file, made where there is none.

    Raises CaptureError when the target is no WARC file.
    """
    path = target.resolve()
    if not path.is_file() or not _is_warc(path):
        raise CaptureError(
            "--in-place is for one WARC file; add other targets without it", path=target.name
        )
    folder = captures / FOLDER
    folder.mkdir(exist_ok=True)
    number = 1
    while True:
        name = path.name if number == 1 else f"{number}-{path.name}"
        link = folder / name
        if link.is_symlink() and link.resolve() == path:
            return f"{FOLDER}/{name}"
        if not link.is_symlink() and not link.exists():
            break
        number += 1
    try:
        link.symlink_to(os.path.relpath(path, folder.resolve()))
    except OSError as error:
        raise CaptureError(
            "the link to this file can't be made; check the rights of the archive's folder",
            cause=bare(error),
        ) from None
    return f"{FOLDER}/{name}"


def _is_warc(path: Path) -> bool:
    with path.open("rb") as file:
        return look_inside(file.read(HEAD), path.name).media_type == WARC
