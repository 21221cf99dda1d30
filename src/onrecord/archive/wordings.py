"""The statements of one batch: decided one by one, written together in the batch's transaction."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from onrecord.archive.decide import Decision, Verdict, decide
from onrecord.archive.edits import Words, edits_of
from onrecord.archive.worked import Found
from onrecord.model.ids import statement_id
from onrecord.model.instant import format_instant
from onrecord.model.records import Known, NewVersion
from onrecord.model.structure_json import noted_in
from onrecord.model.version import ChangeKind
from onrecord.store import changes, diffs, near, sightings, statements, taking_out, versions
from onrecord.store.sightings import KeptSighting, Refreshed
from onrecord.store.statements import KeptStatement
from onrecord.text.urls import bare_url, other_scheme, other_www


def _schemes(key: str) -> Iterator[str]:
    if other := other_scheme(key):
        yield other


def _with_or_without_www(key: str) -> Iterator[str]:
    if other := other_www(key):
        yield other
        yield from _schemes(other)


def _noted_in(structure: bytes) -> frozenset[tuple[str, str]]:
    return frozenset((marker, bare_url(url)) for marker, url in noted_in(structure))


def _shown_as(known: Known, text_sha256: str) -> int:
    """Return the version of these words, the current one where that is not known."""
    numbers = (n for (_, digest), n in known.wordings.items() if digest == text_sha256 and n)
    return next(numbers, known.current_version)


class Wordings:
    """What one batch says, gathered by `see` and written by `write`."""

    def __init__(self, connection: Connection, keys: Sequence[str]) -> None:
        self._connection = connection
        spelt = [other for key in keys for other in (*_schemes(key), *_with_or_without_www(key))]
        known = statements.find_known(connection, list(dict.fromkeys([*keys, *spelt])))
        self._expunged = taking_out.find_expunged(connection, list(dict.fromkeys(keys)))
        self._n_by_key = {key: value.n for key, value in known.items()}
        self._known = {value.n: value for value in known.values()}
        self._next_n = statements.next_n(connection)
        self._statements: list[KeptStatement] = []
        self._aliases: dict[str, int] = {}
        self._versions: list[NewVersion] = []
        self._fuller: list[NewVersion] = []  # to take the place of a feed's words
        self._sightings: list[KeptSighting] = []
        self._seen_at: dict[int, str] = {}  # of each touched statement, when last
        self._since: dict[int, dt.datetime] = {}  # and when first in this batch
        # Statement, from version, to version, and what in it is the site's.
        self._diffs: list[tuple[int, int, int, frozenset[Words]]] = []
        self._stood: list[tuple[int, dt.datetime, int]] = []  # statement, when, version
        self._changes: list[tuple[str, int, str | None, int | None, int | None]] = []
        self._again: list[tuple[int, dt.datetime]] = []  # capture, and when it was met again
        self.verdicts: Counter[Verdict] = Counter()

    def see(
        self,
        found: Found,
        seq: int,
        seen_at: dt.datetime,
        *,
        same_as: str | None = None,
        frame: frozenset[Words] = frozenset(),
    ) -> Decision:
        """Decide what a part of a capture is to the archive, and remember it for `write`.

        With `same_as`, the digest of a wording, another one of a known statement is taken for that:
        what is other in it is the site's, not the statement's. `frame` are the site's
        words in it.
        """
        known = self._known_as(found)
        decision = self._decide(known, found, same_as)
        self.verdicts[decision.verdict] += 1
        if decision.verdict is Verdict.EXPUNGED:
            return decision
        n = known.n if known else self._next_n
        at = format_instant(seen_at)
        if known is None:
            self._next_n += 1
            self._statements.append(
                KeptStatement(n=n, id=statement_id(found.keys[0]), key=found.keys[0], url=found.url)
            )
            self._changes.append((at, n, ChangeKind.NEW, None, 1))
        elif decision.verdict is Verdict.VERSION:
            ends = known.current_version, decision.number
            if seen_at < known.last_seen_at:  # it stood before those we have
                ends = decision.number, self._after(known, seen_at)
            self._changes.append((at, n, ChangeKind.WORDING, *ends))
            self._diffs.append((n, *ends, frame))
        if decision.verdict in (Verdict.NEW, Verdict.VERSION):
            self._versions.append(new_version(found, n, decision.number, seq))
        elif decision.verdict is Verdict.FULLER:
            self._fuller.append(new_version(found, n, decision.number, seq))
            self._changes.append((at, n, None, None, None))
        for key in found.keys:
            if key not in self._n_by_key:
                self._aliases[key] = n
        self._sightings.append(
            KeptSighting(
                capture_seq=seq,
                fragment=found.fragment,
                statement_n=n,
                number=decision.number,
                lineage=found.lineage,
                text_sha256=found.text_sha256,
            )
        )
        self._seen_at[n] = at
        self._note_since(n, seen_at)
        self._stood.append((n, seen_at, decision.number))
        self._remember(found, known, n, decision, seen_at)
        return decision

    def see_again(self, seq: int, seen_at: dt.datetime) -> None:
        """Remember that a capture the archive has was met once more, with all that it shows."""
        self._again.append((seq, seen_at))

    def _see_all_again(self) -> None:
        shown: dict[int, list[int]] = defaultdict(list)  # capture -> statements
        seqs = [seq for seq, _ in self._again]
        for sighting in sightings.sightings_of(
            self._connection, list(dict.fromkeys(seqs))
        ).values():
            if sighting.number:
                shown[sighting.capture_seq].append(sighting.statement_n)
        for seq, seen_at in self._again:
            for n in shown[seq]:
                self._seen_at[n] = max(format_instant(seen_at), self._seen_at.get(n, ""))
                self._note_since(n, seen_at)
                self.verdicts[Verdict.SEEN] += 1

    def _note_since(self, n: int, at: dt.datetime) -> None:
        self._since[n] = min(at, self._since.get(n, at))

    def _decide(self, known: Known | None, found: Found, same_as: str | None) -> Decision:
        if not self._expunged.isdisjoint(found.keys):
            return Decision(Verdict.EXPUNGED, 0)
        decision = decide(known, found.lineage, found.text_sha256, length=len(found.text))
        if known is not None and decision.verdict is Verdict.VERSION:
            number = _shown_as(known, same_as) if same_as else self._same_words(known, found)
            return decision if number is None else Decision(Verdict.SEEN, number)
        if known is not None and decision.verdict is Verdict.SEEN and same_as is None:
            return self._by_its_notes(known, found, decision)
        return decision

    def _known_as(self, found: Found) -> Known | None:
        """The statement known by one of these keys, or by another spelling of one.

        With and without "www." are one page only where they have the same words.
        """
        schemes = [other for key in found.keys for other in _schemes(key)]
        for spelt in (*found.keys, *schemes):
            if spelt in self._n_by_key:
                return self.find(spelt)
        for spelt in (other for key in found.keys for other in _with_or_without_www(key)):
            known = self.find(spelt)
            if known and any(digest == found.text_sha256 for _, digest in known.wordings):
                return known
        return None

    def find(self, key: str) -> Known | None:
        """Return what is known of the statement that a key leads to."""
        return self._known.get(self._n_by_key.get(key, 0))

    def tell(self, kind: ChangeKind, known: Known, seen_at: dt.datetime) -> None:
        """Log what became of a statement's page, its words staying as they are."""
        number = known.current_version
        ends = {
            ChangeKind.REMOVED: (number, None),
            ChangeKind.REAPPEARED: (None, number),
        }.get(kind, (number, number))
        self._changes.append((format_instant(seen_at), known.n, kind, *ends))

    def _after(self, known: Known, seen_at: dt.datetime) -> int:
        """Return the version that stood first after an instant before the last one."""
        stood = [(at, number) for n, at, number in self._stood if n == known.n and number]
        stood += [
            (run.first_seen_at, run.number)
            for run in sightings.list_intervals(self._connection, known.n)
        ]
        later = [one for one in stood if one[0] > seen_at]
        return min(later)[1] if later else known.current_version

    def _by_its_notes(self, known: Known, found: Found, decision: Decision) -> Decision:
        """The same words are another wording where their notes lead to another page."""
        words = {"lineage": found.lineage, "text_sha256": found.text_sha256}
        there = versions.structures_of(self._connection, known.n, **words)
        there += [
            (v.number, v.structure)
            for v in self._versions
            if (v.statement_n, v.lineage, v.text_sha256) == (known.n, *words.values())
        ]
        notes = _noted_in(found.structure)
        for number, structure in there:
            if structure == found.structure or _noted_in(structure) == notes:
                return Decision(Verdict.SEEN, number)
        return Decision(Verdict.VERSION, known.last_version + 1) if there else decision

    def _same_words(self, known: Known, found: Found) -> int | None:
        """Return the version that has the same words, set otherwise: lines broken elsewhere.

        Of those that were seen in this lineage; a page that begins with its feed's very words has
        been seen as the version of the feed.
        """
        seen_as = {n for (lineage, _), n in known.wordings.items() if lineage == found.lineage}
        words = "".join(found.text.split())
        texts = [(number, text) for number, _, text in versions.texts_of(self._connection, known.n)]
        texts += [(v.number, v.text) for v in self._versions if v.statement_n == known.n]
        for number, text in texts:
            if number in seen_as and "".join(text.split()) == words:
                return number
        return None

    def _remember(
        self, found: Found, known: Known | None, n: int, decision: Decision, seen_at: dt.datetime
    ) -> None:
        """Let a later item of the same batch meet what this one made."""
        number = decision.number
        before = known.wordings if known else {}
        if known is not None and seen_at < known.last_seen_at:
            wordings = {**before, (found.lineage, found.text_sha256): number}
            self._known[n] = replace(
                known,
                last_version=max(number, known.last_version),
                wordings=wordings,
                lineages=known.lineages | {found.lineage},
            )
            return
        self._known[n] = Known(
            n=n,
            id=known.id if known else statement_id(found.keys[0]),
            current_version=number or (known.current_version if known else 1),
            last_version=max(number, known.last_version if known else 0),
            last_seen_at=seen_at,
            wordings={**before, (found.lineage, found.text_sha256): number},
            lineages=(known.lineages if known else frozenset()) | {found.lineage},
            length=known.length
            if known and number in (0, known.current_version)
            else len(found.text),
        )
        for key in found.keys:
            self._n_by_key.setdefault(key, n)

    def write(self) -> None:
        """Write all that was seen, and the change log with it."""
        self._see_all_again()
        statements.add_statements(self._connection, self._statements)
        statements.add_aliases(self._connection, self._aliases)
        versions.add_versions(self._connection, self._versions)
        for version in self._fuller:
            versions.replace_extraction(self._connection, version)
        for n, at in sightings.add_sightings(self._connection, self._sightings).items():
            self._note_since(n, at)
        near.link(
            self._connection,
            {v.statement_n: int(v.simhash, 16) for v in (*self._versions, *self._fuller)},
        )
        refreshed = sightings.refresh_intervals(self._connection, list(self._seen_at), self._since)
        self._tell_returns(refreshed)
        changes.add_changes(self._connection, self._changes)
        self._write_diffs()

    def _write_diffs(self) -> None:
        made = []
        for n, old, new, frame in self._diffs:
            before, after = (
                versions.get_version(self._connection, n, number) for number in (old, new)
            )
            made.append((n, old, new, edits_of(before.extraction, after.extraction, frame)))
        diffs.add_diffs(self._connection, made)

    def _tell_returns(self, refreshed: dict[int, Refreshed]) -> None:
        """Log what no single verdict told: a wording that stands again, or stood at other times."""
        told = {n for _, n, _, _, _ in self._changes}
        for n, recount in refreshed.items():
            if n in told or not recount.changed:
                continue
            returned = recount.before != recount.after
            kind = ChangeKind.WORDING if returned else None
            ends = (recount.before, recount.after) if returned else (None, None)
            self._changes.append((self._seen_at[n], n, kind, *ends))


def new_version(found: Found, n: int, number: int, seq: int) -> NewVersion:
    return NewVersion(
        statement_n=n,
        number=number,
        lineage=found.lineage,
        text_sha256=found.text_sha256,
        simhash=found.simhash,
        capture_seq=seq,
        fragment=found.fragment,
        text=found.text,
        structure=found.structure,
        extractor=found.extractor,
    )
