"""The index follows an add, by terms made ahead or made from the store: the same either way."""

from pathlib import Path

import pytest

from onrecord.archive import following, ingest
from onrecord.archive.adding import add
from onrecord.archive.making import init_archive
from onrecord.archive.opening import open_archive
from onrecord.archive.rebuilding import rebuild_index
from onrecord.index import documents
from onrecord.model.search import SearchRequest

QUERIES = ("ferry", "ferries", "Gəncə", "паром", "ceasefire", "the talks", '"the ferry"')


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "statements"
    made.mkdir()
    for number in range(40):
        (made / f"{number}.txt").write_text(
            f"Ministry of Example\n\nNote {number}\n\nThe talks in Gandja on the ferry and on the "
            f"ceasefire began on {1 + number % 28} October 2020. Number {number} was agreed.",
            "utf-8",
        )
    return made


def test_terms_made_ahead_are_those_made_from_the_store(folder: Path, tmp_path: Path) -> None:
    with init_archive(tmp_path / "archive") as archive:
        add(archive, folder)
        requests = [SearchRequest(query=query) for query in QUERIES]
        before = [archive.index.search(request) for request in requests]
        rebuild_index(archive)
        assert [archive.index.search(request) for request in requests] == before
        assert before[0].total == 40


def test_the_parent_makes_no_terms(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def made_again(*_: object) -> None:
        raise AssertionError("the terms came with the statement")

    monkeypatch.setattr(documents, "wording_terms", made_again)
    monkeypatch.setattr(following, "_TURN", 1)
    with init_archive(tmp_path / "archive") as archive:
        assert add(archive, folder).new == 40
        assert archive.index.count() == 40


def test_what_is_not_kept_on_the_way_is_kept_at_the_end(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingest, "BATCH_ITEMS", 4)
    for turn in (1, 3):  # with nothing new at the end, and with something
        monkeypatch.setattr(following, "_TURN", turn)
        with init_archive(tmp_path / f"archive{turn}") as archive:
            add(archive, folder)
            assert archive.index.count() == 40
            with open_archive(archive.folder) as again:
                assert (again.index.count(), again.index.position()) == (40, 40)
                assert again.search("ferry").total == 40
