"""The command line as a user types it, within the test's process."""

import sys

import pytest

from onrecord.cli import main


def run(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> int:
    """Run a command and return its exit status."""
    monkeypatch.setattr(sys, "argv", ["onrecord", *arguments])
    try:
        main()
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0
