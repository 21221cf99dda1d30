"""Days as a query writes them."""

import datetime as dt

import pytest

from onrecord.errors import QueryError
from onrecord.index.query.dates import compared, day_after, day_before, days_of


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2020", (2020, 1, 1), (2020, 12, 31)),
        ("2020-12", (2020, 12, 1), (2020, 12, 31)),
        ("2021-2", (2021, 2, 1), (2021, 2, 28)),
        ("2020-10-19", (2020, 10, 19), (2020, 10, 19)),
        ("9999", (9999, 1, 1), (9999, 12, 31)),
    ],
)
def test_days_of(value: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    assert days_of(value, 0) == (dt.date(*first), dt.date(*last))


@pytest.mark.parametrize(
    "value", ["20", "2020-13", "2020-02-30", "0000", "19.10.2020", "x", "", "٢٠٢٠"]
)
def test_what_is_no_date_is_an_error(value: str) -> None:
    with pytest.raises(QueryError, match="is not a date") as caught:
        days_of(value, 7)
    assert caught.value.position == 7


@pytest.mark.parametrize(
    ("operator", "first", "last"),
    [
        (">", dt.date(2021, 1, 1), None),
        (">=", dt.date(2020, 1, 1), None),
        ("<", None, dt.date(2019, 12, 31)),
        ("<=", None, dt.date(2020, 12, 31)),
    ],
)
def test_compared(operator: str, first: dt.date | None, last: dt.date | None) -> None:
    assert compared(operator, "2020", 0) == (first, last)


def test_the_calendar_has_ends() -> None:
    with pytest.raises(QueryError, match="no day comes after"):
        day_after(dt.date.max, 0)
    with pytest.raises(QueryError, match="no day comes before"):
        day_before(dt.date.min, 0)
