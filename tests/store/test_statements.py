"""Identity, wordings and their times, kept and read back."""

import datetime as dt
import hashlib
from collections.abc import Iterator

import orjson
import pytest
from sqlalchemy import Connection

from onrecord.errors import NotFoundError
from onrecord.model.instant import format_instant
from onrecord.model.records import KeptCapture, KeptVersion, NewVersion
from onrecord.model.statement import Block, BlockKind, Extraction, StatementKind
from onrecord.model.structure_json import structure_to_json
from onrecord.store import captures, leaves, near, sightings, sources, statements, versions
from onrecord.store.database import Database
from onrecord.store.dialects.dialect import Dialect
from onrecord.store.sightings import KeptSighting, Refreshed
from onrecord.store.statements import KeptStatement


def text_digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()


@pytest.fixture
def connection(dialect: Dialect) -> Iterator[Connection]:
    database = Database.create(dialect)
    with database.writing() as connection:
        sources.save_source(connection, name="s", root_digest=None, issuer=None, columns=())
        yield connection
    database.close()


def at(hour: int) -> dt.datetime:
    return dt.datetime(2025, 10, 19, hour, tzinfo=dt.UTC)


def capture(seq: int, hour: int) -> KeptCapture:
    return KeptCapture(
        seq=seq,
        uri="https://mfa.talara.example/1",
        at=at(hour),
        status=200,
        media_type="text/html",
        charset=None,
        path="1.html",
        source_id=1,
        warc="2025/10/a.warc.gz",
        offset=seq * 100,
        length=100,
        member_sha256="m",
        payload_sha256=f"p{seq}",
        payload_size=10,
    )


def version(number: int, text: str) -> KeptVersion:
    return KeptVersion(
        statement_n=1,
        number=number,
        lineage="html",
        text_sha256=text_digest(text),
        simhash="0" * 16,
        capture_seq=number - 1,
        fragment="",
        extraction=Extraction(
            text=text,
            title="T",
            kind=StatementKind.STATEMENT,
            language="en",
            published_on=dt.date(2025, 10, 19),
            place=None,
            blocks=(Block(BlockKind.PARAGRAPH, text, 0, len(text)),),
            extractor="html/1",
        ),
    )


def new(kept: KeptVersion) -> NewVersion:
    return NewVersion(
        statement_n=kept.statement_n,
        number=kept.number,
        lineage=kept.lineage,
        text_sha256=kept.text_sha256,
        simhash=kept.simhash,
        capture_seq=kept.capture_seq,
        fragment=kept.fragment,
        text=kept.extraction.text,
        structure=orjson.dumps(structure_to_json(kept.extraction)),
        extractor=kept.extraction.extractor,
    )


def keep(connection: Connection, wordings: list[int]) -> None:
    """One capture an hour, showing these versions."""
    kept = [capture(seq, seq) for seq in range(len(wordings))]
    captures.add_captures(connection, kept)
    captures.add_observations(
        connection, [(c.uri, format_instant(c.at), "captured", c.seq) for c in kept]
    )
    statements.add_statements(connection, [KeptStatement(n=1, id="abc", key="k", url=None)])
    statements.add_aliases(connection, {"k": 1})
    versions.add_versions(
        connection, [new(version(number, f"wording {number}")) for number in sorted(set(wordings))]
    )
    sightings.add_sightings(
        connection,
        [
            KeptSighting(
                capture_seq=seq,
                fragment="",
                statement_n=1,
                number=number,
                lineage="html",
                text_sha256=text_digest(f"wording {number}"),
            )
            for seq, number in enumerate(wordings)
        ],
    )


def test_a_wording_that_returns_has_two_intervals(connection: Connection) -> None:
    keep(connection, [1, 1, 2, 1])
    assert sightings.refresh_intervals(connection, [1]) == {1: Refreshed(1, 1, changed=True)}
    assert sightings.refresh_intervals(connection, [1]) == {1: Refreshed(1, 1, changed=False)}
    runs = sightings.list_intervals(connection, 1)
    assert [(r.number, r.first_seen_at.hour, r.last_seen_at.hour) for r in runs] == [
        (1, 0, 1),
        (2, 2, 2),
        (1, 3, 3),
    ]


def test_the_latest_wording_is_the_current_one(connection: Connection) -> None:
    keep(connection, [1, 2])
    assert sightings.refresh_intervals(connection, [1])[1] == Refreshed(1, 2, changed=True)
    assert statements.get_statement(connection, "abc").current_version == 2


def test_what_is_known_comes_by_any_alias(connection: Connection) -> None:
    keep(connection, [1, 2])
    sightings.refresh_intervals(connection, [1])
    statements.add_aliases(connection, {"other": 1})
    known = statements.find_known(connection, ["other", "nowhere"])
    assert list(known) == ["other"]
    assert known["other"].last_version == 2
    assert known["other"].wordings["html", text_digest("wording 1")] == 1
    assert known["other"].last_seen_at == at(1)


def test_versions_come_back_as_they_were_written(connection: Connection) -> None:
    keep(connection, [1])
    assert versions.get_version(connection, 1, 1) == version(1, "wording 1")
    assert versions.digests_of(connection, 1) == {1: text_digest("wording 1")}


def test_captures_come_back_and_count_on(connection: Connection) -> None:
    keep(connection, [1, 2])
    assert captures.get_capture(connection, 1) == capture(1, 1)
    assert leaves.next_seq(connection) == 2
    assert captures.find_known(connection, ["https://mfa.talara.example/1"]) == {
        ("https://mfa.talara.example/1", "p0"): 0,
        ("https://mfa.talara.example/1", "p1"): 1,
    }


def test_what_is_absent_is_an_error(connection: Connection) -> None:
    with pytest.raises(NotFoundError):
        statements.get_statement(connection, "none")
    with pytest.raises(NotFoundError):
        captures.get_capture(connection, 7)


def test_near_duplicates_are_linked_both_ways_and_unlike_ones_are_not(
    connection: Connection,
) -> None:
    kept = [KeptStatement(n=n, id=f"id{n}", key=f"k{n}", url=None) for n in (1, 2, 3)]
    statements.add_statements(connection, kept)
    near.link(connection, {1: 0xABCD_0000_1234_5678, 2: 0x1111_2222_3333_4444})
    near.link(connection, {3: 0xABCD_0000_1234_567F})
    assert near.list_near(connection, 1) == [(3, 3)]
    assert near.list_near(connection, 3) == [(1, 3)]
    assert near.list_near(connection, 2) == []


def test_texts_without_words_are_near_to_nothing(connection: Connection) -> None:
    kept = [KeptStatement(n=n, id=f"id{n}", key=f"k{n}", url=None) for n in (1, 2)]
    statements.add_statements(connection, kept)
    near.link(connection, {1: 0, 2: 0})
    assert near.list_near(connection, 1) == []
