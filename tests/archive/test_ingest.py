"""Worked items become captures, statements and versions; the same again becomes neither."""

import datetime as dt
import hashlib
from pathlib import Path

import orjson

from onrecord.archive.counts import Counts
from onrecord.archive.ingest import Ingest
from onrecord.archive.making import init_archive
from onrecord.archive.opening import Archive
from onrecord.archive.worked import Failed, Found, Worked
from onrecord.capture.pack import pack
from onrecord.capture.warc_files import WarcWriter, read_member
from onrecord.model.capture import Received
from onrecord.model.citation import Citation
from onrecord.model.ledger import Leaf
from onrecord.model.page_state import PageState
from onrecord.model.statement import Extraction, StatementKind
from onrecord.model.structure_json import structure_to_json
from onrecord.store import captures, sightings, sources


def worked(
    text: str,
    hour: int,
    *,
    uri: str = "https://mfa.talara.example/1",
    lineage: str = "html",
    cites: tuple[str, ...] = (),
    marker: str | None = "1",
) -> Worked:
    at = dt.datetime(2025, 10, 19, hour, tzinfo=dt.UTC)
    payload = "\n".join([text, *cites]).encode()
    received = Received(
        uri=uri, at=at, media_type="text/html", payload=payload, path="1.html", status=200
    )
    packed = pack(received)
    extraction = Extraction(
        text=text,
        title=text,
        kind=StatementKind.STATEMENT,
        language="en",
        published_on=None,
        place=None,
        extractor="html/1",
        citations=tuple(
            Citation(marker=marker, url=url, state=PageState.UNCHECKED, blocks=()) for url in cites
        ),
    )
    found = Found(
        keys=(uri,),
        url=uri,
        fragment="",
        lineage=lineage,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        simhash="0" * 16,
        text=text,
        structure=orjson.dumps(structure_to_json(extraction)),
        extractor=extraction.extractor,
        title=extraction.title,
        language=extraction.language,
    )
    return Worked(
        uri=uri,
        at=at,
        status=200,
        media_type="text/html",
        charset=None,
        path="1.html",
        member=packed.member,
        member_sha256=packed.member_sha256,
        payload_sha256=packed.payload_sha256,
        payload_size=len(received.payload),
        found=(found,),
    )


def ingest(archive: Archive, items: list[Worked | Failed]) -> Counts:
    with archive.database.writing() as connection:
        source = sources.save_source(
            connection, name="s", root_digest=None, issuer=None, columns=()
        )
    with WarcWriter(archive.captures_folder, "test") as writer:
        return Ingest(
            database=archive.database, writer=writer, ledger=archive.ledger, source=source
        ).run(items)


def test_new_again_changed_and_returned(tmp_path: Path) -> None:
    with init_archive(tmp_path / "a") as archive:
        assert ingest(archive, [worked("one", 1)]).new == 1
        again = ingest(archive, [worked("one", 2)])
        assert (again.new, again.versions, again.seen_again) == (0, 0, 1)
        assert ingest(archive, [worked("two", 3)]).versions == 1
        assert ingest(archive, [worked("one", 4)]).seen_again == 1
        with archive.database.reading() as connection:
            runs = sightings.list_intervals(connection, 1)
            assert [(r.number, r.first_seen_at.hour) for r in runs] == [(1, 1), (2, 3), (1, 4)]
            assert len(list(captures.list_captures(connection))) == 2  # bytes are kept once


def test_a_change_within_one_batch_is_a_version(tmp_path: Path) -> None:
    with init_archive(tmp_path / "a") as archive:
        counts = ingest(archive, [worked("one", 1), worked("two", 2), worked("one", 3)])
        assert (counts.new, counts.versions, counts.seen_again) == (1, 1, 1)


def test_failures_are_counted_and_cost_nothing_else(tmp_path: Path) -> None:
    with init_archive(tmp_path / "a") as archive:
        counts = ingest(archive, [Failed("x.pdf", "empty file"), worked("one", 1)])
        assert (counts.new, counts.failed) == (1, 1)
        assert counts.failures == [Failed("x.pdf", "empty file")]


def test_ledger_rows_and_records_agree(tmp_path: Path) -> None:
    with init_archive(tmp_path / "a") as archive:
        ingest(archive, [worked(f"text {i}", 1, uri=f"https://x.example/{i}") for i in range(5)])
        leaves = list(archive.ledger.list_leaves())
        assert [leaf.seq for leaf in leaves] == [0, 1, 2, 3, 4]
        for leaf in leaves:
            assert isinstance(leaf, Leaf)
            path = archive.captures_folder / leaf.warc
            read_member(path, leaf.offset, leaf.length, member_sha256=leaf.member_sha256)


