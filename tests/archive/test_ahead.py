"""Items are taken ahead in order, bounded; an error comes in its place; leaving early ends it."""

import threading
import time
from collections.abc import Iterator

import pytest

from onrecord.archive.ahead import ahead


def test_no_more_than_so_many_are_taken_ahead() -> None:
    made: list[int] = []

    def maker() -> Iterator[int]:
        for number in range(100):
            made.append(number)
            yield number

    items = ahead(maker(), 3)
    assert next(items) == 0
    time.sleep(0.1)
    assert (
        len(made) <= 6
    )  # three that wait, one that is handed out, one in hand, one more asked for
    assert list(items) == list(range(1, 100))


def test_an_error_comes_after_what_was_made_before_it() -> None:
    def maker() -> Iterator[int]:
        yield 1
        raise ValueError("broken")

    items = ahead(maker(), 3)
    assert next(items) == 1
    with pytest.raises(ValueError, match="broken"):
        next(items)


def test_leaving_early_ends_the_maker() -> None:
    before = threading.active_count()

    def maker() -> Iterator[int]:
        yield from range(10**9)

    items = ahead(maker(), 2)
    assert next(items) == 0
    items.close()  # type: ignore[attr-defined]  # a generator, told as an iterator
    time.sleep(0.2)
    assert threading.active_count() == before
