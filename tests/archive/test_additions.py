"""What people add: it is found, exported and signed, stays when all is read again, goes with it."""

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.archive.filled import filled

from onrecord.archive.collecting import (
    collect,
    keep_collection,
    list_collections,
    remove_collection,
    take_out_of,
)
from onrecord.archive.correcting import correct
from onrecord.archive.exporting import select, to_json
from onrecord.archive.finding import FILE
from onrecord.archive.opening import Archive, open_archive
from onrecord.archive.rebuilding import rebuild_extractions
from onrecord.archive.replying import reply
from onrecord.archive.tagging import list_tags, tag, untag
from onrecord.archive.taking_down import expunge
from onrecord.archive.verifying.verify import verify
from onrecord.errors import ConfigError, NotFoundError, StoreError
from onrecord.model.addition import Correction, Reply
from onrecord.model.ids import statement_id
from onrecord.store.corrections import list_corrections
from onrecord.store.rows import update_rows
from onrecord.store.schema import corrections, replies
from onrecord.store.settings import get_setting
from onrecord.store.signing_key import is_signed

ISSUER = "mfa-talara"
ID = statement_id("releases:0002.md")


def say(archive: Archive, field: str, value: str | None, quoted: str = "") -> Correction:
    return correct(archive, ID, field, value, by="Ada", why="the printed copy", quoted=quoted)


