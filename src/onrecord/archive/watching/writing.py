"""Settled replies into the archive, a lot at a time, in the order of DESIGN section 4.

WARC fsynced (responses, revisits, requests), one transaction, ledger. A response whose payload the
archive has under that address and status costs a revisit record, which has headers and no payload.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import TracebackType

from sqlalchemy import Connection

from onrecord.archive.behind import mark_behind
from onrecord.archive.counts import WatchCounts
from onrecord.archive.decide import Verdict
from onrecord.archive.edits import Words
from onrecord.archive.mending import mend
from onrecord.archive.opening import Archive
from onrecord.archive.watching.looking import Brought, Hop
from onrecord.archive.watching.states import Answer, Judged, Seen
from onrecord.archive.watching.turn import turn
from onrecord.archive.wordings import Wordings
from onrecord.archive.worked import Failed, Found
from onrecord.capture.fixity import sha256
from onrecord.capture.http.exchange import REDIRECTS
from onrecord.capture.http.received import Revisit, pack_revisit
from onrecord.capture.http.rounds import target_of
from onrecord.capture.warc_files import WarcWriter
from onrecord.model.instant import format_instant
from onrecord.model.page_state import PageState
from onrecord.model.records import KeptCapture
from onrecord.model.version import ChangeKind, Outcome
from onrecord.model.watching import LISTS, BesideRecord, Observation, Role, Watched
from onrecord.store import captures, leaves, observations, statements, watched
from onrecord.store.settings import set_leaves_written
from onrecord.text.urls import canonical_url

WALL = "wall"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A reply with its judgement. `before` is None for what is not watched (robots.txt, a probe).

    `same_as` is the digest of the wording it shows where what is other in its words is the site's,
    not the statement's; `frame` are the site's words in it. `observer` is the service that served
    it as a memento, None for the address itself.
    """

    brought: Brought
    seen: Seen
    source_id: int
    before: Watched | None = None
    judged: Judged | None = None
    same_as: str | None = None
    frame: frozenset[Words] = frozenset()
    observer: str | None = None


class Writer:
    """Writes settled replies, each lot in its caller's turn. Use as a context manager."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._warc = archive.capture_files.writer()
        self._leaves: int | None = None
        self.counts = WatchCounts()

    def __enter__(self) -> "Writer":
        self._warc.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._warc.__exit__(kind, error, trace)
        if kind is None and self._leaves is not None:
            with turn(self._archive), self._archive.database.writing() as connection:
                if self._leaves == leaves.next_seq(connection):  # else another has said so
                    set_leaves_written(connection, self._leaves)

    def write(self, lot: Sequence[Settled]) -> list[Found]:
        """Write a lot; return the statements in it whose words are new to the archive."""
        self._meet_others()
        mark_behind(self._archive)
        with self._archive.database.reading() as connection:
            paper = _Paper(connection, self._warc, lot)
        for settled in lot:
            paper.put(settled)
        self._warc.sync()
        with self._archive.database.writing() as connection:
            if self._leaves is not None:
                set_leaves_written(connection, self._leaves)
            for name, end in paper.ends.items():
                captures.set_warc_end(connection, name, end)
            captures.add_captures(connection, paper.kept)
            observations.add_observed(connection, paper.observed)
            observations.add_beside(connection, paper.beside)
            fresh = self._write_statements(connection, lot, paper)
            watched.save_watched(connection, [_after(s, paper) for s in lot if s.judged])
        self._archive.ledger.append(c.leaf(format_instant(c.at)) for c in paper.kept)
        self._leaves = paper.first_seq + len(paper.kept)
        return fresh

    def _meet_others(self) -> None:
        """Take up what another process wrote since the last lot, and mend what it left undone."""
        with self._archive.database.reading() as connection:
            rows = leaves.next_seq(connection)
        if self._leaves not in (None, rows):
            mend(self._archive)
            self._leaves = None

    def _write_statements(
        self, connection: Connection, lot: Sequence[Settled], paper: "_Paper"
    ) -> list[Found]:
        keys = [key for s in lot for found in s.brought.found for key in found.keys]
        keys += [canonical_url(s.before.uri) for s in lot if s.before]
        wordings = Wordings(connection, list(dict.fromkeys(keys)))
        fresh: list[Found] = []
        shown: list[int] = []
        for settled in lot:
            self._count(settled)
            seq = paper.last_seq.get(id(settled))
            if settled.seen.answer in (Answer.FOUND, Answer.MOVED) and seq is not None:
                found = _with_alias(settled)
                for one in found:
                    decision = wordings.see(
                        one, seq, settled.seen.at, same_as=settled.same_as, frame=settled.frame
                    )
                    if decision.verdict in (Verdict.NEW, Verdict.VERSION, Verdict.FULLER):
                        fresh.append(one)
                if found:
                    shown.append(seq)
                elif not settled.brought.no_statements:
                    wordings.see_again(seq, settled.seen.at)
            self._tell(settled, wordings)
        wordings.write()
        captures.take_for_statement(connection, shown)
        _add_moved(connection, lot, wordings)
        self.counts.add_verdicts(wordings.verdicts)
        return fresh

    def _count(self, settled: Settled) -> None:
        if settled.before is None or settled.judged is None:
            return
        counts, uri = self.counts, settled.before.uri
        counts.checked += settled.seen.answer is not Answer.UNASKED
        counts.states[settled.judged.watched.state.value] += 1
        if settled.before.role is not Role.CITED:
            counts.add_others(uri, settled.brought.no_statements, settled.brought.failures)
            if settled.seen.answer not in (Answer.FOUND, Answer.MOVED):
                counts.failures.append(Failed(uri, settled.judged.why or settled.seen.why))

    def _tell(self, settled: Settled, wordings: Wordings) -> None:
        if settled.judged is None or settled.judged.change is None or settled.before is None:
            return
        known = wordings.find(canonical_url(settled.before.uri))
        if known is not None and settled.before.role is not Role.CITED:
            wordings.tell(settled.judged.change, known, settled.seen.at)
            self.counts.changes[settled.judged.change.value] += 1


def _with_alias(settled: Settled) -> list[Found]:
    """The statements found, a page's own with the address that was asked for among its keys."""
    found = list(settled.brought.found)
    if settled.brought.role is not Role.PAGE or len(found) != 1 or found[0].fragment:
        return found
    asked = canonical_url(settled.brought.reply.errand.url)
    return [replace(found[0], keys=tuple(dict.fromkeys([*found[0].keys, asked])))]


