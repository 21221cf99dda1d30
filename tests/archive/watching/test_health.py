"""How sources do, as `onrecord sources` tells it."""

from pathlib import Path

import pytest
from tests.archive.watching.round import desk
from tests.archive.watching.test_rounds_over_time import statement
from tests.cli.running import run
from tests.loopback import Answer

from onrecord.archive.watching.health import list_health, to_json


def test_a_source_says_when_it_was_served_and_what_it_led_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desk(tmp_path) as at:
        links = ""
        for number in range(4):
            at.site.pages[f"/news/{number}"] = statement(number)
            links += f'<li><a href="/news/{number}">Statement {number} on the ferry</a></li>'
        at.site.pages["/list"] = Answer(body=f"<html><ul>{links}</ul></html>".encode())
        at.add("/list")
        (health,) = list_health(at.archive)
        assert health.is_well
        assert (health.kind, health.state.value) == ("listing", "present")
        assert (health.last_checked_at, health.states) == (at.at, (("present", 4),))
        assert to_json(health)["pages"] == {"present": 4}
        command = ["-a", str(at.archive.folder), "sources"]
        assert run(command, monkeypatch) == 0
        at.site.pages["/list"] = Answer(status=500)
        at.watch()
        (health,) = list_health(at.archive)
        assert not health.is_well
        assert run([*command, "--json"], monkeypatch) == 1
