"""`onrecord add` as a user types it: one line of counts at the end, every reason, exit statuses."""

import os
import sys
from pathlib import Path

import pytest
from tests.cli.running import run

from onrecord.archive.opening import open_archive

GOOD = "Statement by the Ministry of Transport of Talara\n\nThe ferry does not run today.\n"


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    folder = str(tmp_path / "archive")
    assert run(["init", folder], monkeypatch) == 0
    return folder


def test_several_targets_end_with_one_line_of_counts(
    archive: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "a.txt").write_text(GOOD)
    (tmp_path / "b.txt").write_text(GOOD.replace("today", "tonight"))
    (tmp_path / "empty.txt").touch()
    (tmp_path / "picture.html").write_text("<html><body><img src=x></body></html>")
    names = ["a.txt", "nowhere", "empty.txt", "b.txt", "picture.html", "http://127.0.0.1:9/1"]
    targets = [n if ":" in n else str(tmp_path / n) for n in names]
    capsys.readouterr()
    assert run(["-a", archive, "add", *targets], monkeypatch) == 1
    out, err = capsys.readouterr()
    assert out == "statements new 2, versions new 0, seen again 0, not statements 1, failed 3\n"
    told = err.splitlines()
    assert len([line for line in told if line.startswith("failed: ")]) == 3
    assert "failed: empty.txt: empty file" in told
    assert "not a statement: the page has no text" in told
    assert any("with --allow-private" in line for line in told)


def test_a_target_that_is_missing_is_counted(
    archive: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run(["-a", archive, "add", "nowhere"], monkeypatch) == 1
    assert capsys.readouterr().out.endswith("failed 1\n")


def test_columns_are_named_by_the_words_of_the_contract(
    archive: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = "Sprache;Kopf;Worte;Tag\nfr;Avis;Le ferry est rentré au port.;2020-10-19\n"
    (tmp_path / "rows.csv").write_text(rows, "utf-8")
    pairs = ["Sprache=lang", "Kopf=title", "Worte=text", "Tag=date"]
    mapping = [word for pair in pairs for word in ("--map", pair)]
    assert run(["-a", archive, "add", *mapping, str(tmp_path / "rows.csv")], monkeypatch) == 0
    with open_archive(archive) as opened:
        (view,) = opened.statements.list()
    said = view.extraction
    assert (said.language, said.title, str(said.published_on)) == ("fr", "Avis", "2020-10-19")


@pytest.mark.parametrize("pair", ["title", "=title", "Kopf=nosuch"])
def test_a_column_of_no_such_name_is_a_usage_error(
    pair: str, archive: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(["-a", archive, "add", "--map", pair, str(tmp_path)], monkeypatch) == 2


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no names but Unicode ones")
def test_names_that_are_no_unicode_are_kept_and_shown(
    archive: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = tmp_path / os.fsdecode(b"r\xe9gion")
    folder.mkdir()
    (folder / os.fsdecode(b"caf\xe9.txt")).write_text(GOOD)
    (folder / os.fsdecode(b"vide\xe9.txt")).touch()
    capsys.readouterr()
    assert run(["-a", archive, "add", str(folder)], monkeypatch) == 1
    assert "failed: vide%E9.txt: empty file" in capsys.readouterr().err
    assert run(["-a", archive, "add", str(folder)], monkeypatch) == 1
    assert "seen again 1" in capsys.readouterr().out
    assert run(["-a", archive, "search", "--json", "ferry"], monkeypatch) == 0
    assert '"key":"r%E9gion:caf%E9.txt"' in capsys.readouterr().out
    assert run(["-a", archive, "verify"], monkeypatch) == 0
