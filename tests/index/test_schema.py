"""Numbers of the schema."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.index.schema import STILL, microseconds, number_of
from onrecord.model.ids import statement_id

instants = st.datetimes(timezones=st.just(dt.UTC))


@given(instants, instants)
def test_instants_keep_their_order(one: dt.datetime, other: dt.datetime) -> None:
    assert (microseconds(one) < microseconds(other)) == (one < other)
    assert microseconds(one) < STILL


def test_the_zone_of_an_instant_does_not_matter() -> None:
    baku = dt.datetime(2025, 10, 19, 4, tzinfo=dt.timezone(dt.timedelta(hours=4)))
    assert microseconds(baku) == microseconds(dt.datetime(2025, 10, 19, tzinfo=dt.UTC))


@pytest.mark.parametrize("count", [20_000])
def test_ids_have_numbers_of_their_own(count: int) -> None:
    numbers = {number_of(statement_id(f"key {n}")) for n in range(count)}
    assert len(numbers) == count
    assert max(numbers) < 2**61
