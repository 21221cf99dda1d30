"""One file being read: where it lies, what it is called, and how far it may go.

Knows files and addresses; must not know any format.
"""

import datetime as dt
import io
import os
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from onrecord.capture.limits import Limits
from onrecord.errors import CaptureError, RecordError, RefusedError

# RFC 3986 section 3.3: pchar, less ";" and "," which some tools split at.
PATH_SAFE = "/-._~!$&'()*+=:@"


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file of a source; `name` is its path within the source, "/" between parts."""

    path: Path
    name: str
    size: int


def file_uri(source: str, name: str, fragment: str | None = None) -> str:
    """Return the URI of a file within a source, of a part of it where a fragment is given.

    >>> file_uri("embassy", "2020/Bəyanat 1.html")
    'file:embassy/2020/B%C9%99yanat%201.html'
    >>> file_uri("set", "a.csv", "row-https://mfa.example/1#x")
    'file:set/a.csv#row-https%3A%2F%2Fmfa.example%2F1%23x'
    """
    uri = f"file:{_quoted(source, '-._~')}/{_quoted(name, PATH_SAFE)}"
    return uri if fragment is None else f"{uri}#{_quoted(fragment, '-._~')}"


def _quoted(text: str, safe: str) -> str:
    try:
        data = text.encode()
    except UnicodeEncodeError:  # a file name that is not UTF-8 gets its own bytes back
        data = _encoded_anyhow(text)
    return quote(data, safe=safe)


def _encoded_anyhow(text: str) -> bytes:
    try:
        return os.fsencode(text)
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One file, opened for a reader of its media type.

    `at` is when the file was read. `gzipped` means that the media type is that of the bytes
    inside. `columns` names a data set's columns: (their name, ours).
    """

    ref: FileRef
    source: str
    at: dt.datetime
    media_type: str
    gzipped: bool = False
    columns: tuple[tuple[str, str], ...] = ()
    limits: Limits = field(default_factory=Limits)

    @property
    def name(self) -> str:
        return self.ref.name

    def uri(self, fragment: str | None = None) -> str:
        return file_uri(self.source, self.ref.name, fragment)

    def open(self) -> io.BufferedReader:
        """Open the file's bytes as stored; OSError as the system raises it."""
        return self.ref.path.open("rb")

    def damage(
        self, message: str, offset: int | None = None, line: int | None = None
    ) -> RecordError:
        return RecordError(message, path=self.ref.name, offset=offset, line=line)

    def refusal(self, message: str, offset: int | None = None) -> RefusedError:
        return RefusedError(message, path=self.ref.name, offset=offset)

    def failure(self, message: str, offset: int | None = None) -> CaptureError:
        return CaptureError(message, path=self.ref.name, offset=offset)
