"""The archive's WARC files in a bucket of S3-compatible storage, each an object put whole.

A file is written in the archive's folder first, as on disk: what is synced there is kept. Once it
is full or its writer has ended, and all of it is in the record, it is put and taken away here. What
a crash left here is put by the next to write.
"""

import datetime as dt
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

from onrecord.capture.files_on_disk import FilesOnDisk
from onrecord.capture.warc_files import TORN, WarcWriter, check_member, is_being_written
from onrecord.errors import CaptureError, ConfigError, FixityError

try:
    import obstore
    from obstore.exceptions import BaseError, NotFoundError
    from obstore.store import S3Store
except ImportError as error:
    raise ConfigError(
        "captures in a bucket need obstore; install it with: pip install 'onrecord[server]'"
    ) from error

ROTATE_AT = 256 * 1024**2  # bytes: what lies here until it is put is bounded by a few of these
MISSING = (NotFoundError, FileNotFoundError)  # it raises either
PATIENCE = dt.timedelta(seconds=20)  # for a server that does not answer
TRIES = 4


@dataclass(frozen=True, slots=True)
class FilesInBucket:
    """Objects below a prefix (`s3://bucket/prefix`); `folder` has those that are not put yet.

    Keys, region and endpoint come from the variables of AWS (AWS_ACCESS_KEY_ID and so on).
    """

    folder: Path
    url: str

    def writer(self) -> WarcWriter:
        return WarcWriter(self.folder, secrets.token_hex(3), rotate_at=ROTATE_AT, ended=self._put)

    def read(
        self, file: str, offset: int, length: int, *, member_sha256: str | None = None
    ) -> bytes:
        here = FilesOnDisk(self.folder)
        if (self.folder / file).exists():
            try:
                return here.read(file, offset, length, member_sha256=member_sha256)
            except FixityError:
                if (self.folder / file).exists():
                    raise  # else it was put meanwhile
        return self._read_object(file, offset, length, member_sha256)

    def _read_object(self, file: str, offset: int, length: int, member_sha256: str | None) -> bytes:
        data = b""
        if offset >= 0 and length > 0:  # a damaged row may say anything
            try:
                with _told(file):
                    bucket = _bucket(self.url)
                    data = bytes(obstore.get_range(bucket, file, start=offset, length=length))
            except CaptureError:
                size = self._object_size(file)
                if size is None:
                    raise FixityError("kept file is missing", file=file, offset=offset) from None
                if offset < size:  # else the range alone was at fault
                    raise
        return check_member(data, PurePosixPath(file).name, offset, length, member_sha256)

    def size(self, file: str) -> int | None:
        here = FilesOnDisk(self.folder).size(file)
        return self._object_size(file) if here is None else here

    def _object_size(self, file: str) -> int | None:
        with _told(file):
            try:
                return int(obstore.head(_bucket(self.url), file)["size"])
            except MISSING:
                return None

    def replace(self, file: str, offset: int, member: bytes) -> None:
        """Bring the object here, replace the member in it, and put it anew."""
        path = self.folder / file
        if not path.exists():
            fresh = path.with_name(f"{path.name}.fetched")
            path.parent.mkdir(parents=True, exist_ok=True)
            with _told(file), fresh.open("wb") as copy:
                for piece in obstore.get(_bucket(self.url), file):
                    copy.write(piece)
            fresh.replace(path)
        FilesOnDisk(self.folder).replace(file, offset, member)
        self._put(file)

    def bring(self, file: str, pieces: Iterable[bytes]) -> None:
        FilesOnDisk(self.folder).bring(file, pieces)
        self._put(file)

    def settle(self, ends: dict[str, int]) -> list[str]:
        """Put what lies here whole and is written no more; return the names of what was put."""
        settled = []
        for path in sorted(self.folder.rglob("*.warc.gz")):
            name = path.relative_to(self.folder).as_posix()
            if name.startswith(f"{TORN}/") or path.is_symlink() or is_being_written(path):
                continue
            if path.stat().st_size == ends.get(name):
                self._put(name)
                settled.append(name)
        return settled

    def is_taken(self) -> bool:
        """Return whether there are captures below this prefix already."""
        with _told(self.url):
            return any(
                one["path"].endswith(".warc.gz")
                for some in obstore.list(_bucket(self.url))
                for one in some
            )

    def _put(self, file: str) -> None:
        path = self.folder / file
        with _told(file):
            obstore.put(_bucket(self.url), file, path)
        kept, size = self._object_size(file), path.stat().st_size
        if kept != size:
            raise CaptureError("the bucket did not keep what it was given", file=file, size=size)
        path.unlink()


@cache
def _bucket(url: str) -> S3Store:
    """The client of a process: it keeps its connections."""
    return S3Store.from_url(
        url,
        retry_config={"max_retries": TRIES, "retry_timeout": PATIENCE},
        client_options={"connect_timeout": "5s", "timeout": "120s", "allow_http": True},
    )


@contextmanager
def _told(file: str) -> Iterator[None]:
    try:
        yield
    except (BaseError, OSError) as error:
        reason = str(error).strip().splitlines()[0][:300]
        raise CaptureError(
            f"the bucket of captures can't be used ({reason}); see to the server, the AWS_ "
            "variables and `captures` in onrecord.toml, and run the command again",
            file=file,
        ) from None
