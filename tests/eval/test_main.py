"""`python -m eval`: every evaluation can be asked for, with and without the data."""

import importlib
from pathlib import Path

import pytest
from eval.__main__ import EVALUATIONS, main

WITHOUT_DATA = ("names", "grouping")  # ask nothing of the data folder


@pytest.mark.parametrize("name", EVALUATIONS)
def test_each_evaluation_takes_its_arguments(name: str) -> None:
    assert callable(importlib.import_module(f"eval.{name}").main)


def test_without_the_data_every_evaluation_is_skipped_with_its_reason(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    asked = tuple(name for name in EVALUATIONS if name not in WITHOUT_DATA)
    monkeypatch.setattr("eval.__main__.EVALUATIONS", asked)
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path / "none"))
    assert main() == 0
    assert capsys.readouterr().err.count("skipped: no data folder at") == len(asked)
