"""Every row of `tests/cases/search_*.jsonl` holds on a real index.

Known failures carry `"fails_today": true` and are strict xfails: once a row passes, its mark must
go. `python -m tests.index.flip_cases` lists the rows whose mark is wrong.
"""

import pytest
from tests.index.cases import Case, build, corpus_documents, faults, read_cases

from onrecord.index.tantivy_index import TantivyIndex

CASES = read_cases()
# The twelve languages that the cases must cover, each with so many rows at least.
LANGUAGES = ("en", "az", "tr", "ru", "uk", "hy", "ka", "ar", "fa", "fr", "de", "es")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> TantivyIndex:
    return build(tmp_path_factory.mktemp("cases") / "index", CASES)


def _parameters() -> list[object]:
    known = pytest.mark.xfail(strict=True, raises=AssertionError, reason="fails today")
    return [
        pytest.param(case, id=case.name, marks=[known] if case.fails_today else [])
        for case in CASES
    ]


@pytest.mark.parametrize("case", _parameters())
def test_case(archive: TantivyIndex, case: Case) -> None:
    assert not faults(archive, case), f"{case.row['query']}: {case.row['why']}"


def test_there_are_cases_enough() -> None:
    languages = [case.row["language"] for case in CASES]
    negative = [case for case in CASES if case.row["not"]]
    assert len(CASES) >= 440
    assert len(negative) >= max(150, len(CASES) / 3)
    assert all(languages.count(language) >= 15 for language in LANGUAGES)


def test_no_row_is_empty_or_twice() -> None:
    assert all(case.row["finds"] or case.row["not"] for case in CASES)
    asked = [{**case.row, "why": "", "fails_today": False} for case in CASES]
    assert len({repr(sorted(row.items())) for row in asked}) == len(asked)


def test_names_and_marks_are_those_of_the_texts() -> None:
    corpus = {document.statement: document.text for document in corpus_documents()}
    for case in CASES:
        texts = corpus | case.row.get("texts", {})
        assert {*case.row["finds"], *case.row["not"]} <= texts.keys(), case.name
        for mark in case.row.get("marks", ()):
            assert any(mark in texts[name] for name in case.row["finds"]), case.name
