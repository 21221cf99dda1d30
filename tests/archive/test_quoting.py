"""Did they ever say this? Over all versions, with the times each stood."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.archive.filled import filled

from onrecord.archive.demonstrating import build_demo
from onrecord.archive.opening import Archive
from onrecord.errors import QueryError
from onrecord.store.statements import get_statement


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ONRECORD_KEYS", str(folder / "keys"))
        archive, _ = build_demo(folder / "archive", say=lambda _message: None)
    with archive:
        yield archive


def test_a_superseded_wording_is_found_with_its_times(demo: Archive) -> None:
    first = demo.quote("collided with the cargo vessel").found[0]
    assert (first.version, first.exact, first.similarity) == (1, True, 1)
    assert first.issuers == ("Ministry of Transport of the Republic of Velmaria",)
    assert first.absent_since is not None
    assert first.first_seen_at <= first.last_seen_at < first.absent_since
    assert first.absent_since.date() == dt.date(2025, 10, 19)
    view = demo.statements.get(first.statement, version=1)
    assert view.extraction.text[first.start : first.end] == first.text


def test_exact_wordings_come_before_near_ones_and_each_once(demo: Archive) -> None:
    found = demo.quote("the passenger ferry Luminara was struck by the cargo vessel").found
    exact = [one.exact for one in found]
    assert exact == sorted(exact, reverse=True)
    assert True in exact
    assert False in exact
    assert len({(one.statement, one.version) for one in found}) == len(found)
    likeness = [one.similarity for one in found]
    assert likeness == sorted(likeness, reverse=True)


@pytest.mark.parametrize("text", ["СТОЛКНУЛСЯ С СОРЕНДИЙСКИМ", "«столкнулся с сорендийским»"])
def test_the_form_of_letters_and_marks_does_not_count(demo: Archive, text: str) -> None:
    found = demo.quote(text).found
    assert [one.exact for one in found][:1] == [True]


def test_an_ellipsis_leaves_words_out(demo: Archive) -> None:
    found = demo.quote("the passenger ferry […] Kestrel Bay").found
    assert {(one.statement, one.version) for one in found if one.exact} >= {
        ("i3k2q7dhhmn5fl4x", 1),
        ("i3k2q7dhhmn5fl4x", 2),
    }


def test_the_limit_says_that_there_is_more(tmp_path: Path) -> None:
    archive, _ = filled(tmp_path, 7)
    with archive:
        quotes = archive.quote("left the harbour at noon", 3)
        assert (len(quotes.found), quotes.has_more) == (3, True)
        quotes = archive.quote("left the harbour at noon", 7)
        assert (len(quotes.found), quotes.has_more) == (7, False)


def test_what_was_never_said_is_not_found(demo: Archive) -> None:
    assert not demo.quote("zebras are welcome in all of our national parks").found


@pytest.mark.parametrize("text", ["", "…", "«»"])
def test_without_a_word_it_is_an_error(demo: Archive, text: str) -> None:
    with pytest.raises(QueryError):
        demo.quote(text)


def test_what_is_withheld_is_not_quoted(tmp_path: Path) -> None:
    archive, _ = filled(tmp_path, 2)
    with archive:
        found = archive.quote("left the harbour at noon").found
        hidden = found[0].statement
        with archive.database.writing() as connection:
            n = get_statement(connection, hidden).n
            connection.exec_driver_sql("UPDATE statements SET withheld = 1 WHERE n = ?", (n,))
        left = [one.statement for one in archive.quote("left the harbour at noon")]
        assert left == [one.statement for one in found if one.statement != hidden]
