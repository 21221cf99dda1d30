"""The commands as a user types them: output, exit status, and a light start."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.archive.filled import write_releases
from tests.cli.running import run

from onrecord.cli.commands import COMMANDS


def test_init_then_stats(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(tmp_path / "a")
    assert run(["init", folder], monkeypatch) == 0
    capsys.readouterr()
    assert run(["-a", folder, "stats", "--json"], monkeypatch) == 0
    counts = json.loads(capsys.readouterr().out)
    assert counts["statements"] == counts["captures"] == 0
    assert counts["bytes"] > 0


def test_without_an_archive_the_error_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_ARCHIVE", raising=False)
    assert run(["stats"], monkeypatch) == 1
    assert "onrecord init" in capsys.readouterr().err


def test_a_wrong_option_is_a_usage_error(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(["stats", "--no-such-option"], monkeypatch) == 2
    assert run(["no-such-command"], monkeypatch) == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["search", "ferry", "--as-of", "yesterday"],
        ["search", "ferry", "--sort", "length"],
        ["show", "x", "--json", "--text"],
        ["export", "nosuch"],
        ["rebuild", "nosuch"],
        ["init"],
    ],
    ids=" ".join,
)
def test_what_is_said_wrongly_is_a_usage_error(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(["init", str(tmp_path / "a")], monkeypatch) == 0
    assert run(["-a", str(tmp_path / "a"), *arguments], monkeypatch) == 2


def test_a_file_that_can_not_be_written_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["init", str(tmp_path / "a")], monkeypatch) == 0
    for place in (tmp_path / "nowhere" / "x.jsonl", tmp_path / "a" / "onrecord.toml" / "x"):
        arguments = ["-a", str(tmp_path / "a"), "export", "jsonl", "-o", str(place)]
        assert run(arguments, monkeypatch) == 1
        assert "can't be written" in capsys.readouterr().err


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_explains_itself(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([name, "--help"], monkeypatch) == 0
    assert "Usage:" in capsys.readouterr().out


def test_the_command_line_starts_without_the_heavy_libraries() -> None:
    code = (
        "import sys, onrecord.cli.search, onrecord.index.widening;"
        "heavy = {'sqlalchemy', 'rich', 'trafilatura', 'lxml', 'platformdirs', '_hashlib',"
        "'fastapi', 'starlette', 'jinja2', 'babel'};"
        "sys.exit(bool(heavy & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603


def test_people_are_told_what_may_be_meant_where_it_was_said_and_what_is_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(tmp_path / "archive")
    write_releases(tmp_path / "releases", 3)
    run(["init", folder], monkeypatch)
    run(["-a", folder, "add", str(tmp_path / "releases")], monkeypatch)
    capsys.readouterr()
    assert run(["-a", folder, "search", "borealsi"], monkeypatch) == 0
    told = capsys.readouterr()
    assert "did you mean: borealis" in told.err
    assert "no statement" in told.out
    assert (
        run(["-a", folder, "quote", "left the harbour at noon", "--limit", "2"], monkeypatch) == 0
    )
    told = capsys.readouterr()
    assert "word for word in 2 wordings, nearly in 0" in told.out
    assert "stands now" in told.out
    assert "more than 2" in told.err
    assert run(["-a", folder, "quote", "nobody ever said that here"], monkeypatch) == 0
    assert "absence here is no denial" in capsys.readouterr().out
    assert run(["-a", folder, "suggest", "stat"], monkeypatch) == 0
    assert "title   Statement 2 on the ferry" in capsys.readouterr().out
    assert run(["-a", folder, "searches"], monkeypatch) == 0
    assert "no search is saved" in capsys.readouterr().out
    assert run(["-a", folder, "search", "ferry", "--save", "a", "--literal"], monkeypatch) == 0
    assert "saved as a (" in capsys.readouterr().err
    assert run(["-a", folder, "searches"], monkeypatch) == 0
    assert "a: ferry  literal True" in capsys.readouterr().out
