"""The store's tests are a contract: each is run on every kind of database there is."""

from pathlib import Path

import pytest
from tests.postgresql import Server

from onrecord.store.dialects.dialect import Dialect
from onrecord.store.dialects.postgresql import Postgresql
from onrecord.store.dialects.sqlite import Sqlite

KINDS = ("sqlite", "postgresql")


@pytest.fixture(params=KINDS)
def dialect(request: pytest.FixtureRequest, tmp_path: Path) -> Dialect:
    """A place for a new record, on each kind of database."""
    return new_dialect(request, tmp_path)


@pytest.fixture(scope="module", params=KINDS)
def lasting(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Dialect:
    """One for all tests of a module."""
    return new_dialect(request, tmp_path_factory.mktemp("store"))


def new_dialect(request: pytest.FixtureRequest, folder: Path) -> Dialect:
    if request.param == "sqlite":
        return Sqlite(folder / "record.sqlite")
    server: Server = request.getfixturevalue("postgresql")
    return Postgresql(server.new_database())
