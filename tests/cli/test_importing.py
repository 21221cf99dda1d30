"""`onrecord import`: counts at the end, 1 for what failed."""

import json
from pathlib import Path

import pytest
from tests.archive.filled import filled
from tests.cli.running import run

from onrecord.archive.making import init_archive


def test_an_archive_is_imported_by_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    archive, _ = filled(tmp_path, 3)
    archive.close()
    init_archive(tmp_path / "here").close()
    here = ["-a", str(tmp_path / "here")]
    assert run([*here, "import", str(tmp_path / "archive")], monkeypatch) == 0
    assert capsys.readouterr().out.startswith("statements new 3, ")
    assert run([*here, "stats", "--json"], monkeypatch) == 0
    assert json.loads(capsys.readouterr().out)["claims"] > 0
    assert run([*here, "import", str(tmp_path / "archive")], monkeypatch) == 0
    assert capsys.readouterr().out.startswith("statements new 0, ")
    assert run([*here, "import", str(tmp_path / "releases")], monkeypatch) == 1
    assert "onrecord add" in capsys.readouterr().err
