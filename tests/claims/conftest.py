"""The demo archive, built once for the tests that ask of its claims."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.archive.demonstrating import build_demo
from onrecord.archive.opening import Archive


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder: Path = tmp_path_factory.mktemp("claims") / "demo"
    archive, counts = build_demo(folder, say=lambda _message: None)
    assert not counts.failed
    yield archive
    archive.close()
