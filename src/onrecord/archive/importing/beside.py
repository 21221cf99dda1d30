"""The records of another archive that are no captures: requests as sent, revisits."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from onrecord.archive.opening import Archive
from onrecord.archive.worked import Failed
from onrecord.capture.warc_files import WarcWriter
from onrecord.errors import FixityError
from onrecord.model.watching import BesideRecord
from onrecord.store import captures, observations

AT_ONCE = 256


def bring_beside(archive: Archive, other: Archive) -> list[Failed]:
    """Bring in what stands between that archive's captures, byte for byte; return what failed.

    The caller holds the archive for writing. What is here already is known by its digest.
    """
    failures: list[Failed] = []
    with other.database.reading() as connection:
        records = observations.list_beside(connection)
        with archive.capture_files.writer() as writer:
            while some := list(islice(records, AT_ONCE)):
                _write(archive, writer, list(_read(archive, other, some, failures)))
    return failures


def _read(
    archive: Archive, other: Archive, records: Iterable[BesideRecord], failures: list[Failed]
) -> Iterator[tuple[BesideRecord, bytes]]:
    """Yield the records that are not here, each with its bytes as stored."""
    asked = {record.member_sha256: record for record in records}
    with archive.database.reading() as connection:
        known = observations.find_beside(connection, list(asked))
    for digest, record in asked.items():
        if digest in known:
            continue
        try:
            read = other.capture_files.read
            yield record, read(record.warc, record.offset, record.length, member_sha256=digest)
        except FixityError as error:
            failures.append(Failed(f"{record.warc} at {record.offset}", error.message))


def _write(archive: Archive, writer: WarcWriter, fresh: list[tuple[BesideRecord, bytes]]) -> None:
    """Write a batch: the file synced, then one transaction."""
    made = []
    for record, member in fresh:
        place = writer.append(member)
        made.append(replace(record, warc=place.file, offset=place.offset, length=place.length))
    if not made:
        return
    writer.sync()
    with archive.database.writing() as connection:
        for name, end in {one.warc: one.offset + one.length for one in made}.items():
            captures.set_warc_end(connection, name, end)
        observations.add_beside(connection, made)
