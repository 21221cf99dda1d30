"""What stands between the captures of our WARC files: the head of each, requests and revisits.

Each file's first record follows on what the file says of itself, the others on each other; every
byte of a file belongs to a record whose digest is known.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.archive.fault import Fault
from onrecord.capture.warc_files import check_warcinfo, read_member
from onrecord.errors import FixityError
from onrecord.model.records import KeptCapture
from onrecord.model.watching import BesideRecord
from onrecord.store import observations

if TYPE_CHECKING:
    from onrecord.archive.opening import Archive


class Beside:
    """Checks the records that are no captures, going through the captures in their order."""

    def __init__(self, archive: "Archive") -> None:
        self._folder = archive.captures_folder
        self._ends: dict[str, int] = {}  # of each file, how far it has been accounted for
        self._waiting: dict[str, list[BesideRecord]] = defaultdict(list)  # last one first
        with archive.database.reading() as connection:
            for record in observations.list_beside(connection):
                self._waiting[record.warc].append(record)
        for records in self._waiting.values():
            records.reverse()

    def check_up_to(self, kept: KeptCapture) -> Iterator[Fault]:
        """Yield what is wrong between what was accounted for and this capture."""
        waiting = self._waiting.get(kept.warc, [])
        while waiting and waiting[-1].offset < kept.offset:
            yield from self._check(waiting.pop())
        yield from self._follows(kept.warc, kept.offset)
        self._ends[kept.warc] = kept.offset + kept.length

    def check_rest(self) -> Iterator[Fault]:
        """Yield what is wrong behind the last capture of each file."""
        for records in self._waiting.values():
            while records:
                yield from self._check(records.pop())

    def _check(self, record: BesideRecord) -> Iterator[Fault]:
        yield from self._follows(record.warc, record.offset)
        self._ends[record.warc] = record.offset + record.length
        path = self._folder / record.warc
        try:
            read_member(path, record.offset, record.length, member_sha256=record.member_sha256)
        except FixityError as error:
            where = f"{record.warc} at {record.offset} ({record.kind})"
            yield Fault("record", where, record.member_sha256, str(error))

    def _follows(self, warc: str, offset: int) -> Iterator[Fault]:
        path, accounted = self._folder / warc, self._ends.get(warc, 0)
        if accounted and offset != accounted:
            yield Fault("warc", warc, f"a record at {accounted}", f"the next at {offset}")
        elif not accounted and path.exists():
            try:
                check_warcinfo(path, offset)
            except FixityError as error:
                yield Fault("warc", f"{warc} at 0", "a sound head of the file", str(error))
