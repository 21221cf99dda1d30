"""The plainest search is read as click reads it, and answered without it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.archive.filled import write_releases
from tests.cli.running import run

from onrecord.archive.lines import line
from onrecord.cli import plain
from onrecord.cli.commands import group
from onrecord.cli.search import _request, command

_WORDS = ["search", "--json", "--facets", "--literal", "--limit", "--offset", "3", "0", "-1", "+3"]
_WORDS += ["ferry", '"the ferry"', "-ferry", "--", "", "-a", "a", "--sort", "date", "--limit=3"]


@given(st.lists(st.sampled_from(_WORDS), max_size=7).map(lambda words: ["search", *words]))
def test_what_is_read_here_click_reads_alike(arguments: list[str]) -> None:
    asked = plain.read(arguments)
    if asked is None:
        return
    with command.make_context("search", arguments[1:]) as context:
        wishes = dict(context.params)
    assert wishes["save"] is wishes["saved"] is None
    for name in ("save", "saved"):
        del wishes[name]
    assert asked.request == _request(wishes.pop("query"), **wishes)
    assert asked.as_json == wishes["as_json"]


@pytest.mark.parametrize("option", ["-a", "--archive"])
def test_the_archive_is_the_one_named(option: str) -> None:
    asked = plain.read([option, "x", "search", "ferry"])
    assert asked is not None
    with group.make_context("onrecord", [option, "x", "search", "ferry"]) as context:
        assert asked.archive == context.params["archive"] == "x"


@pytest.mark.parametrize(
    "arguments", [[], ["-a"], ["-a", "", "search", "x"], ["show", "x"], ["search", "-h"], ["-h"]]
)
def test_all_else_is_for_click(arguments: list[str]) -> None:
    assert plain.read(arguments) is None


def test_the_answers_are_the_same_either_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(tmp_path / "a")
    assert run(["init", folder], monkeypatch) == 0
    releases = str(write_releases(tmp_path / "r", 5))
    assert run(["-a", folder, "add", releases], monkeypatch) == 0
    for wish in ([], ["--json"], ["--json", "--facets"]):
        told = []
        for order in ([], ["--sort", "relevance"]):  # click reads the second
            capsys.readouterr()
            assert run(["-a", folder, "search", *wish, *order, "ferry"], monkeypatch) == 0
            told.append(capsys.readouterr().out)
        assert told[0] == told[1] != ""
        if wish:
            lines = told[0].splitlines()
            assert [line(json.loads(one)) for one in lines] == lines
    code = f"import sys; sys.argv[1:] = ['-a', {folder!r}, 'search', '--json', 'ferry']\n"
    code += "import atexit; atexit.register(lambda: print(*sys.modules))\n"
    code += "from onrecord.cli import main; main()"
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    loaded = done.stdout.splitlines()[-1].split(" ")
    assert {"click", "orjson", "inspect", "dataclasses", "sqlalchemy"}.isdisjoint(loaded)
