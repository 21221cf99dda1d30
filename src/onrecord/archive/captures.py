"""The kept originals of an archive as a service: where each lies, and its bytes."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from onrecord.archive.ports import CaptureFiles
from onrecord.capture.warc import parse_record
from onrecord.errors import NotFoundError
from onrecord.model.capture import Received
from onrecord.model.records import KeptCapture
from onrecord.store import captures, leaves
from onrecord.store.taking_out import EXPUNGED

if TYPE_CHECKING:
    from onrecord.archive.opening import Archive


class Captures:
    """`archive.captures`: responses and files as received, immutable."""

    def __init__(self, archive: "Archive") -> None:
        self._archive = archive

    def get(self, seq: int) -> KeptCapture:
        """Return a capture by its number in the ledger; raises NotFoundError."""
        with self._archive.database.reading() as connection:
            return captures.get_capture(connection, seq)

    def get_shown(self, seq: int) -> KeptCapture:
        """Return a capture that may be shown; raises NotFoundError.

        One that holds a statement that is withheld may not, whatever else it holds.
        """
        with self._archive.database.reading() as connection:
            if captures.holds_withheld(connection, seq):
                raise NotFoundError("no capture of that number", seq=seq)
            return captures.get_capture(connection, seq)

    def list(self) -> Iterator[KeptCapture]:
        """Yield all captures in the ledger's order, lazily."""
        with self._archive.database.reading() as connection:
            yield from captures.list_captures(connection)

    def payload(self, seq: int) -> bytes:
        """Return the bytes of a capture as received; raises FixityError when they are not those."""
        return self.read(self.get(seq)).payload

    def read(self, kept: KeptCapture) -> Received:
        """Return a capture's record out of its WARC, checked against its digests.

        Raises NotFoundError for one that was expunged.
        """
        if kept.role == EXPUNGED:
            with self._archive.database.reading() as connection:
                gone = leaves.find_expunction(connection, kept.seq)
            raise NotFoundError(
                "this capture was expunged", seq=kept.seq, reason=gone.reason if gone else None
            )
        return read_record(self._archive.capture_files, kept)

    def member(self, kept: KeptCapture) -> bytes:
        """Return a capture's record as stored, compressed, checked against its digest."""
        return read_kept_member(self._archive.capture_files, kept)


def read_record(files: CaptureFiles, kept: KeptCapture) -> Received:
    """Return what a record holds; raises FixityError where bytes are not those of its digests."""
    return parse_record(
        read_kept_member(files, kept),
        PurePosixPath(kept.warc).name,
        kept.offset,
        payload_sha256=kept.payload_sha256,
    )


def read_kept_member(files: CaptureFiles, kept: KeptCapture) -> bytes:
    return files.read(kept.warc, kept.offset, kept.length, member_sha256=kept.member_sha256)
