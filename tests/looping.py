"""Asynchronous work in a thread of its own: the browser's tests leave a loop in the main one."""

from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import anyio

Out = TypeVar("Out")


def run_apart(asked: Callable[[], Coroutine[Any, Any, Out]]) -> Out:
    """Return what an asynchronous function comes to."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(anyio.run, asked).result()