def test_a_page_gives_the_words_its_feed_began(tmp_path: Path) -> None:
    """Neither is a version of the other, and the reader gets the whole text."""
    with init_archive(tmp_path / "a") as archive:
        ingest(archive, [worked("The ferry left", 1, lineage="feed")])
        counts = ingest(archive, [worked("The ferry left the harbour at noon.", 2)])
        assert (counts.new, counts.versions, counts.seen_again) == (0, 0, 1)
        again = ingest(archive, [worked("The ferry left", 3, lineage="feed")])
        assert (again.versions, again.seen_again) == (0, 1)
        (view,) = archive.statements.list()
        assert view.extraction.text == "The ferry left the harbour at noon."
        assert [hit.id for hit in archive.search("harbour")] == [view.id]
        assert ingest(archive, [worked("The ferry left the harbour at one.", 4)]).versions == 1


def test_a_page_with_the_very_words_of_its_feed_speaks_from_then_on(tmp_path: Path) -> None:
    """Words set otherwise make no version of it, and what the feed says next is told once."""
    with init_archive(tmp_path / "a") as archive:
        ingest(archive, [worked("The ferry left. It is late.", 1, lineage="feed")])
        assert ingest(archive, [worked("The ferry left. It is late.", 2)]).seen_again == 1
        assert ingest(archive, [worked("The ferry left.\n\nIt is late.", 3)]).seen_again == 1
        ingest(archive, [worked("The ferry came. It was late.", 4, lineage="feed")])
        assert ingest(archive, [worked("The ferry came.\n\nIt was late.", 5)]).versions == 1
        (view,) = archive.statements.list()
        assert [version.number for version in view.versions] == [1, 2]


def test_one_page_under_http_and_https_is_one_statement(tmp_path: Path) -> None:
    with init_archive(tmp_path / "a") as archive:
        ingest(archive, [worked("one", 1, uri="http://mfa.talara.example/1")])
        counts = ingest(archive, [worked("one", 2), worked("two", 3)])
        assert (counts.new, counts.versions, counts.seen_again) == (0, 1, 1)
        (view,) = archive.statements.list()
        assert view.key == "http://mfa.talara.example/1"  # the first; the later is an alias


def test_with_and_without_www_is_one_page_where_the_words_are_one(tmp_path: Path) -> None:
    with init_archive(tmp_path / "a") as archive:
        ingest(archive, [worked("one", 1)])
        counts = ingest(archive, [worked("one", 2, uri="http://www.mfa.talara.example/1")])
        assert (counts.new, counts.seen_again) == (0, 1)
        other = worked("quite another", 3, uri="https://www.mfa.talara.example/2")
        ingest(archive, [worked("two", 3, uri="https://mfa.talara.example/2")])
        assert ingest(archive, [other]).new == 1


def test_spellings_of_one_address_meet_within_a_batch(tmp_path: Path) -> None:
    with init_archive(tmp_path / "a") as archive:
        pages: list[Worked | Failed] = [worked("one", 1)]
        pages.append(worked("one", 2, uri="http://mfa.talara.example/1"))
        assert ingest(archive, pages).new == 1


NOTE, OTHER = "https://un.example/a", "https://un.example/b"


def test_the_same_words_that_cite_another_page_are_a_version(tmp_path: Path) -> None:
    with init_archive(tmp_path / "a") as archive:
        ingest(archive, [worked("one", 1, cites=(NOTE,))])
        assert ingest(archive, [worked("one", 2, cites=(OTHER,))]).versions == 1
        assert ingest(archive, [worked("one", 3, cites=(NOTE,))]).seen_again == 1
        assert ingest(archive, [worked("one", 4)]).versions == 1  # the note leads nowhere now
        with archive.database.reading() as connection:
            runs = sightings.list_intervals(connection, 1)
            assert [(r.number, r.first_seen_at.hour) for r in runs] == [
                (1, 1),
                (2, 2),
                (1, 3),
                (3, 4),
            ]


def test_a_link_within_a_sentence_that_leads_elsewhere_makes_none(tmp_path: Path) -> None:
    with init_archive(tmp_path / "a") as archive:
        ingest(archive, [worked("one", 1, cites=(NOTE,), marker=None)])
        again = ingest(archive, [worked("one", 2, cites=(OTHER,), marker=None)])
        assert (again.versions, again.seen_again) == (0, 1)


def test_another_spelling_of_what_is_cited_makes_none(tmp_path: Path) -> None:
    with init_archive(tmp_path / "a") as archive:
        ingest(archive, [worked("one", 1, cites=(NOTE, OTHER))])
        spelt = ("http://www.un.example/b/", NOTE + "?utm_source=x")
        again = ingest(archive, [worked("one", 2, cites=spelt)])
        assert (again.versions, again.seen_again) == (0, 1)


def test_what_is_cited_is_told_apart_within_a_batch(tmp_path: Path) -> None:
    with init_archive(tmp_path / "a") as archive:
        counts = ingest(
            archive, [worked("one", 1, cites=(NOTE,)), worked("one", 2, cites=(OTHER,))]
        )
        assert (counts.new, counts.versions) == (1, 1)
