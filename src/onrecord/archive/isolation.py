"""Work on untrusted bytes in processes that may crash, hang or eat memory without harm.

A crash, hang or kill costs one item and is reported; the items before and after it come through.
Results keep the order of the tasks, so that an archive filled twice is filled alike. Knows
nothing of what the work is: that is a function from one input to items, resumable by position.
"""

import multiprocessing
import os
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from types import ModuleType
from typing import Any, Generic, TypeVar

from onrecord.archive.heap import collect_seldom

In = TypeVar("In")
Out = TypeVar("Out")

# (input, items to skip, the item to keep without looking into it or None) -> items
Work = Callable[[In, int, int | None], Iterator[Out]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Limits of a worker. Measured on real releases an item takes 1 to 50 ms and under 200 MB;
    the bounds leave three orders of magnitude for time and one for memory."""

    seconds: float = 60.0  # without a sign of life
    memory_bytes: int = 3 * 1024**3  # of address space, which libraries reserve generously
    buffered_items: int = 4096  # held for a task whose turn has not come


@dataclass(slots=True)
class _Task(Generic[In, Out]):
    """Some inputs, how far they have come, and what came of them."""

    inputs: Sequence[In]
    position: int = 0  # of the input at work
    items: int = 0  # of it that have come through
    careful: bool = False  # one item a message, so that the next crash names its item
    bare: bool = False  # the next item is to be kept without looking into it
    output: deque[Out] = field(default_factory=deque)
    done: bool = False


@dataclass(slots=True)
class _Worker(Generic[In, Out]):
    process: BaseProcess
    pipe: Connection
    task: _Task[In, Out] | None = None
    heard_at: float = 0.0
    progressed: bool = False


class Isolation(Generic[In, Out]):
    """A pool of bounded workers for one kind of work; use as a context manager.

    `failed(input, reason)` makes the item that stands for one that could not be got at all.
    """

    def __init__(
        self,
        work: Work[In, Out],
        failed: Callable[[In, str], Out],
        *,
        workers: int | None = None,
        bounds: Bounds | None = None,
    ) -> None:
        self._work = work
        self._failed = failed
        self._count = workers or os.cpu_count() or 1
        self._bounds = bounds or Bounds()
        self._workers: list[_Worker[In, Out]] = []
        self._closed = False
        self._context = _context(READY_FOR_MANY if self._count > 1 else READY)

    def __enter__(self) -> "Isolation[In, Out]":
        return self

    def __exit__(self, *_exc: object) -> None:
        self._closed = True  # a thread that still runs must start no more
        for worker in self._workers:
            _end(worker)
        self._workers.clear()

    def run(self, batches: Iterable[Sequence[In]]) -> Iterator[Out]:
        """Yield the items of all inputs in order; `batches` is read as workers come free."""
        waiting: deque[_Task[In, Out]] = deque()
        source = iter(batches)
        exhausted = False
        while not self._closed:
            while not exhausted and len(waiting) < 2 * self._count:
                batch = next(source, None)
                if batch is None:
                    exhausted = True
                else:
                    waiting.append(_Task(batch))
            if not waiting:
                return
            self._hand_out(waiting)
            head = waiting[0]
            while head.output:
                yield head.output.popleft()
            if head.done:
                waiting.popleft()
            else:
                self._listen(head)

    def _hand_out(self, waiting: Iterable[_Task[In, Out]]) -> None:
        at_work = {id(worker.task) for worker in self._workers if worker.task}
        idle = [worker for worker in self._workers if worker.task is None]
        for task in waiting:
            if task.done or id(task) in at_work:
                continue
            if not idle:
                if len(self._workers) >= self._count:
                    return
                self._workers.append(self._start())
                idle.append(self._workers[-1])
            worker = idle.pop()
            worker.task, worker.heard_at, worker.progressed = task, time.monotonic(), False
            order = (
                task.inputs[task.position :],
                task.items,
                task.items if task.bare else None,
                task.careful,
            )
            try:
                worker.pipe.send(order)
            except OSError:  # it died while idle
                self._lost(worker, "the worker ended")

    def _listen(self, head: _Task[In, Out]) -> None:
        """Take in what workers have to say, and end those that are silent for too long."""
        heard = {
            worker.pipe: worker
            for worker in self._workers
            if worker.task
            and (worker.task is head or len(worker.task.output) < self._bounds.buffered_items)
        }
        for pipe in wait(list(heard), timeout=min(1.0, self._bounds.seconds / 4)):
            assert isinstance(pipe, Connection)  # noqa: S101 - only pipes were waited for
            worker = heard[pipe]
            try:
                told = pipe.recv()
            except (EOFError, OSError):
                self._lost(worker, "the worker was ended by the bytes it read")
                continue
            worker.heard_at = time.monotonic()
            for message in told:
                self._take(worker, message)
        now = time.monotonic()
        for worker in heard.values():
            if worker.task and now - worker.heard_at > self._bounds.seconds:
                self._lost(worker, f"nothing came of it in {self._bounds.seconds:g} seconds")

    def _take(self, worker: _Worker[In, Out], message: tuple[str, Any]) -> None:
        task = worker.task
        assert task is not None  # noqa: S101 - only workers with a task are heard
        what, value = message
        match what:
            case "items":
                task.output.extend(value)
                task.items += len(value)
                task.bare = False
                worker.progressed = True
            case "next":
                task.position += 1
                task.items = 0
                worker.progressed = True
            case "done":
                task.done = True
                worker.task = None

    def _lost(self, worker: _Worker[In, Out], reason: str) -> None:
        """Put the task of a lost worker back: carefully first, then around the item."""
        task = worker.task
        _end(worker)
        self._workers.remove(worker)
        if task is None:
            return
        if not task.careful or worker.progressed:
            task.careful = True
        elif not task.bare:
            task.bare = True
        else:
            task.output.append(self._failed(task.inputs[task.position], reason))
            task.position += 1
            task.items = 0
            task.bare = False
            task.done = task.position >= len(task.inputs)

    def _start(self) -> _Worker[In, Out]:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(
            target=_serve, args=(theirs, self._work, self._bounds), daemon=True
        )
        with _main_set_aside():
            process.start()
        theirs.close()
        return _Worker(process, ours)


@contextmanager
def _main_set_aside() -> Iterator[None]:
    """Keep a worker from running the main module again, as multiprocessing would have it do.

    No work of ours is defined there. What a script imports would be in each worker; a script
    without the guard of its `__main__`, or read from a pipe, could not start any.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _context(ready: str) -> SpawnContext | ForkServerContext:
    """Return how workers start: never as forks of this process, whose threads may hold locks.

    On Linux they are forks of a server without threads that has read what they need: they start
    in no time and share those pages.
    """
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([ready])
    return context


def _end(worker: _Worker[Any, Any]) -> None:
    worker.pipe.close()
    worker.process.kill()
    worker.process.join()


# What the server reads once for all workers.
READY = "onrecord.archive.ready"
READY_FOR_MANY = "onrecord.archive.ready_for_many"

FLUSH_ITEMS = 32
FLUSH_SECONDS = 0.5


class _Outbox:
    """What a worker has to say, sent in small lots: a message costs as much as a tenth of an item.

    Carefully, all is said at once. What an end of the worker leaves unsaid is done again.
    """

    def __init__(self, pipe: Connection, *, careful: bool) -> None:
        self._pipe = pipe
        self._careful = careful
        self._begin()

    def _begin(self) -> None:
        self._said: list[tuple[str, Any]] = []
        self._lot: list[Any] = []
        self._count = 0
        self._since = time.monotonic()

    def put(self, item: Any) -> None:
        if not self._lot:
            self._said.append(("items", self._lot))
        self._lot.append(item)
        self._count += 1
        self._send(due=self._count >= FLUSH_ITEMS)

    def next(self) -> None:
        self._said.append(("next", None))
        self._lot = []
        self._send(due=False)

    def done(self) -> None:
        self._said.append(("done", None))
        self._send(due=True)

    def _send(self, *, due: bool) -> None:
        if due or self._careful or time.monotonic() - self._since > FLUSH_SECONDS:
            self._pipe.send(self._said)
            self._begin()


def _serve(pipe: Connection, work: Work[Any, Any], bounds: Bounds) -> None:
    """The life of a worker: take an order, send its items in small lots, say when it is done."""
    _limit_memory(bounds.memory_bytes)
    collect_seldom()
    try:
        while True:
            inputs, skip, bare, careful = pipe.recv()
            outbox = _Outbox(pipe, careful=careful)
            for value in inputs:
                for item in work(value, skip, bare):
                    outbox.put(item)
                outbox.next()
                skip, bare = 0, None
            outbox.done()
    except (EOFError, OSError, KeyboardInterrupt):
        return  # the other side has gone


def _limit_memory(limit: int) -> None:
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