def _add_moved(connection: Connection, lot: Sequence[Settled], wordings: Wordings) -> None:
    """Let the new address of what has moved lead to its statement, unless it has one."""
    for settled in lot:
        if settled.judged and settled.before and settled.judged.change is ChangeKind.MOVED:
            known = wordings.find(canonical_url(settled.before.uri))
            target = settled.judged.watched.target
            if known is not None and target is not None:
                statements.add_aliases(connection, {canonical_url(target): known.n})


def _after(settled: Settled, paper: "_Paper") -> Watched:
    """How the address stands, with the capture it was last seen in and what names that state."""
    assert settled.judged is not None  # noqa: S101 - the caller asks for those alone
    after = settled.judged.watched
    if settled.seen.answer not in (Answer.FOUND, Answer.MOVED):
        return after
    seq = paper.last_seq.get(id(settled), after.capture_seq)
    answer = settled.brought.reply.hops[-1]
    if len(settled.brought.reply.hops) > 1:
        # Conditions go to the address that is asked, which does not have these bytes itself.
        return replace(after, capture_seq=seq, etag=None, last_modified=None)
    if answer.status == 304:
        return replace(after, capture_seq=seq)
    return replace(
        after,
        capture_seq=seq,
        etag=answer.header("etag"),
        last_modified=answer.header("last-modified"),
    )


