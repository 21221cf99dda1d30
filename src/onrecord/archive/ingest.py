"""Worked items into the archive, a batch at a time.

Order of writing (DESIGN section 4): WARC fsynced, one transaction with the leaf rows, ledger.jsonl,
then the index. What is acknowledged after the transaction survives a kill at any moment.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from onrecord.archive.decide import Verdict, decide
from onrecord.archive.worked import Failed, Found, Item, Passed, Worked
from onrecord.capture.warc_files import WarcWriter
from onrecord.model.ids import statement_id
from onrecord.model.instant import format_instant
from onrecord.model.records import KeptCapture, KeptVersion, Known
from onrecord.model.version import ChangeKind, Outcome
from onrecord.store import captures, changes, statements
from onrecord.store.database import Database
from onrecord.store.ledger_file import LedgerFile
from onrecord.store.sources import Source

BATCH_ITEMS = 256
BATCH_BYTES = 16 * 1024 * 1024


@dataclass(slots=True)
class Counts:
    """What an `add` came to; printed at its end."""

    new: int = 0
    versions: int = 0
    seen_again: int = 0
    not_statements: int = 0
    failed: int = 0
    passed: int = 0
    failures: list[Failed] = field(default_factory=list)

    def fail(self, failure: Failed) -> None:
        self.failed += 1
        self.failures.append(failure)


class Ingest:
    """Writes worked items of one source; the caller holds the archive's lock."""

    def __init__(
        self, *, database: Database, writer: WarcWriter, ledger: LedgerFile, source: Source
    ) -> None:
        self._database = database
        self._writer = writer
        self._ledger = ledger
        self._source = source
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
                    self.counts.fail(item)
            if len(batch) >= BATCH_ITEMS or size >= BATCH_BYTES:
                self._write(batch)
                batch, size = [], 0
        if batch:
            self._write(batch)
        return self.counts

    def _write(self, batch: Sequence[Worked]) -> None:
        with self._database.reading() as connection:
            known = captures.find_known(connection, [worked.uri for worked in batch])
            seq = captures.next_seq(connection)
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
        ends = {c.warc: c.offset + c.length for c in kept}
        fresh = {capture.seq for capture in kept}
        with self._database.writing() as connection:
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
                ],
            )
            self._write_statements(connection, batch, seqs)
        self._ledger.append(capture.leaf(format_instant(capture.at)) for capture in kept)

    def _keep(self, worked: Worked, seq: int) -> KeptCapture:
        place = self._writer.append(worked.member)
        return KeptCapture(
            seq=seq,
            uri=worked.uri,
            at=worked.at,
            status=worked.status,
            media_type=worked.media_type,
            charset=worked.charset,
            path=worked.path,
            source_id=self._source.id,
            warc=place.file,
            offset=place.offset,
            length=place.length,
            member_sha256=worked.member_sha256,
            payload_sha256=worked.payload_sha256,
            payload_size=worked.payload_size,
        )

    def _write_statements(
        self, connection: Connection, batch: Sequence[Worked], seqs: Sequence[int]
    ) -> None:
        keys = [key for worked in batch for found in worked.found for key in found.keys]
        known = statements.find_known(connection, list(dict.fromkeys(keys)))
        writing = _Writing(connection, known, statements.next_n(connection))
        for worked, seq in zip(batch, seqs, strict=True):
            self.counts.not_statements += len(worked.no_statements)
            for reason in worked.failures:
                self.counts.fail(Failed(worked.path, reason))
            for found in worked.found:
                writing.see(found, seq, worked)
        writing.finish()
        self.counts.new += writing.verdicts[Verdict.NEW]
        self.counts.versions += writing.verdicts[Verdict.VERSION]
        self.counts.seen_again += writing.verdicts[Verdict.SEEN] + writing.verdicts[Verdict.BESIDE]


class _Writing:
    """The statements of one batch, within its transaction."""

    def __init__(self, connection: Connection, known: dict[str, Known], next_n: int) -> None:
        self._connection = connection
        self._n_by_key = {key: value.n for key, value in known.items()}
        self._known = {value.n: value for value in known.values()}
        self._next_n = next_n
        self._touched: dict[int, None] = {}
        self._changes: list[tuple[str, int, str | None, int | None, int | None]] = []
        self.verdicts: Counter[Verdict] = Counter()

    def see(self, found: Found, seq: int, worked: Worked) -> None:
        numbers = (self._n_by_key[key] for key in found.keys if key in self._n_by_key)
        known = self._known.get(next(numbers, 0))
        decision = decide(known, found.lineage, found.text_sha256)
        self.verdicts[decision.verdict] += 1
        n = known.n if known else self._next_n
        at = format_instant(worked.at)
        if decision.verdict is Verdict.NEW:
            self._next_n += 1
            statements.add_statement(
                self._connection,
                n=n,
                id=statement_id(found.keys[0]),
                key=found.keys[0],
                url=found.url,
            )
            self._changes.append((at, n, ChangeKind.NEW, None, 1))
        elif decision.verdict is Verdict.VERSION:
            assert known is not None  # noqa: S101 - decide() says VERSION of the known only
            self._changes.append(
                (at, n, ChangeKind.WORDING, known.current_version, decision.number)
            )
        for key in found.keys:
            statements.add_alias(self._connection, key, n)
        if decision.verdict in (Verdict.NEW, Verdict.VERSION):
            statements.add_version(self._connection, _version(found, n, decision.number, seq))
        wording = (found.lineage, found.text_sha256)
        statements.add_sighting(
            self._connection,
            capture_seq=seq,
            fragment=found.fragment,
            n=n,
            number=decision.number,
            wording=wording,
        )
        self._remember(found, known, n, decision.number, worked)
        self._touched[n] = None

    def _remember(
        self, found: Found, known: Known | None, n: int, number: int, worked: Worked
    ) -> None:
        """Let a later item of the same batch meet what this one made."""
        before = known.wordings if known else {}
        self._known[n] = Known(
            n=n,
            id=known.id if known else statement_id(found.keys[0]),
            current_version=number or (known.current_version if known else 1),
            last_version=max(number, known.last_version if known else 0),
            last_seen_at=worked.at,
            wordings={**before, (found.lineage, found.text_sha256): number},
            lineages=(known.lineages if known else frozenset()) | {found.lineage},
        )
        for key in found.keys:
            self._n_by_key.setdefault(key, n)

    def finish(self) -> None:
        for n in self._touched:
            statements.refresh_intervals(self._connection, n)
        changes.add_changes(self._connection, self._changes)


def _version(found: Found, n: int, number: int, seq: int) -> KeptVersion:
    return KeptVersion(
        statement_n=n,
        number=number,
        lineage=found.lineage,
        text_sha256=found.text_sha256,
        simhash=found.simhash,
        capture_seq=seq,
        fragment=found.fragment,
        extraction=found.extraction,
    )