def answer(
    archive: Archive,
    *,
    issuer: str = ISSUER,
    text: str = "We stand by it.",
    received: str = "a letter",
    by: str = "Ada",
    change: tuple[int, int] | None = None,
) -> Reply:
    return reply(archive, ID, issuer=issuer, text=text, received=received, by=by, change=change)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of three releases and an issuer; each test works on a copy."""
    folder = tmp_path_factory.mktemp("additions")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ONRECORD_KEYS", str(folder / "keys"))
        archive, _ = filled(folder, 3)
    archive.close()
    with (archive.folder / FILE).open("a", encoding="utf-8") as file:
        file.write('\n[[issuers]]\nid = "mfa-talara"\nname = "MFA of Talara"\n')
    return archive.folder


@pytest.fixture
def archive(kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    monkeypatch.setenv("ONRECORD_KEYS", str(kept.parent / "keys"))
    folder = shutil.copytree(kept, tmp_path / "copy")
    with open_archive(folder) as archive:
        yield archive


def found(archive: Archive, query: str) -> list[str]:
    return [hit.id for hit in archive.search(query).hits]


def test_a_correction_stands_beside_what_was_read(archive: Archive) -> None:
    read = archive.statements.get(ID).extraction
    made = say(archive, "published_on", "1999-12-31")
    view = archive.statements.get(ID)
    assert view.extraction.published_on == dt.date(1999, 12, 31)
    assert view.extraction.reasons == read.reasons
    (beside,) = view.corrections
    assert beside.stands
    assert beside.correction == made
    assert beside.read == (read.published_on.isoformat() if read.published_on else None)
    assert found(archive, "date:1999-12-31") == [ID]
    (exported,) = map(to_json, select(archive, "date:1999-12-31"))
    assert exported["published_on"] == "1999-12-31"


def test_a_correction_is_signed(archive: Archive) -> None:
    say(archive, "title", "Another title")
    with archive.database.reading() as connection:
        (kept,) = list_corrections(connection)
        key = bytes.fromhex(get_setting(connection, "public_key"))
    assert is_signed(kept.unsigned(), bytes.fromhex(kept.signature), key)


def test_each_field_can_be_corrected(archive: Archive) -> None:
    for field, value in {
        "title": "Erratum",
        "kind": "notice",
        "place": "Port of Anvers",
        "language": "fr",
        "serial": "No. 7",
        "issuers": ISSUER,
    }.items():
        say(archive, field, value)
    e = archive.statements.get(ID).extraction
    assert (e.title, e.kind, e.place, e.language) == ("Erratum", "notice", "Port of Anvers", "fr")
    assert (e.serial, [one.id for one in e.issuers]) == ("No. 7", [ISSUER])
    assert found(archive, "title:erratum kind:notice lang:fr place:anvers") == [ID]
    assert all(claim.language == "fr" for claim in archive.claims.of([ID]))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("kind", "lie"),
        ("published_on", "yesterday"),
        ("language", "<b>"),
        ("issuers", "nobody-known"),
        ("text", "other words"),
    ],
)
def test_what_is_no_value_of_a_field_is_refused(archive: Archive, field: str, value: str) -> None:
    with pytest.raises(ConfigError):
        say(archive, field, value)
    assert archive.statements.get(ID).corrections == ()


def test_the_newest_holds_and_can_be_taken_back(archive: Archive) -> None:
    read = archive.statements.get(ID).extraction.place
    say(archive, "place", "Anvers")
    say(archive, "place", "Antwerp")
    assert archive.statements.get(ID).extraction.place == "Antwerp"
    assert [one.stands for one in archive.statements.get(ID).corrections] == [False, True]
    say(archive, "place", None)
    view = archive.statements.get(ID)
    assert view.extraction.place == read
    assert not any(one.stands for one in view.corrections)


def test_a_correction_by_words_holds_where_they_stand(archive: Archive) -> None:
    quoted = archive.statements.get(ID).extraction.text[:20]
    say(archive, "place", "Anvers", quoted=quoted)
    (beside,) = archive.statements.get(ID).corrections
    assert beside.span is not None
    assert beside.span.start == 0
    with pytest.raises(ConfigError, match="words"):
        say(archive, "place", "Anvers", quoted="words of nobody")


def test_a_correction_stays_when_all_is_read_again(archive: Archive) -> None:
    say(archive, "title", "Another title")
    rebuild_extractions(archive)
    assert archive.statements.get(ID).extraction.title == "Another title"
    assert found(archive, 'title:"another title"') == [ID]
    assert list(verify(archive, in_place=True)) == []


def test_without_the_key_nothing_is_added(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ONRECORD_KEYS", str(tmp_path / "none"))
    with pytest.raises(StoreError, match="key"):
        say(archive, "title", "Another title")
    assert archive.statements.get(ID).corrections == ()


def test_an_issuer_replies(archive: Archive) -> None:
    words = "We stand by it.\n\nThe Office"
    made = answer(archive, text=words)
    (kept,) = archive.statements.get(ID).replies
    assert kept == made
    assert (kept.issuer_name, kept.text, kept.change) == ("MFA of Talara", words, None)
    with pytest.raises(ConfigError):
        answer(archive, text=" ")
    with pytest.raises(ConfigError):
        answer(archive, received="")
    with pytest.raises(ConfigError):
        answer(archive, by="")
    with pytest.raises(NotFoundError):
        answer(archive, issuer="nobody")
    with pytest.raises(NotFoundError):
        answer(archive, change=(1, 9))


@pytest.mark.parametrize("table", [corrections, replies])
def test_verify_sees_an_addition_that_was_altered(archive: Archive, table: object) -> None:
    say(archive, "title", "Another title")
    answer(archive)
    assert list(verify(archive, in_place=True)) == []
    with archive.database.writing() as connection:
        of = corrections if table is corrections else replies
        update_rows(connection, of, of.c.id == 1, by="Eve")
    (fault,) = verify(archive, in_place=True)
    assert fault.kind == "signature"


def test_tags_are_found(archive: Archive) -> None:
    assert tag(archive, ID, "  To   Check ", by="Ada") == "to check"
    assert found(archive, 'tag:"to check"') == [ID]
    assert found(archive, "tag:TO*") == [ID]
    assert list_tags(archive) == [("to check", 1)]
    assert archive.statements.get(ID).tags == ("to check",)
    assert untag(archive, ID, "to check")
    assert not untag(archive, ID, "to check")
    assert found(archive, 'tag:"to check"') == []
    for wrong in ("", " ", "x" * 61, "a\x00b"):
        with pytest.raises(ConfigError):
            tag(archive, ID, wrong, by="Ada")


def test_a_collection_is_kept_found_and_forgotten(archive: Archive) -> None:
    made = keep_collection(archive, "Ferries & ports", about="Of the strait", by="Ada")
    assert made.id == "ferries-ports"
    collect(archive, made.id, ID, by="Ada")
    assert found(archive, "collection:ferries-ports") == [ID]
    assert [one.id for one in archive.statements.get(ID).collections] == [made.id]
    assert [view.id for view in select(archive, "collection:ferries-ports")] == [ID]
    assert [count for _, count in list_collections(archive)] == [1]
    assert take_out_of(archive, made.id, ID)
    assert found(archive, "collection:ferries-ports") == []
    collect(archive, made.id, ID, by="Ada")
    remove_collection(archive, made.id)
    assert list_collections(archive) == []
    assert found(archive, "collection:ferries-ports") == []
    with pytest.raises(NotFoundError):
        collect(archive, made.id, ID, by="Ada")


def test_what_is_expunged_takes_along_what_was_added(archive: Archive) -> None:
    say(archive, "title", "Words of Calliope")
    answer(archive)
    tag(archive, ID, "calliope", by="Ada")
    expunge(archive, ID, reason="asked for")
    with archive.database.reading() as connection:
        assert list(list_corrections(connection)) == []
    assert list(verify(archive, in_place=True)) == []
