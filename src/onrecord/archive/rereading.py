"""A kept capture read again by today's rules, in a worker process like the first time."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.archive.captures import read_record
from onrecord.archive.ports import CaptureFiles
from onrecord.archive.worked import Kept, Worked, worked
from onrecord.archive.working import Job, look_safely
from onrecord.errors import CaptureError, FixityError
from onrecord.model.records import KeptCapture


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A capture to read again: where its record lies and what its source says."""

    files: CaptureFiles
    kept: KeptCapture
    job: Job


@dataclass(frozen=True, slots=True)
class Reread:
    """What came of one capture; `worked` holds no bytes. A failure is the reason in words."""

    seq: int
    path: str
    worked: Worked | None
    failure: str | None = None


def reread(order: Order, skip: int = 0, bare: int | None = None) -> Iterator[Reread]:
    """Yield the one reading of a capture; the form isolation asks for."""
    if skip:
        return
    kept = order.kept
    if bare is not None:
        yield failed(order, "reading it ended the worker (crash, memory or time)")
        return
    try:
        received = read_record(order.files, kept)
    except (FixityError, CaptureError) as error:
        yield failed(order, str(error))
        return
    received = replace(
        received,
        uri=kept.uri,
        at=kept.at,
        status=kept.status,
        media_type=kept.media_type,
        charset=kept.charset,
        path=kept.path,
    )
    known = Kept(member=b"", member_sha256=kept.member_sha256, payload_sha256=kept.payload_sha256)
    looked = look_safely(received, order.job)
    yield Reread(kept.seq, kept.path, worked(received, known, looked))


def failed(order: Order, reason: str) -> Reread:
    """Return what stands for a capture that could not be read again."""
    return Reread(order.kept.seq, order.kept.path, None, reason)
