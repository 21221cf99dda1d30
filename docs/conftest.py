"""The pages of docs run in a folder that has the demo archive."""

from pathlib import Path

import pytest

from onrecord.archive.demonstrating import build_demo


@pytest.fixture(autouse=True)
def in_a_folder_with_the_demo(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Build the demo archive only for the page that opens it."""
    monkeypatch.setenv("ONRECORD_KEYS", str(tmp_path / "keys"))
    if request.node.name == "python.md":
        monkeypatch.chdir(tmp_path)
        build_demo(tmp_path / "demo-archive", say=lambda _message: None)[0].close()
