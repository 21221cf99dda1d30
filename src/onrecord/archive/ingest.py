"""Worked items into the archive, a batch at a time.

Order of writing (DESIGN section 4): WARC fsynced, one transaction with the leaf rows, ledger.jsonl,
then the index. What is acknowledged after the transaction survives a kill at any moment.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from sqlalchemy import Connection

from onrecord.archive.counts import Counts
from onrecord.archive.wordings import Wordings
from onrecord.archive.worked import Failed, Item, Passed, Worked
from onrecord.capture.warc_files import Place, WarcWriter
from onrecord.model.instant import format_instant
from onrecord.model.records import KeptCapture
from onrecord.model.version import Outcome
from onrecord.store import captures, leaves, observations
from onrecord.store.database import Database
from onrecord.store.ledger_file import LedgerFile
from onrecord.store.settings import set_leaves_written
from onrecord.store.sources import Source

BATCH_ITEMS = 256
BATCH_BYTES = 16 * 1024 * 1024
NO_SOURCES: Mapping[str, Source] = MappingProxyType({})


class Ingest:
    """Writes worked items of one source; the caller holds the archive's lock."""

    def __init__(
        self,
        *,
        database: Database,
        writer: WarcWriter,
        ledger: LedgerFile,
        source: Source,
        lying_in: str | None = None,
        sources: Mapping[str, Source] = NO_SOURCES,
        written: Callable[[Sequence[Worked]], None] = lambda _: None,
    ) -> None:
        self._database = database
        self._writer = writer
        self._ledger = ledger
        self._source = source
        self._lying_in = lying_in  # the name, below captures/, of the WARC indexed in place
        self._sources = sources  # of imported items, by name; all others are of `source`
        self._written = written  # hears of each batch that is whole on the disk
        self._leaves: int | None = None  # in the ledger's file; None before the first batch
        self.counts = Counts()

    def run(self, items: Iterable[Item]) -> Counts:
        """Write all items, in batches; each batch is whole on the disk before the next."""
        batch: list[Worked] = []
        size = 0
        for item in items:
            match item:
                case Worked():
                    batch.append(item)
                    size += len(item.member) + item.payload_size
                case Passed():
                    self.counts.passed += 1
                case Failed():
                    self.counts.failures.append(item)
            if len(batch) >= BATCH_ITEMS or size >= BATCH_BYTES:
                self._write(batch)
                batch, size = [], 0
        if batch:
            self._write(batch)
        if self._leaves is not None:
            with self._database.writing() as connection:
                set_leaves_written(connection, self._leaves)
        return self.counts

    def _write(self, batch: Sequence[Worked]) -> None:
        with self._database.reading() as connection:
            known = captures.find_known(connection, [worked.uri for worked in batch])
            seq = leaves.next_seq(connection)
        kept: list[KeptCapture] = []
        seqs: list[int] = []
        for worked in batch:
            same = known.get((worked.uri, worked.payload_sha256))
            if same is None:
                same = seq + len(kept)
                known[worked.uri, worked.payload_sha256] = same
                kept.append(self._keep(worked, same))
            seqs.append(same)
        self._writer.sync()
        ends = {c.warc: c.offset + c.length for c in kept if c.warc != self._lying_in}
        fresh = {capture.seq for capture in kept}
        with self._database.writing() as connection:
            if self._leaves is not None:
                set_leaves_written(connection, self._leaves)
            for name, end in ends.items():
                captures.set_warc_end(connection, name, end)
            captures.add_captures(connection, kept)
            captures.add_observations(
                connection,
                [
                    (
                        worked.uri,
                        format_instant(worked.at),
                        Outcome.CAPTURED if s in fresh else Outcome.UNCHANGED,
                        s,
                    )
                    for worked, s in zip(batch, seqs, strict=True)
                    if worked.observed is None
                ],
            )
            observations.add_unknown(
                connection,
                [
                    replace(one, capture_seq=s)
                    for worked, s in zip(batch, seqs, strict=True)
                    for one in worked.observed or ()
                ],
            )
            self._write_statements(connection, batch, seqs)
        self._ledger.append(capture.leaf(format_instant(capture.at)) for capture in kept)
        self._leaves = seq + len(kept)
        self._written(batch)

    def _keep(self, worked: Worked, seq: int) -> KeptCapture:
        place = self._place(worked)
        return KeptCapture(
            seq=seq,
            uri=worked.uri,
            at=worked.at,
            status=worked.status,
            media_type=worked.media_type,
            charset=worked.charset,
            path=worked.path,
            source_id=self._sources.get(worked.source or "", self._source).id,
            warc=place.file,
            offset=place.offset,
            length=place.length,
            member_sha256=worked.member_sha256,
            payload_sha256=worked.payload_sha256,
            payload_size=worked.payload_size,
            role=worked.role,
            observer=worked.observer,
        )

    def _place(self, worked: Worked) -> Place:
        if worked.lies is None:
            return self._writer.append(worked.member)
        assert self._lying_in is not None  # noqa: S101 - who asks for it names the file
        return Place(self._lying_in, *worked.lies)

    def _write_statements(
        self, connection: Connection, batch: Sequence[Worked], seqs: Sequence[int]
    ) -> None:
        keys = [key for worked in batch for found in worked.found for key in found.keys]
        wordings = Wordings(connection, list(dict.fromkeys(keys)))
        for worked, seq in zip(batch, seqs, strict=True):
            self.counts.add_others(worked.path, worked.no_statements, worked.failures)
            for found in worked.found:
                wordings.see(found, seq, worked.at)
        wordings.write()
        self.counts.add_verdicts(wordings.verdicts)
