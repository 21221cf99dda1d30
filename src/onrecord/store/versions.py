"""The store of versions: one wording of a statement each, with its structure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

import orjson
from sqlalchemy import Connection, Row, bindparam, select

from onrecord.errors import NotFoundError
from onrecord.model.records import KeptVersion, NewVersion, WordingHead
from onrecord.model.statement import IssuerMention
from onrecord.model.structure_json import head_from_json, issuers_from_json, structure_from_json
from onrecord.store.captures import CHUNK
from onrecord.store.claims import forget_claims
from onrecord.store.rows import Over, delete_rows, insert_rows, update_rows
from onrecord.store.schema import citations, issuers, other_languages, statements, versions
from onrecord.store.streaming import stream

Values = dict[str, object]
_HERE = versions.c.statement_n == bindparam("n")
_ONE = select(versions).where(_HERE, versions.c.number == bindparam("number"))
_STRUCTURES = select(versions.c.structure).order_by(versions.c.statement_n, versions.c.number)
_DIGESTS = select(versions.c.number, versions.c.text_sha256).where(_HERE)


def add_versions(connection: Connection, kept: Sequence[NewVersion]) -> None:
    """Add versions, with the rows by which their citations, issuers and languages are found."""
    if not kept:
        return
    insert_rows(
        connection,
        versions,
        [
            {
                "statement_n": v.statement_n,
                "number": v.number,
                **_came_from(v),
                **_extracted(v),
            }
            for v in kept
        ],
    )
    add_found_by(connection, kept)


def replace_extraction(connection: Connection, kept: NewVersion) -> None:
    """Put a new extraction of a version in the place of the old one, with where it came from."""
    here = (versions.c.statement_n == kept.statement_n) & (versions.c.number == kept.number)
    update_rows(connection, versions, here, **_came_from(kept), **_extracted(kept))
    for table in (citations, other_languages):
        here = (table.c.statement_n == kept.statement_n) & (table.c.number == kept.number)
        delete_rows(connection, table, here)
    add_found_by(connection, [kept])
    forget_claims(connection, kept.statement_n, kept.number)


def _came_from(kept: NewVersion) -> Values:
    return {
        "lineage": kept.lineage,
        "capture_seq": kept.capture_seq,
        "fragment": kept.fragment,
    }


def _extracted(kept: NewVersion) -> Values:
    return {
        "text_sha256": kept.text_sha256,
        "simhash": kept.simhash,
        "extractor": kept.extractor,
        "text": kept.text,
        "structure": kept.structure,
    }


def add_found_by(connection: Connection, kept: Sequence[NewVersion]) -> None:
    """Add the rows by which the citations, issuers and languages of versions are found."""
    cited: list[Values] = []
    named: dict[str, Values] = {}
    others: list[Values] = []
    for version in kept:
        structure = orjson.loads(version.structure)
        here = {"statement_n": version.statement_n, "number": version.number}
        for ordinal, (marker, url, _, _, state) in enumerate(structure["citations"]):
            row = {"ordinal": ordinal, "marker": marker, "url": url, "state": state}
            cited.append({**here, **row})
        for id, name, *_ in structure["issuers"]:
            named.setdefault(id, {"id": id, "name": name})
        others += [
            {**here, "language": language, "url": url}
            for language, url in structure["other_languages"]
        ]
    for table, rows in (
        (citations, cited),
        (issuers, list(named.values())),
        (other_languages, others),
    ):
        insert_rows(connection, table, rows, Over.IGNORE)


def recount_issuers(connection: Connection) -> None:
    """Make the table of issuers again from the versions, after their structures were replaced."""
    named: dict[str, str] = {}
    for (structure,) in stream(connection, _STRUCTURES):
        for id, name, *_ in orjson.loads(structure)["issuers"]:
            named.setdefault(id, name)
    delete_rows(connection, issuers)
    insert_rows(connection, issuers, [{"id": i, "name": n} for i, n in named.items()])


def digests_of(connection: Connection, n: int) -> dict[int, str]:
    """Return number -> SHA-256 of the text, of the versions of a statement."""
    return {row.number: row.text_sha256 for row in connection.execute(_DIGESTS, {"n": n})}


def texts_of(connection: Connection, n: int) -> list[tuple[int, str, str]]:
    """Return (number, lineage, text) of the versions of a statement by number."""
    return [
        (row.number, row.lineage, row.text)
        for row in connection.execute(
            select(versions.c.number, versions.c.lineage, versions.c.text)
            .where(versions.c.statement_n == n)
            .order_by(versions.c.number)
        )
    ]


def structures_of(
    connection: Connection, n: int, *, lineage: str, text_sha256: str
) -> list[tuple[int, bytes]]:
    """Return (number, structure) of the versions of a statement that have these very words."""
    rows = connection.execute(
        select(versions.c.number, versions.c.structure)
        .where(
            versions.c.statement_n == n,
            versions.c.lineage == lineage,
            versions.c.text_sha256 == text_sha256,
        )
        .order_by(versions.c.number)
    )
    return [(row.number, row.structure) for row in rows]


@dataclass(frozen=True, slots=True)
class CitedRow:
    """A citation of a statement's current version, with that statement's title and issuers."""

    statement_n: int
    marker: str | None
    url: str
    title: str
    issuers: tuple[IssuerMention, ...]


def list_cited(connection: Connection) -> Iterator[CitedRow]:
    """Yield the citations of all statements as they stand now, by statement, lazily."""
    rows = stream(
        connection,
        select(citations.c.statement_n, citations.c.marker, citations.c.url, versions.c.structure)
        .join(statements, statements.c.n == citations.c.statement_n)
        .join(
            versions,
            (versions.c.statement_n == citations.c.statement_n)
            & (versions.c.number == citations.c.number),
        )
        .where(citations.c.number == statements.c.current_version)
        .order_by(citations.c.statement_n, citations.c.ordinal),
    )
    for _, of_statement in groupby(rows, attrgetter("statement_n")):
        citing: dict[str, Any] | None = None
        for row in of_statement:
            if citing is None:  # its structure is read once, not for each citation
                citing = orjson.loads(row.structure)
                named = issuers_from_json(citing)
            yield CitedRow(row.statement_n, row.marker, row.url, citing["title"], named)


def list_citing(connection: Connection, n: int, urls: Sequence[str]) -> list[int]:
    """Return the statements, other than this one, whose current version cites these addresses."""
    found: dict[int, None] = {}
    for start in range(0, len(urls), CHUNK):
        rows = connection.execute(
            select(citations.c.statement_n)
            .join(statements, statements.c.n == citations.c.statement_n)
            .where(
                citations.c.url.in_(urls[start : start + CHUNK]),
                citations.c.number == statements.c.current_version,
                citations.c.statement_n != n,
            )
            .order_by(citations.c.url, citations.c.statement_n)
        )
        found.update(dict.fromkeys(rows.scalars()))
    return list(found)


def cited_by(connection: Connection, numbers: Sequence[int]) -> list[str]:
    """Return the addresses that these statements cite, in any version, as written."""
    found: list[str] = []
    for start in range(0, len(numbers), CHUNK):
        found += connection.execute(
            select(citations.c.url).where(
                citations.c.statement_n.in_(numbers[start : start + CHUNK])
            )
        ).scalars()
    return found


def heads_of(connection: Connection, numbers: Sequence[int]) -> dict[int, list[WordingHead]]:
    """Return n -> the heads of its versions by number, for these statements."""
    found: dict[int, list[WordingHead]] = {}
    for start in range(0, len(numbers), CHUNK):
        for n, number, text, sha256, structure in connection.execute(
            select(
                versions.c.statement_n,
                versions.c.number,
                versions.c.text,
                versions.c.text_sha256,
                versions.c.structure,
            )
            .where(versions.c.statement_n.in_(numbers[start : start + CHUNK]))
            .order_by(versions.c.statement_n, versions.c.number)
        ):
            head = head_from_json(
                orjson.loads(structure), statement_n=n, number=number, text=text, text_sha256=sha256
            )
            found.setdefault(n, []).append(head)
    return found


def get_version(connection: Connection, n: int, number: int) -> KeptVersion:
    """Return one wording of a statement; raises NotFoundError."""
    return _kept(_row(connection, n, number))


def get_written(connection: Connection, n: int, number: int) -> NewVersion:
    """Return one wording as it was written, its structure not read; raises NotFoundError."""
    return NewVersion(**_row(connection, n, number)._mapping)


def list_written(connection: Connection, n: int) -> list[NewVersion]:
    """Return the wordings of a statement by number as they were written."""
    rows = connection.execute(
        select(versions).where(versions.c.statement_n == n).order_by(versions.c.number)
    )
    return [NewVersion(**row._mapping) for row in rows]


def _row(connection: Connection, n: int, number: int) -> Row[Any]:
    row = connection.execute(_ONE, {"n": n, "number": number}).one_or_none()
    if row is None:
        raise NotFoundError("the statement has no version of that number", version=number)
    return row


def wordings_of(
    connection: Connection, numbers: Sequence[int]
) -> dict[tuple[int, int], tuple[str, bytes]]:
    """Return (n, number) -> (text, structure as JSON) of the versions of these statements."""
    found: dict[tuple[int, int], tuple[str, bytes]] = {}
    for start in range(0, len(numbers), CHUNK):
        for row in connection.execute(
            select(
                versions.c.statement_n, versions.c.number, versions.c.text, versions.c.structure
            ).where(versions.c.statement_n.in_(numbers[start : start + CHUNK]))
        ):
            found[row.statement_n, row.number] = (row.text, row.structure)
    return found


def list_rendered(connection: Connection, n: int, urls: Sequence[str]) -> Iterator[int]:
    """Yield the statements that name one of these URLs as their own text in another language."""
    for start in range(0, len(urls), CHUNK):
        yield from connection.execute(
            select(other_languages.c.statement_n)
            .distinct()
            .where(
                other_languages.c.url.in_(urls[start : start + CHUNK]),
                other_languages.c.statement_n != n,
            )
            .order_by(other_languages.c.statement_n)
        ).scalars()


def _kept(row: Row[Any]) -> KeptVersion:
    fields = row._mapping
    return KeptVersion(
        statement_n=fields["statement_n"],
        number=fields["number"],
        lineage=fields["lineage"],
        text_sha256=fields["text_sha256"],
        simhash=fields["simhash"],
        capture_seq=fields["capture_seq"],
        fragment=fields["fragment"],
        extraction=structure_from_json(orjson.loads(fields["structure"]), fields["text"]),
    )
