"""What every test has: keys in a folder of its own, never in the user's; the table of places."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from tests.postgresql import Server, find_programs, running
from tests.versitygw import (
    BucketServer,
    environment,
    find_program,
    free_port,
    serving_buckets,
)

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


@pytest.fixture(scope="session", autouse=True)
def bucket_port() -> Iterator[int]:
    """Where buckets are served, told before the first worker process has its environment."""
    port = free_port()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment(port).items():
            patch.setenv(name, value)
        yield port


@pytest.fixture(scope="session")
def bucket_server(
    tmp_path_factory: pytest.TempPathFactory, bucket_port: int
) -> Iterator[BucketServer]:
    """An S3-compatible server of the session's own."""
    if find_program() is None:
        pytest.skip("versitygw is not here (make versitygw, ONRECORD_VERSITYGW)")
    with serving_buckets(tmp_path_factory.mktemp("buckets"), bucket_port) as server:
        yield server
