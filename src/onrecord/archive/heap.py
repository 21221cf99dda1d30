"""How a process that fills an archive takes memory, and how its threads take turns.

With the C library of most Linux systems each thread takes memory from a heap of its own. What one
thread makes and another lets go of leaves holes there that nobody else can use: the process grew by
a hundred megabytes over some thousand statements while what was in use stayed the same.
"""

import ctypes
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

_ARENA_MAX, _MMAP_THRESHOLD = -8, -3  # of malloc.h
# Objects made before the collector of cycles runs, and its runs before it looks further. At the
# interpreter's own 700 it takes a tenth of a worker's time: one page is thousands of objects, and
# they are let go of without it.
_COLLECTED = (50_000, 20, 20)
# Seconds for which a thread may keep another one waiting that wants to run Python. At the
# interpreter's own 0.005 the thread that hands out work waited so long at each of its steps while
# the other one wrote, and the workers had nothing to do for a third of the time.
_TURN = 0.0005
_LARGE = 256 * 1024  # bytes: what is larger goes back to the system as soon as it is let go of


@cache
def use_one_heap() -> None:
    """Let all threads that come take memory from one heap; without effect where none is known."""
    if not sys.platform.startswith("linux"):
        return
    try:
        set_option = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):  # another C library
        return
    set_option(_ARENA_MAX, 1)
    set_option(_MMAP_THRESHOLD, _LARGE)


def collect_seldom() -> None:
    """Let the collector of cycles run seldom from now on: for a process that does nothing else."""
    gc.set_threshold(*_COLLECTED)


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Let it run seldom meanwhile."""
    before = gc.get_threshold()
    collect_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def taking_short_turns() -> Iterator[None]:
    """Let threads take short turns meanwhile."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(_TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(before)