class _Paper:
    """The records of a lot as they are put into the WARC, and the rows that go with them."""

    def __init__(self, connection: Connection, warc: WarcWriter, lot: Sequence[Settled]) -> None:
        self._warc = warc
        urls = [hop.exchange.url for settled in lot for hop in settled.brought.hops]
        urls = list(dict.fromkeys(urls))
        self._known = captures.find_responses(connection, urls)
        redirects = [
            hop.exchange.url
            for settled in lot
            for hop in settled.brought.hops
            if hop.exchange.status in REDIRECTS
        ]
        self._targets = observations.last_targets(connection, list(dict.fromkeys(redirects)))
        seqs = [s.before.capture_seq for s in lot if s.before and s.before.capture_seq is not None]
        self._at = captures.instants_of(connection, seqs)
        self.first_seq = leaves.next_seq(connection)
        self.kept: list[KeptCapture] = []
        self.beside: list[BesideRecord] = []
        self.observed: list[Observation] = []
        self.ends: dict[str, int] = {}
        self.last_seq: dict[int, int] = {}  # id of settled -> capture of its answer

    def put(self, settled: Settled) -> None:
        """Put all hops of a reply, and the observations they make."""
        hops, asked = settled.brought.hops, settled.brought.reply.errand.url
        for hop in hops:
            is_last = hop is hops[-1]
            outcome, seq = self._put_hop(settled, hop, is_last=is_last)
            if is_last and seq is not None:
                self.last_seq[id(settled)] = seq
            state = why = None
            if hop.exchange.url == asked and settled.judged is not None:
                state, why = settled.judged.watched.state, settled.judged.why
            elif settled.observer and settled.seen.answer is Answer.FOUND:
                state = PageState.PRESENT
            self.observed.append(
                Observation(
                    uri=hop.exchange.url,
                    at=hop.exchange.at,
                    outcome=outcome,
                    capture_seq=seq,
                    status=hop.exchange.status,
                    state=state,
                    target=target_of(hop.exchange),
                    why=why or hop.exchange.why or None,
                    robots=settled.brought.reply.robots or None,
                    listed=_listed(settled) if is_last else None,
                    observer=settled.observer,
                )
            )
        if not hops and settled.judged is not None and settled.seen.answer is not Answer.UNASKED:
            self.observed.append(
                Observation(
                    uri=asked,
                    at=settled.seen.at,
                    outcome=Outcome.FAILED,
                    state=settled.judged.watched.state,
                    why=settled.judged.why or settled.seen.why or None,
                    robots=settled.brought.reply.robots or None,
                )
            )

    def _put_hop(self, settled: Settled, hop: Hop, *, is_last: bool) -> tuple[Outcome, int | None]:
        exchange, before = hop.exchange, settled.before
        if exchange.status == 304 and before is not None and before.capture_seq is not None:
            self._put_beside("revisit", self._revisit(hop, None, self._at[before.capture_seq]))
            self._put_beside("request", hop.request)
            return Outcome.UNCHANGED, before.capture_seq
        if not hop.member:
            return Outcome.FAILED, None
        key = (exchange.url, exchange.status, hop.payload_sha256)
        known = self._known.get(key)
        target = target_of(exchange)
        if known is not None and (target is None or self._targets.get(exchange.url) == target):
            seq, at = known
            if settled.observer is None:
                self._put_beside("revisit", self._revisit(hop, hop.body_digest, at))
                self._put_beside("request", hop.request)
            return Outcome.UNCHANGED, seq
        seq = self._put_response(settled, hop, is_last=is_last)
        self._known[key] = seq, exchange.at
        if target is not None:
            self._targets[exchange.url] = target
        if settled.observer is None:
            self._put_beside("request", hop.request)
        return Outcome.CAPTURED, seq

    def _put_response(self, settled: Settled, hop: Hop, *, is_last: bool) -> int:
        place = self._warc.append(hop.member)
        self.ends[place.file] = place.offset + place.length
        seq = self.first_seq + len(self.kept)
        self.kept.append(
            KeptCapture(
                seq=seq,
                uri=hop.exchange.url,
                at=hop.exchange.at,
                status=hop.exchange.status,
                media_type=hop.media_type,
                charset=hop.charset,
                path=hop.exchange.url,
                source_id=settled.source_id,
                warc=place.file,
                offset=place.offset,
                length=place.length,
                member_sha256=hop.member_sha256,
                payload_sha256=hop.payload_sha256,
                payload_size=hop.payload_size,
                role=_role_of(settled, is_last=is_last),
                observer=settled.observer,
            )
        )
        return seq

    def _put_beside(self, kind: str, member: bytes) -> None:
        place = self._warc.append(member)
        self.ends[place.file] = place.offset + place.length
        self.beside.append(
            BesideRecord(
                warc=place.file,
                offset=place.offset,
                length=place.length,
                member_sha256=sha256(member),
                kind=kind,
            )
        )

    @staticmethod
    def _revisit(hop: Hop, digest: str | None, refers_to_at: dt.datetime) -> bytes:
        return pack_revisit(
            Revisit(
                uri=hop.exchange.url,
                at=hop.exchange.at,
                http=hop.exchange.http,
                record_id=hop.record_id,
                body_length=hop.body_length,
                body_digest=digest,
                refers_to_at=refers_to_at,
            )
        )


def _listed(settled: Settled) -> int | None:
    """How many items a list that was read named."""
    brought = settled.brought
    was_served = settled.seen.answer in (Answer.FOUND, Answer.MOVED)
    if brought.role not in LISTS or not brought.text_sha256 or not was_served:
        return None
    return max(len(brought.leads), len(brought.found))


def _role_of(settled: Settled, *, is_last: bool) -> str | None:
    """Null for what may hold a statement (store.schema)."""
    if is_last and settled.seen.answer in (Answer.GONE, Answer.WALL):
        return WALL
    role = settled.brought.role
    return None if role in (Role.PAGE, Role.FEED) else role.value
