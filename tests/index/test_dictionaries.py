"""Records pressed with what the texts of an index have in common."""

import random
from collections.abc import Iterator

import pytest
from tests.index.conftest import Make

from onrecord.errors import SearchIndexError
from onrecord.index import dictionaries
from onrecord.index import schema as at
from onrecord.index.tantivy_index import TantivyIndex
from onrecord.index.writing import Writing
from onrecord.model.index_document import IndexDocument
from onrecord.model.search import SearchRequest

WORDS = [f"{a}{b}ing" for a in ("port", "ferr", "gat") for b in "abcdefghijklmnopqrstuvwxyz"]
ASKED = SearchRequest(query="portaing")


def many(document: Make, count: int, language: str = "en") -> Iterator[IndexDocument]:
    source = random.Random(count)  # noqa: S311 - a repeatable text, no secret
    for n in range(count):
        text = " ".join(["portaing", *source.choices(WORDS, k=300)])
        yield document(f"{language}{count}-{n}", text, language)


def numbers(index: TantivyIndex) -> list[str]:
    terms = index._index.searcher().terms_with_prefix(at.DICTIONARY, "")
    return [term for term, _ in terms if term.isdigit()]


def pressed_to(index: TantivyIndex, made: list[IndexDocument]) -> int:
    writing = Writing(index._index)
    size = sum(len(writing._presses.press("en", one.text.encode())) for one in made)
    writing.commit(index.position())
    return size


def test_few_texts_have_none(index: TantivyIndex, document: Make) -> None:
    index.update([], many(document, 3), 1)
    assert numbers(index) == []
    assert {hit.id for hit in index.search(ASKED)} == {"en3-0", "en3-1", "en3-2"}


def test_many_texts_have_one_for_each_language(index: TantivyIndex, document: Make) -> None:
    index.update([], [*many(document, 80), *many(document, 90, "fr"), *many(document, 2, "de")], 1)
    assert len(numbers(index)) == 2
    assert index.count() == 172  # a dictionary is no statement
    shown = {hit.id: hit for hit in index.search(SearchRequest(query="portaing", limit=200))}
    assert len(shown) == 172
    assert shown["fr90-7"].snippets[0].text.startswith("portaing")


def test_it_serves_later_commits_and_processes(index: TantivyIndex, document: Make) -> None:
    made = list(many(document, 80))
    plain = pressed_to(index, made)
    index.update([], made, 1)
    later = list(many(document, 4))
    index.update([], later, 2)
    assert len(numbers(index)) == 1
    assert pressed_to(index, made) < 0.9 * plain
    dictionaries._readers.ready.clear()  # as a process that has read nothing
    assert len(index.search(SearchRequest(query="portaing", limit=100)).hits) == 84


def test_many_more_texts_have_a_better_one(index: TantivyIndex, document: Make) -> None:
    index.update([], many(document, 80), 1)
    index.update([], many(document, 90), 2)
    assert len(numbers(index)) == 1
    index.update([], many(document, 200), 3)
    assert len(numbers(index)) == 2
    assert len(index.search(SearchRequest(query="portaing", limit=400)).hits) == 370


def test_it_goes_with_all_that_is_cleared(index: TantivyIndex, document: Make) -> None:
    index.update([], many(document, 80), 1)
    index.clear()
    assert numbers(index) == []
    index.update([], many(document, 5), 2)
    assert len(index.search(ASKED).hits) == 5


def test_texts_without_anything_in_common_have_none(index: TantivyIndex, document: Make) -> None:
    source = random.Random(1)  # noqa: S311
    made = [document(f"a{n}", "".join(map(chr, source.choices(range(33, 9000), k=99_000))), None)
            for n in range(3)]  # fmt: skip
    index.update([], made, 1)
    assert numbers(index) == []


def test_an_index_that_lacks_one_is_damaged(index: TantivyIndex, document: Make) -> None:
    index.update([], many(document, 80), 1)
    writer = index._index.writer()
    writer.delete_documents_by_term(at.DICTIONARY, "of en")
    writer.commit()
    writer.wait_merging_threads()
    index._index.reload()
    dictionaries._readers.ready.clear()
    with pytest.raises(SearchIndexError, match="onrecord rebuild index"):
        index.search(ASKED)
