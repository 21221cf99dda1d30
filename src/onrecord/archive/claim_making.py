"""The claims of versions, made in parallel from the store alone: what lacks them, or all anew.

They are made after a statement is kept and can be found, not on the way: whoever fills an archive
waits for neither, a fault of theirs costs them alone, and what was interrupted is taken up by the
next to come.
"""

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import orjson

from onrecord.archive.corrected import as_corrected
from onrecord.archive.isolation import Isolation
from onrecord.archive.lock import writing_lock
from onrecord.archive.opening import Archive
from onrecord.model.addition import Correction
from onrecord.model.claim_json import claims_to_json
from onrecord.model.issuer import Registry
from onrecord.model.structure_json import structure_from_json
from onrecord.store import claims, corrections

ORDERS_A_TASK = 32
BATCH = 512
_FEW = 64  # versions that one worker has done before a second has started

Progress = Callable[[int], None]


@dataclass(slots=True)
class Making:
    """What a making of claims came to."""

    versions: int = 0
    claims: int = 0
    failures: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Order:
    """A version whose claims are to be made."""

    n: int
    number: int
    text: str
    structure: bytes
    registry: Registry
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """The claims of one version as JSON, or why there are none."""

    n: int
    number: int
    items: bytes
    count: int
    failure: str | None = None


def count_lacking(archive: Archive) -> int:
    """Return how many versions have no claims of today's rules."""
    with archive.database.reading() as connection:
        return claims.count_of_other_rules(connection)


def make_claims_lacking(archive: Archive, progress: Progress | None = None) -> Making:
    """Make the claims of the versions that have none of today's rules."""
    lacking = count_lacking(archive)
    if not lacking:
        return Making()
    return _make(archive, other_rules=True, workers=1 if lacking <= _FEW else None, say=progress)


def rebuild_claims(archive: Archive, progress: Progress | None = None) -> Making:
    """Make the claims of every version again by today's rules."""
    return _make(archive, other_rules=False, workers=None, say=progress)


def _make(
    archive: Archive, *, other_rules: bool, workers: int | None, say: Progress | None
) -> Making:
    """Make claims in workers; each batch is one transaction. Holds the archive's lock."""
    made = Making()
    with (
        writing_lock(archive),
        Isolation(work, failed, workers=workers) as isolation,
    ):
        items = isolation.run(_tasks(archive, other_rules=other_rules))
        while batch := list(itertools.islice(items, BATCH)):
            with archive.database.writing() as connection:
                claims.put_claims(connection, [(one.n, one.number, one.items) for one in batch])
            made.failures += [one.failure for one in batch if one.failure is not None]
            made.versions += sum(one.failure is None for one in batch)
            made.claims += sum(one.count for one in batch)
            if say is not None:
                say(len(batch))
    return made


def work(order: Order, skip: int = 0, bare: int | None = None) -> Iterator[Made]:
    """Yield the claims of one version; the form isolation asks for."""
    if skip:
        return
    if bare is not None:
        yield failed(order, "making its claims ended the worker (crash, memory or time)")
        return
    from onrecord.claims.making import make_claims  # tables that no other work of a worker needs

    read = structure_from_json(orjson.loads(order.structure), order.text)
    extraction, _ = as_corrected(read, order.corrections)
    try:
        made = make_claims(extraction, order.registry)
    except Exception as error:  # a batch loop: texts from outside meet our own bugs
        yield failed(order, f"its claims failed: {type(error).__name__}: {error}"[:500])
        return
    yield Made(order.n, order.number, claims_to_json(made), len(made))


def failed(order: Order, reason: str) -> Made:
    """Return what stands for claims that could not be made; they are not tried again."""
    return Made(order.n, order.number, b"[]", 0, f"version {order.number} of {order.n}: {reason}")


def _tasks(archive: Archive, *, other_rules: bool) -> Iterator[Sequence[Order]]:
    """Yield the orders a task at a time, each of them read from a view of the store of its own.

    A long read beside the writes would keep SQLite's log from being folded in.
    """
    registry = archive.config.registry
    after = (0, 0)
    while True:
        with archive.database.reading() as connection:
            rows = claims.list_wordings(connection, after, BATCH, other_rules=other_rules)
            said = corrections.corrections_of(connection, list({row[0] for row in rows}))
        if not rows:
            return
        orders: Iterable[Order] = (
            Order(*row, registry, tuple(said.get(row[0], ()))) for row in rows
        )
        orders = iter(orders)
        while task := list(itertools.islice(orders, ORDERS_A_TASK)):
            yield task
        after = rows[-1][:2]
