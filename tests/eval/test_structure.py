"""The command around the scorer, and the labels it reads."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from eval.structure_gold import CONTACTS, HALVES, Gold, Release
from eval.structure_score import SETS, SINGLES, Tally, score

from eval import floors, structure, structure_gold
from onrecord.errors import NoStatementError
from onrecord.extract.layout import Context
from onrecord.model.statement import Extraction

GOLD = Gold(source="made-up", path="a.md", issuers=(frozenset({"Fjordland"}),), points=0)


@pytest.fixture
def made_up_release(monkeypatch: pytest.MonkeyPatch) -> None:
    context = Context(uri="file:x/a", path="a", at=dt.datetime(2024, 1, 1, tzinfo=dt.UTC))
    release = Release(payload=b"", media_type="text/plain", context=context)
    monkeypatch.setattr(structure_gold, "release", lambda _: release)


def golds() -> Iterator[Gold]:
    yield GOLD


@pytest.mark.usefixtures("made_up_release")
def test_what_cannot_be_extracted_is_counted_and_named() -> None:
    def extract(release: Release) -> Extraction:
        raise NoStatementError("nothing there", path=release.context.path)

    [(_, result)] = structure.measure(golds(), score, extract)
    assert result.fields["issuers"] == Tally(0, 1, 1)
    assert result.misses[0] == "not extracted: nothing there [path=a]"


@pytest.mark.usefixtures("made_up_release")
def test_a_bug_in_the_extractor_is_not_swallowed() -> None:
    def extract(_: Release) -> Extraction:
        raise KeyError("bug")

    with pytest.raises(KeyError):
        structure.measure(golds(), score, extract)


def test_absent_data_is_a_skip_with_its_reason(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path / "none"))
    assert structure.main(["--half", "dev"]) == 0
    assert "skipped: no data folder at" in capsys.readouterr().err


def test_misses_of_the_held_out_half_are_never_listed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        structure.main(["--half", "heldout", "--verbose"])
    assert refused.value.code == 2
    assert "stays unseen" in capsys.readouterr().err


def test_floors_name_what_is_measured_and_hold_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "floors.toml"
    file.write_text("[structure]\nbinding_f1 = 0.9\ndate = 0.9\nkind = 0.5\n", "utf-8")
    monkeypatch.setattr(floors, "FLOORS", file)
    sums = {"binding": Tally(8, 10, 10), "date": Tally(9, 10, 10)}
    assert floors.shortfalls("structure", structure.measured(sums)) == [
        "structure.binding_f1: 0.8000 is below the floor 0.9",
        "structure.kind: not measured, floor 0.5",
    ]
    assert floors.shortfalls("absent", {}) == []


def test_the_committed_floors_are_all_measured() -> None:
    sums = {name: Tally(1, 1, 1) for name in (*SETS, *SINGLES)}
    assert floors.shortfalls("structure", structure.measured(sums)) == []


def test_the_labels_can_be_read_and_the_halves_share_no_release() -> None:
    halves = [
        {(g.source, g.path) for read in (structure_gold.structure, structure_gold.joint)
         for g in read(half)}
        for half in HALVES
    ]  # fmt: skip
    assert [len(half) for half in halves] == [45, 46]
    assert not halves[0] & halves[1]


def test_the_releases_of_which_contacts_are_labelled_are_of_neither_half() -> None:
    labelled = [(gold.source, gold.path) for gold in structure_gold.structure(CONTACTS)]
    halves = {(g.source, g.path) for half in HALVES for g in structure_gold.structure(half)}
    assert len(labelled) == len(set(labelled)) == 192
    assert not halves & set(labelled)
    assert not list(structure_gold.joint(CONTACTS))


@pytest.mark.parametrize("half", HALVES)
def test_labels_hold_fingerprints_and_no_text(half: str) -> None:
    for gold in structure_gold.structure(half):
        assert gold.issuers
        assert gold.kinds
        for note in gold.notes:
            assert note.blocks
            assert all(len(fp) == 12 and int(fp, 16) >= 0 for block in note.blocks for fp in block)
        assert all(len(value) < 80 for _, value in gold.contacts)


@pytest.mark.parametrize("half", HALVES)
def test_enough_releases_of_each_half_have_notes(half: str) -> None:
    assert sum(bool(gold.notes) for gold in structure_gold.structure(half)) >= 12
