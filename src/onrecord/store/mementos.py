"""The store of mementos that other archives name in the place of cited pages that are gone."""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from onrecord.model.instant import format_instant, parse_instant
from onrecord.model.watching import NotedMemento
from onrecord.store.captures import CHUNK
from onrecord.store.rows import Over, insert_rows
from onrecord.store.schema import mementos


def add_mementos(connection: Connection, noted: Sequence[NotedMemento]) -> None:
    """Note what a service answered, in the place of what it answered before."""
    if noted:
        insert_rows(
            connection,
            mementos,
            [
                {
                    "uri": one.uri,
                    "gate": one.service,
                    "asked_for": format_instant(one.asked_for),
                    "asked_at": format_instant(one.asked_at),
                    "url": one.url,
                    "at": format_instant(one.at) if one.at else None,
                }
                for one in noted
            ],
            Over.REPLACE,
        )


def find_mementos(connection: Connection, uris: Sequence[str]) -> dict[str, list[NotedMemento]]:
    """Return uri -> what each service answered of it, for those that were asked for."""
    found: dict[str, list[NotedMemento]] = {}
    for start in range(0, len(uris), CHUNK):
        for row in connection.execute(
            select(mementos)
            .where(mementos.c.uri.in_(uris[start : start + CHUNK]))
            .order_by(mementos.c.uri, mementos.c.gate)
        ):
            one = NotedMemento(
                uri=row.uri,
                service=row.gate,
                asked_for=parse_instant(row.asked_for),
                asked_at=parse_instant(row.asked_at),
                url=row.url,
                at=parse_instant(row.at) if row.at else None,
            )
            found.setdefault(row.uri, []).append(one)
    return found
