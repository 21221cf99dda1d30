"""Many made-up statements in our index and in its peers, filled in one pass by worker processes.

The folder they lie in can be kept: what is there is not made again, and a filling that was cut
short goes on where it stopped.
"""

import json
import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from bench.made_up import PART, MadeUp, made_up
from bench.peers import Fts5, RawTantivy
from onrecord.index.tantivy_index import TantivyIndex
from onrecord.index.wording_terms import wording_terms
from onrecord.model.index_document import IndexDocument

SIZES = "sizes.json"
AHEAD = 4  # parts


@dataclass(frozen=True, slots=True)
class Corpora:
    """The same statements in each index; sizes in bytes."""

    made: MadeUp
    index: TantivyIndex
    raw: RawTantivy
    text_bytes: int
    index_bytes: int
    raw_bytes: int


def filled(folder: Path, count: int) -> Corpora:
    """Return indexes of so many statements in a folder, filled as far as they are not yet."""
    folder.mkdir(parents=True, exist_ok=True)
    made = made_up(count)
    index, raw = TantivyIndex.open(folder / "ours"), RawTantivy(folder / "raw")
    sizes = _read_sizes(folder)
    first = min(index.position(), raw.count()) // PART
    for part, documents in _parts(count, range(first, made.parts)):
        texts = [(one.statement, f"{one.title}\n{one.text}") for one in documents]
        sizes[str(part)] = sum(len(text.encode()) for _, text in texts)
        (folder / SIZES).write_text(json.dumps(sizes), "utf-8")
        position = part * PART + len(documents)
        if index.position() < position:
            index.update([one.statement for one in documents], documents, position)
        if raw.count() < position:
            raw.add(texts)
    return Corpora(
        made,
        index,
        raw,
        sum(sizes.values()),
        _bytes_of(folder / "ours"),
        _bytes_of(folder / "raw"),
    )


def filled_fts5(folder: Path, made: MadeUp) -> Fts5:
    """Return an FTS5 table of the same statements, filled if it is not yet."""
    fts = Fts5(folder / "fts.sqlite")
    if fts.count() != made.count:
        fts.fill((d.statement, f"{d.title}\n{d.text}") for d in made.documents())
    return fts


def _parts(count: int, numbers: Iterable[int]) -> Iterator[tuple[int, list[IndexDocument]]]:
    """Yield (number, statements) of parts in order, made by workers that are a few parts ahead."""
    context = multiprocessing.get_context("forkserver")
    with ProcessPoolExecutor(mp_context=context) as workers:
        ahead: deque[tuple[int, Future[list[IndexDocument]]]] = deque()
        for number in numbers:
            ahead.append((number, workers.submit(_part, count, number)))
            if len(ahead) > AHEAD:
                ready, made = ahead.popleft()
                yield ready, made.result()
        for ready, made in ahead:
            yield ready, made.result()


def _part(count: int, number: int) -> list[IndexDocument]:
    return list(_with_terms(made_up(count).part(number)))


def _with_terms(documents: Iterator[IndexDocument]) -> Iterator[IndexDocument]:
    for one in documents:
        yield replace(one, terms=wording_terms(one.title, one.text, one.language).terms)


def _read_sizes(folder: Path) -> dict[str, int]:
    path = folder / SIZES
    return dict(json.loads(path.read_text("utf-8"))) if path.exists() else {}


def _bytes_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
