"""A site over the demo archive, asked within the test's process."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.history import make_history

from onrecord.archive.demonstrating import build_demo
from onrecord.web.app import make_app

BASE = "http://127.0.0.1:8470"
LUMINARA = "i3k2q7dhhmn5fl4x"  # a statement of the demo with two wordings
CITING = "tfp7khe4w23p22t5"  # one with notes [1] to [4]


def silent(_message: str) -> None:
    """Hear nothing."""


@pytest.fixture(scope="session")
def demo_keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the key of the demo archive lies."""
    return tmp_path_factory.mktemp("web-keys")


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory, demo_keys: Path) -> Path:
    """The demo archive, built once; no test may write to it."""
    folder = tmp_path_factory.mktemp("web") / "demo"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ONRECORD_KEYS", str(demo_keys))
        archive, counts = build_demo(folder, say=silent)
    archive.close()
    assert counts.failed == 0
    return folder


@pytest.fixture
def client(demo_folder: Path) -> Iterator[TestClient]:
    """A reader of the demo's site, in English unless it asks otherwise."""
    app = make_app(demo_folder, say=silent)
    with TestClient(app, base_url=BASE) as one:
        one.headers["accept"] = "text/html"
        yield one


@pytest.fixture(scope="session")
def history(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive in which a page is worded so, otherwise, and so again; no test may write to it."""
    folder = tmp_path_factory.mktemp("history")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ONRECORD_KEYS", str(tmp_path_factory.mktemp("history-keys")))
        return make_history(folder / "archive", folder / "pages.warc")
