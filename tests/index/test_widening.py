"""What a query is widened to, what the reader is told of it, and what is never widened."""

import datetime as dt
from pathlib import Path

import pytest

from onrecord.index.tantivy_index import TantivyIndex
from onrecord.index.widening import MOST_WIDENED
from onrecord.model.index_document import IndexDocument
from onrecord.model.search import Results, SearchRequest

TEXTS = {
    "en": ("en", "The ferry Luminara left Ganja Bay before the ceasefire of Monday."),
    "az": ("az", "Gəncədə atəşkəsin pozulması barədə məlumat yoxdur."),
    "ru": ("ru", "В Гяндже сообщили о прекращении огня. Люминара ушла."),
    "hy": ("hy", "Նավը դուրս է եկել նավահանգստից։"),
    "fr": ("fr", "Les mercenaires ont quitté le port de Marseille."),
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> TantivyIndex:
    made = TantivyIndex.open(Path(tmp_path_factory.mktemp("widening")) / "index")
    moment = dt.datetime(2025, 10, 20, tzinfo=dt.UTC)
    made.update(
        [],
        [
            IndexDocument(
                statement=name,
                version=1,
                key=name,
                url=None,
                title=name,
                text=text,
                language=language,
                kind="statement",
                published_on=None,
                valid_from=moment,
                valid_to=None,
                current=True,
            )
            for name, (language, text) in TEXTS.items()
        ],
        1,
    )
    return made


def ask(index: TantivyIndex, query: str, *, literal: bool = False) -> Results:
    return index.search(SearchRequest(query=query, literal=literal))


def ids(results: Results) -> list[str]:
    return [hit.id for hit in results.hits]


def test_a_concept_is_found_in_other_languages_below_the_words_typed(index: TantivyIndex) -> None:
    results = ask(index, "ceasefire")
    assert ids(results)[0] == "en"
    assert set(ids(results)) == {"en", "az", "ru"}
    (also,) = results.also
    assert also.words == "ceasefire"
    assert {"atəşkəs", "прекращение огня"} <= set(also.names)


def test_the_words_of_a_concept_are_marked(index: TantivyIndex) -> None:
    for hit in ask(index, "ceasefire").hits:
        (snippet,) = hit.snippets
        marked = [snippet.text[start:end] for start, end in snippet.marks]
        assert marked in (["ceasefire"], ["atəşkəsin"], ["прекращении огня"])


def test_a_name_is_found_by_its_sound_and_marked(index: TantivyIndex) -> None:
    results = ask(index, "Lyuminara")
    assert set(ids(results)) == {"en", "ru"}
    for hit in results.hits:
        (snippet,) = hit.snippets
        ((start, end),) = snippet.marks
        assert snippet.text[start:end] in ("Luminara", "Люминара")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("+ceasefire +Monday", {"en"}),
        ("+ceasefire -Monday", {"az", "ru"}),
        ('"ceasefire"', {"en", "az", "ru"}),
        ('="ceasefire"', {"en"}),
        ("exact:ceasefire", {"en"}),
        ("title:ceasefire", set()),
        ("ceasefire lang:az", {"az"}),
        ("NOT ceasefire", {"az", "ru", "hy", "fr"}),  # what is left out is left out as typed
        ("volunteers", set()),  # a rival's word joins nothing
    ],
)
def test_only_plain_words_are_widened(index: TantivyIndex, query: str, found: set[str]) -> None:
    assert set(ids(ask(index, query))) == found


def test_literally_nothing_is_widened(index: TantivyIndex) -> None:
    results = ask(index, "ceasefire", literal=True)
    assert ids(results) == ["en"]
    assert results.also == ()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("+прекращение +огня", {"en", "az", "ru"}),
        ("прекращение огня has:versions", set()),
        ("+прекращение lang:az +огня", set()),
        ("+прекращение Marseille +огня", {"ru"}),
        ("+прекращение -Marseille +огня", {"ru"}),
        ("прекращение -Marseille огня", {"ru"}),
    ],
)
def test_words_that_something_parts_are_no_name(
    index: TantivyIndex, query: str, found: set[str]
) -> None:
    assert set(ids(ask(index, query))) == found


def test_the_first_words_of_a_long_query_are_widened(index: TantivyIndex) -> None:
    assert "az" in ids(ask(index, "xyz " * (MOST_WIDENED - 1) + "ceasefire"))
    assert "az" not in ids(ask(index, "xyz " * MOST_WIDENED + "ceasefire"))
