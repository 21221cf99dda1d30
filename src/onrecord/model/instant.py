"""Instants as text: aware UTC, fixed width, so that text order is time order."""

import datetime as dt


def format_instant(at: dt.datetime) -> str:
    """Return the instant in UTC with microseconds, RFC 3339.

    >>> format_instant(dt.datetime(2020, 10, 19, 8, 30, tzinfo=dt.UTC))
    '2020-10-19T08:30:00.000000Z'
    """
    return at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%f") + "Z"


def parse_instant(text: str) -> dt.datetime:
    """Return the aware UTC instant of an RFC 3339 text.

    >>> parse_instant("2020-10-19T08:30:00.000000Z").hour
    8
    """
    return dt.datetime.fromisoformat(text).astimezone(dt.UTC)
