"""What every test has: keys in a folder of its own, never in the user's; the table of places."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from tests.postgresql import Server, find_programs, running

from onrecord.lexicon.gazetteer.opening import open_gazetteer


@pytest.fixture(scope="session", autouse=True)
def place_names(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Make the table of place names where there is none: what a search finds must not depend on it.

    A derived file of the user's cache folder. One process makes it, the others wait.
    """
    with FileLock(tmp_path_factory.getbasetemp().parent / "place-names.lock"):
        open_gazetteer()


@pytest.fixture(autouse=True)
def own_keys(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("keys")
    monkeypatch.setenv("ONRECORD_KEYS", str(folder))
    return folder


@pytest.fixture(autouse=True)
def no_loop_of_others(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let a test run a loop of its own.

    Playwright keeps one for all tests of the browser and leaves it marked as running in between,
    so that in the same process asyncio refuses another.
    """
    if "browser" in request.path.parts:
        yield
        return
    left = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(left)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A PostgreSQL server of the session's own."""
    if find_programs() is None:
        pytest.skip("PostgreSQL is not installed here (Debian: apt-get install postgresql)")
    with running() as server:
        yield server
