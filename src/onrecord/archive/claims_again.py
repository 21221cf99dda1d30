"""Making the claims again when their rules changed, in parallel, from the versions alone."""

import datetime as dt
import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import orjson
from sqlalchemy import Connection

from onrecord.archive.behind import mark_behind, mark_whole
from onrecord.archive.isolation import Isolation
from onrecord.archive.lock import writing_lock
from onrecord.archive.opening import Archive
from onrecord.archive.sync import catch_up
from onrecord.claims.making import make_claims
from onrecord.model.claim_json import claims_to_json
from onrecord.model.instant import format_instant
from onrecord.model.issuer import Registry
from onrecord.model.structure_json import structure_from_json
from onrecord.store import changes, claims

ORDERS_A_TASK = 64
BATCH = 512


@dataclass(slots=True)
class Remade:
    """What a rebuild of the claims came to."""

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


@dataclass(frozen=True, slots=True)
class Made:
    """The claims of one version as JSON, or why there are none."""

    n: int
    number: int
    items: bytes
    count: int
    failure: str | None = None


def rebuild_claims(archive: Archive, progress: Callable[[int], None] | None = None) -> Remade:
    """Make the claims of every version again by today's rules; each batch is one transaction."""
    remade = Remade()
    with writing_lock(archive.folder, say=archive.say), Isolation(work, failed) as isolation:
        mark_behind(archive)
        items = isolation.run(_tasks(archive))
        while batch := list(itertools.islice(items, BATCH)):
            good = [each for each in batch if each.failure is None]
            with archive.database.writing() as connection:
                _write(connection, good)
            remade.versions += len(good)
            remade.claims += sum(each.count for each in good)
            remade.failures += [each.failure for each in batch if each.failure is not None]
            if progress is not None:
                progress(len(batch))
        catch_up(archive)
        mark_whole(archive)
    return remade


def _write(connection: Connection, made: Sequence[Made]) -> None:
    """Write claims; the index hears of statements that make some now, or none any more."""
    numbers = list(dict.fromkeys(each.n for each in made))
    before = claims.claiming_versions(connection, numbers)
    claims.put_claims(connection, [(each.n, each.number, each.items) for each in made])
    changed = {n for n, _ in before ^ claims.claiming_versions(connection, numbers)}
    at = format_instant(dt.datetime.now(dt.UTC))
    changes.add_changes(connection, [(at, n, None, None, None) for n in sorted(changed)])


def work(order: Order, skip: int = 0, bare: int | None = None) -> Iterator[Made]:
    """Yield the claims of one version; the form isolation asks for."""
    if skip:
        return
    if bare is not None:
        yield failed(order, "making its claims ended the worker (crash, memory or time)")
        return
    extraction = structure_from_json(orjson.loads(order.structure), order.text)
    made = make_claims(extraction, order.registry)
    yield Made(order.n, order.number, claims_to_json(made), len(made))


def failed(order: Order, reason: str) -> Made:
    return Made(order.n, order.number, b"[]", 0, f"version {order.number} of {order.n}: {reason}")


def _tasks(archive: Archive) -> Iterator[Sequence[Order]]:
    registry = archive.config.registry
    with archive.database.reading() as connection:
        orders = (Order(*row, registry) for row in claims.list_wordings(connection))
        while task := list(itertools.islice(orders, ORDERS_A_TASK)):
            yield task
