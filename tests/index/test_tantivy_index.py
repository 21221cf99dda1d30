"""The index as the archive uses it: followed, searched, made again."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.index.conftest import Make

from onrecord.errors import QueryError, SearchIndexError
from onrecord.index.soundness import damaged_files
from onrecord.index.tantivy_index import TantivyIndex
from onrecord.model.index_document import IndexDocument
from onrecord.model.search import Results, SearchRequest, Sort

# One made-up statement per language, and queries that find it alone.
STATEMENTS = {
    "az": "Feriboların toqquşması barədə BƏYANAT. Nazirlik İSTİNTAQ başladıb; Çıraqlı limanı.",
    "tr": "Isparta'daki toplantıda liman IŞIKLARI konuşuldu; gemi kurtarıldı.",
    "ru": "Всё судоходство возобновлено. Министерство объявило о перемирии в ПРОЛИВЕ.",
    "hy": "Նախարարությունը հայտարարեց հրադադարի մասին։ ԵՐԵՎԱՆ և Գյումրի։",
    "ar": "أعلنت الوزارة عن وقف إطلاق النار في الميناء القديم. مـــدرسة البحّارة مفتوحة.",
    "fa": "وزارتخانه از بازگشایی مرز در كوهستان‌ها خبر داد؛ کشتی‌ها رسیدند.",
    "ka": "სამინისტრომ გამოაცხადა ნავსადგურის გახსნა.",
    "fr": "L'ambassade dément la fermeture de la frontière ; l'Été reste calme.",
    "en": "The ministry regrets the ferry collision and denies a cease-fire breach.",
}
FOUND_BY = [
    ("az", "istintaq"),
    ("az", "ISTINTAQ"),
    ("az", "İstintaq"),
    ("az", "beyanat"),
    ("az", "çıraqlı"),
    ("az", "CIRAQLI"),
    ("tr", "ısparta"),
    ("tr", "ISPARTA"),
    ("tr", "ışıklar"),  # stemmed
    ("tr", "kurtarilDI"),
    ("ru", "все"),
    ("ru", "перемирие"),  # stemmed
    ("ru", "Проливе"),
    ("hy", "Երեւան"),
    ("hy", "հրադադար"),  # stemmed
    ("ar", "اطلاق"),
    ("ar", "مدرسة"),
    ("ar", "البحارة"),
    ("fa", "کوهستان"),
    ("fa", "كشتى"),
    ("ka", "ნავსადგურის"),
    ("fr", "ete"),
    ("fr", "FRONTIERES"),  # stemmed
    ("fr", "ambassade"),
    ("en", "ceasefire"),
    ("en", "cease-fires"),
    ("en", "collisions"),
]


def ids(results: Results) -> list[str]:
    return [hit.id for hit in results.hits]


def search(index: TantivyIndex, query: str, **other: object) -> Results:
    """Search for the words typed; what a query is widened to has its own tests."""
    return index.search(SearchRequest(query=query, literal=True, **other))  # type: ignore[arg-type]


@pytest.fixture
def many(index: TantivyIndex, document: Make) -> TantivyIndex:
    made = [document(language, text, language) for language, text in STATEMENTS.items()]
    index.update([], made, 9)
    return index


@pytest.mark.parametrize(("language", "query"), FOUND_BY)
def test_words_are_found_whatever_case_and_diacritics(
    many: TantivyIndex, language: str, query: str
) -> None:
    results = search(many, query)
    assert ids(results) == [language]
    (snippet, *_) = results.hits[0].snippets
    assert snippet.marks
    assert snippet.text in STATEMENTS[language]


@pytest.mark.parametrize("query", ["мои", "zebra", "-ministry +ministry", "!!!", "exact:talk"])
def test_what_is_not_said_is_not_found(many: TantivyIndex, query: str) -> None:
    assert search(many, query).total == 0


@pytest.mark.parametrize(
    ("query", "position"),
    [("type:unknown", 5), ("ferry actor:x*", 12), ("type:fight*", 5), ("-(a type:b~)", 9)],
)
def test_a_condition_on_claims_takes_whole_and_known_values(
    many: TantivyIndex, query: str, position: int
) -> None:
    with pytest.raises(QueryError, match="takes") as caught:
        search(many, query)
    assert caught.value.position == position


def test_position_is_kept_with_the_commit(
    index: TantivyIndex, document: Make, tmp_path: Path
) -> None:
    assert (index.position(), index.count()) == (0, 0)
    index.update([], [document("a", "ferry")], 12)
    again = TantivyIndex.open(tmp_path / "index")
    assert (again.position(), again.count()) == (12, 1)
    again.update(["a"], [], 13)
    assert (again.position(), again.count()) == (13, 0)
    again.clear()
    assert again.position() == 0


def test_what_is_not_kept_yet_is_of_the_next_commit(
    index: TantivyIndex, document: Make, tmp_path: Path
) -> None:
    index.update([], [document("a", "ferry")], 1)
    index.update([], [document("b", "ferry")], 2, kept=False)
    index.update(["a", "b"], [document("b", "port")], 3, kept=False)
    assert index.position() == 3
    again = TantivyIndex.open(tmp_path / "index")
    assert (again.position(), ids(search(again, "ferry"))) == (1, ["a"])
    index.update([], [document("c", "ferry")], 4)
    assert again.position() == 4
    assert sorted(ids(search(again, "ferry OR port"))) == ["b", "c"]


def test_what_could_not_be_put_in_is_let_go_of(index: TantivyIndex, document: Make) -> None:
    def broken() -> Iterator[IndexDocument]:
        yield document("b", "ferry")
        raise KeyError

    index.update([], [document("a", "ferry")], 1, kept=False)
    with pytest.raises(KeyError):
        index.update([], broken(), 2, kept=False)
    assert index.position() == 0
    index.update([], [document("a", "ferry")], 1)
    assert ids(search(index, "ferry")) == ["a"]


def test_clearing_lets_go_of_what_is_not_kept_yet(index: TantivyIndex, document: Make) -> None:
    index.update([], [document("a", "ferry")], 1, kept=False)
    index.clear()
    assert (index.position(), index.count()) == (0, 0)


def test_following_twice_changes_nothing(index: TantivyIndex, document: Make) -> None:
    for _ in range(2):
        index.update(["a"], [document("a", "ferry"), document("b", "port")][:1], 3)
    assert index.count() == 1


def test_a_reader_sees_what_a_writer_wrote(
    index: TantivyIndex, document: Make, tmp_path: Path
) -> None:
    writer = TantivyIndex.open(tmp_path / "index")
    writer.update([], [document("a", "ferry")], 7)
    assert ids(search(writer, "ferry")) == ["a"]
    assert (index.position(), index.count()) == (7, 1)
    assert ids(search(index, "ferry")) == ["a"]


@pytest.fixture
def versions(document: Make) -> list[IndexDocument]:
    moment = dt.datetime(2025, 11, 1, 12, tzinfo=dt.UTC)
    return [
        document("v", "The old wording says blockade of the port", valid_to=moment, current=False),
        document("v", "The new wording of the port", version=2, valid_from=moment),
        document("w", "Another port"),
        document("gone", "A removed port", current=False, valid_to=moment),
    ]


def test_a_statement_counts_once_and_the_current_wording_is_preferred(
    index: TantivyIndex, versions: list[IndexDocument]
) -> None:
    index.update([], versions, 1)
    results = search(index, "port wording", facets=True)
    assert results.total == 3
    assert sorted(ids(results)) == ["gone", "v", "w"]
    assert results.facets["kind"] == (("press_release", 3),)
    by_id = {hit.id: hit for hit in results.hits}
    assert (by_id["v"].version, by_id["v"].current) == (2, True)
    assert not by_id["gone"].current


def test_superseded_words_are_found_and_said_to_be(
    index: TantivyIndex, versions: list[IndexDocument]
) -> None:
    index.update([], versions, 1)
    results = search(index, "blockade", facets=True)
    (hit,) = results.hits
    assert (hit.id, hit.version, hit.current, results.total) == ("v", 1, False, 1)
    assert results.facets["year"] == (("2025", 1),)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (dt.date(2025, 10, 19), []),
        (dt.date(2025, 10, 20), [("v", 1)]),
        (dt.date(2025, 10, 31), [("v", 1)]),
        (dt.date(2025, 11, 1), [("v", 2)]),
        (dt.date(2030, 1, 1), [("v", 2)]),
    ],
)
def test_as_of_searches_what_stood_at_the_end_of_the_day(
    index: TantivyIndex,
    versions: list[IndexDocument],
    day: dt.date,
    expected: list[tuple[str, int]],
) -> None:
    index.update([], versions[:2], 1)
    results = search(index, "port", as_of=day)
    assert [(hit.id, hit.version) for hit in results.hits] == expected


def test_order_of_dates_puts_the_undated_last(index: TantivyIndex, document: Make) -> None:
    days = {"a": dt.date(2024, 1, 1), "b": None, "c": dt.date(1999, 1, 1), "d": dt.date(2025, 1, 1)}
    made = [document(name, "port", published_on=day) for name, day in days.items()]
    old = document("a", "port", version=2, published_on=days["a"], current=False)
    index.update([], [old, *made], 1)
    assert ids(search(index, "port", sort=Sort.DATE)) == ["c", "a", "d", "b"]
    assert ids(search(index, "port", sort=Sort.DATE_DOWN)) == ["d", "a", "c", "b"]
    assert ids(search(index, "kind:press_release")) == ["d", "a", "c", "b"]


def test_pages_follow_each_other(index: TantivyIndex, document: Make) -> None:
    made = [document(f"s{n}", "port " * (1 + n % 4)) for n in range(12)]
    made += [document(f"s{n}", "the old port", version=0, current=False) for n in range(5)]
    index.update([], sorted(made, key=lambda one: one.statement), 1)
    whole = ids(search(index, "port", limit=100))
    paged = [
        i for start in range(0, 15, 4) for i in ids(search(index, "port", limit=4, offset=start))
    ]
    assert paged == whole
    assert sorted(whole) == sorted(f"s{n}" for n in range(12))
    assert search(index, "port", limit=0).total == 12


def test_a_folder_of_another_format_is_refused(tmp_path: Path, index: TantivyIndex) -> None:
    (tmp_path / "index" / "format").write_text("onrecord tantivy index 0", "utf-8")
    with pytest.raises(SearchIndexError, match="onrecord rebuild index"):
        TantivyIndex.open(tmp_path / "index")


def test_what_is_not_kept_can_be_let_go(document: Make, tmp_path: Path) -> None:
    """Nothing of it is seen, and the index is free for another writer at once."""
    index = TantivyIndex.open(tmp_path / "own")
    index.update([], [document("one", "port")], 1)
    index.update([], [document("two", "port")], 2, kept=False)
    assert index.position() == 2
    index.let_go()
    assert (index.position(), index.count()) == (1, 1)
    TantivyIndex.open(tmp_path / "own").update([], [document("three", "port")], 2)
    assert index.position() == 2
    assert {hit.id for hit in search(index, "port").hits} == {"one", "three"}


def test_files_of_no_commit_are_no_damage(document: Make, tmp_path: Path) -> None:
    """A kill leaves them half written; the next commit takes them away."""
    folder = tmp_path / "own"
    TantivyIndex.open(folder).update([], [document("one", "port")], 1)
    (folder / f"{'a' * 32}.fast").write_bytes(b"half")
    assert list(damaged_files(folder)) == []
    of_commit = next(folder.glob("*.store"))
    of_commit.write_bytes(of_commit.read_bytes()[:-9] + b"x" * 9)
    assert [name for name, _, _ in damaged_files(folder)] == [of_commit.name]
