"""What every test has: keys in a folder of its own, never in the user's."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_keys(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("keys")
    monkeypatch.setenv("ONRECORD_KEYS", str(folder))
    return folder
