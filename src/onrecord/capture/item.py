"""What a reader of the world hands over, one value at a time: a capture to be, a skip, an error.

A reader never raises for one bad thing inside a source: it yields the error and goes on.
"""

from dataclasses import dataclass

from onrecord.errors import CaptureError
from onrecord.model.capture import Received


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A sound record that is no capture: a request, a revisit, a record about records.

    `reason` is one of a few fixed phrases ("request record"), so that the caller can count them.
    """

    reason: str
    path: str  # of the file it lies in, within the source
    uri: str | None = None
    offset: int | None = None


Item = Received | Skipped | CaptureError


def bare(error: OSError) -> OSError:
    """Return the error without its file name: no path of the user's machine is shown or stored.

    >>> str(bare(PermissionError(13, "Permission denied", "/home/me/secret")))
    '[Errno 13] Permission denied'
    """
    return type(error)(error.errno, error.strerror or type(error).__name__)
