"""How this process takes memory while it fills an archive: one heap for all its threads.

With the C library of most Linux systems each thread takes memory from a heap of its own. What one
thread makes and another lets go of leaves holes there that nobody else can use: the process grew by
a hundred megabytes over some thousand statements while what was in use stayed the same.
"""

import ctypes
import sys
from functools import cache

_ARENA_MAX, _MMAP_THRESHOLD = -8, -3  # of malloc.h
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
