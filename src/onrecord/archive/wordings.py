"""The statements of one batch: decided one by one, written together in the batch's transaction."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import Connection

from onrecord.archive.decide import Decision, Verdict, decide
from onrecord.archive.worked import Found, Worked
from onrecord.model.ids import statement_id
from onrecord.model.instant import format_instant
from onrecord.model.records import Known, NewVersion
from onrecord.model.version import ChangeKind
from onrecord.store import changes, near, sightings, statements, versions
from onrecord.store.sightings import KeptSighting, Refreshed
from onrecord.store.statements import KeptStatement


class Wordings:
    """What one batch says, gathered by `see` and written by `write`."""

    def __init__(self, connection: Connection, keys: Sequence[str]) -> None:
        self._connection = connection
        known = statements.find_known(connection, keys)
        self._n_by_key = {key: value.n for key, value in known.items()}
        self._known = {value.n: value for value in known.values()}
        self._next_n = statements.next_n(connection)
        self._statements: list[KeptStatement] = []
        self._aliases: dict[str, int] = {}
        self._versions: list[NewVersion] = []
        self._fuller: list[NewVersion] = []  # to take the place of a feed's words
        self._sightings: list[KeptSighting] = []
        self._seen_at: dict[int, str] = {}  # of each touched statement, when last
        self._changes: list[tuple[str, int, str | None, int | None, int | None]] = []
        self.verdicts: Counter[Verdict] = Counter()

    def see(self, found: Found, seq: int, worked: Worked) -> None:
        """Decide what a part of a capture is to the archive, and remember it for `write`."""
        numbers = (self._n_by_key[key] for key in found.keys if key in self._n_by_key)
        known = self._known.get(next(numbers, 0))
        decision = decide(known, found.lineage, found.text_sha256, length=len(found.text))
        self.verdicts[decision.verdict] += 1
        n = known.n if known else self._next_n
        at = format_instant(worked.at)
        if known is None:
            self._next_n += 1
            self._statements.append(
                KeptStatement(n=n, id=statement_id(found.keys[0]), key=found.keys[0], url=found.url)
            )
            self._changes.append((at, n, ChangeKind.NEW, None, 1))
        elif decision.verdict is Verdict.VERSION:
            self._changes.append(
                (at, n, ChangeKind.WORDING, known.current_version, decision.number)
            )
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
        self._remember(found, known, n, decision, worked)

    def _remember(
        self, found: Found, known: Known | None, n: int, decision: Decision, worked: Worked
    ) -> None:
        """Let a later item of the same batch meet what this one made."""
        number = decision.number
        before = known.wordings if known else {}
        self._known[n] = Known(
            n=n,
            id=known.id if known else statement_id(found.keys[0]),
            current_version=number or (known.current_version if known else 1),
            last_version=max(number, known.last_version if known else 0),
            last_seen_at=worked.at,
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
        statements.add_statements(self._connection, self._statements)
        statements.add_aliases(self._connection, self._aliases)
        versions.add_versions(self._connection, self._versions)
        for version in self._fuller:
            versions.replace_extraction(self._connection, version)
        sightings.add_sightings(self._connection, self._sightings)
        near.link(
            self._connection,
            {v.statement_n: int(v.simhash, 16) for v in (*self._versions, *self._fuller)},
        )
        refreshed = sightings.refresh_intervals(self._connection, list(self._seen_at))
        self._tell_returns(refreshed)
        changes.add_changes(self._connection, self._changes)

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
        claims=found.claims,
    )
