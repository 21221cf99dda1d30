"""Taking items ahead of their use: the maker goes on while the user is busy with other things.

Workers wait as soon as nobody takes what they have made; the parent process is busy for seconds
when it brings the index up to date.
"""

import threading
from collections.abc import Iterable, Iterator
from queue import Empty, Queue
from typing import TypeVar

Item = TypeVar("Item")


class _End:
    """What the maker puts last: why it ended, None for well."""

    def __init__(self, error: BaseException | None) -> None:
        self.error = error


def ahead(items: Iterable[Item], most: int) -> Iterator[Item]:
    """Yield the items in order, taking at most so many ahead in a thread of its own.

    What the maker raises is raised here, in its place.

    >>> list(ahead(range(3), 2))
    [0, 1, 2]
    """
    taken: Queue[Item | _End] = Queue(most)
    left = threading.Event()
    thread = threading.Thread(target=_take, args=(items, taken, left), daemon=True)
    thread.start()
    try:
        while not isinstance(item := taken.get(), _End):
            yield item
        if item.error is not None:
            raise item.error
    finally:
        left.set()
        while thread.is_alive():  # it may wait for room
            try:
                taken.get(timeout=0.05)
            except Empty:
                break


def _take(items: Iterable[Item], taken: "Queue[Item | _End]", left: threading.Event) -> None:
    error: BaseException | None = None
    try:
        for item in items:
            if left.is_set():
                return
            taken.put(item)
    except BaseException as raised:
        error = raised
    taken.put(_End(error))
