"""Values as people read them. Knows words, no archive."""

import datetime as dt


def plural(count: int, noun: str) -> str:
    """Return a count with its noun.

    >>> plural(1, "statement"), plural(1200, "statement")
    ('1 statement', '1,200 statements')
    """
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def kind_words(kind: str) -> str:
    """Return an enumeration's value as words.

    >>> kind_words("press_release")
    'press release'
    """
    return kind.replace("_", " ")


def minute(at: dt.datetime) -> str:
    """Return an instant to the minute, in UTC.

    >>> minute(dt.datetime(2020, 10, 19, 8, 30, 59, tzinfo=dt.UTC))
    '2020-10-19 08:30 UTC'
    """
    return at.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M UTC")
