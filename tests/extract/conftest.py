"""A context as the archive gives it to a reader."""

import datetime as dt

import pytest

from onrecord.extract.layout import Context


@pytest.fixture
def context() -> Context:
    return Context(uri="file:s:x", path="x", at=dt.datetime(2026, 1, 2, tzinfo=dt.UTC))
