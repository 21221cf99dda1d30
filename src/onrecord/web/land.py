"""Land and rivers as paths of SVG: coasts and courses alone; no border is drawn and no state named.

The tables are made by tools/make_land.py of Natural Earth's.
"""

import json
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from onrecord.web.frames import HEIGHT, WIDTH, Frame

TABLES = Path(__file__).parent / "tables"
SCALE = 100  # the tables' numbers are hundredths of a degree, each the difference from the last
BEYOND = 8  # pixels around the picture in which land is drawn too, so that no edge shows
LEAST_STEP, LEAST_COURSE = 3, 24  # pixels: of a river drawn, and of one worth drawing
Point = tuple[float, float]
Box = tuple[float, float, float, float]


@lru_cache(64)
def outline(frame: Frame) -> str:
    """Return the land within a frame as the `d` of a path, in whole pixels."""
    pieces = []
    for ring in _near(frame, "land"):
        drawn = list(_thinned(_clipped([frame.pixel(*point) for point in ring])))
        if len(drawn) > 2:
            pieces.append(_path(drawn) + "z")
    return "".join(pieces)


@lru_cache(64)
def courses(frame: Frame) -> str:
    """Return the rivers within a frame as the `d` of a path, in whole pixels."""
    pieces = []
    for line in _near(frame, "rivers"):
        drawn = list(_thinned([frame.pixel(*point) for point in line], LEAST_STEP))
        if _reach(drawn) < LEAST_COURSE:
            continue
        seen: list[tuple[int, int]] = []
        for before, now in pairwise(drawn):
            if _is_seen(before) or _is_seen(now):
                seen += [now] if seen else [before, now]
            elif seen:
                pieces.append(_path(seen))
                seen = []
        if seen:
            pieces.append(_path(seen))
    return "".join(pieces)


def _path(points: list[tuple[int, int]]) -> str:
    """Return the stretch through some points, each told from the one before: half as long so.

    >>> _path([(100, 100), (101, 98), (103, 99)])
    'M100 100l1 -2 2 1'
    """
    steps = (f"{x - before[0]} {y - before[1]}" for before, (x, y) in pairwise(points))
    return f"M{points[0][0]} {points[0][1]}l{' '.join(steps)}"


def _reach(points: list[tuple[int, int]]) -> int:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return max(max(xs) - min(xs), max(ys) - min(ys))


def _is_seen(point: tuple[int, int]) -> bool:
    x, y = point
    return -BEYOND <= x <= WIDTH + BEYOND and -BEYOND <= y <= HEIGHT + BEYOND


def _near(frame: Frame, name: str) -> Iterator[list[Point]]:
    """Yield the lines of a table that may be seen in a frame."""
    west, north = frame.place(-BEYOND, -BEYOND)
    east, south = frame.place(WIDTH + BEYOND, HEIGHT + BEYOND)
    for box, line in _lines(name):
        if not (box[0] > east or box[2] < west or box[1] > north or box[3] < south):
            yield line


@cache
def _lines(name: str) -> list[tuple[Box, list[Point]]]:
    rings = []
    for row in json.loads((TABLES / f"{name}.json").read_text("utf-8")):
        x = y = 0
        ring = []
        for dx, dy in zip(row[::2], row[1::2], strict=True):
            x, y = x + dx, y + dy
            ring.append((x / SCALE, y / SCALE))
        lons, lats = zip(*ring, strict=True)
        rings.append(((min(lons), min(lats), max(lons), max(lats)), ring))
    return rings


def _thinned(points: list[Point], step: int = 1) -> Iterator[tuple[int, int]]:
    """The points in whole pixels, those that are nearer to the one before than a step left out."""
    last = None
    for x, y in points:
        now = round(x), round(y)
        if last is None or max(abs(now[0] - last[0]), abs(now[1] - last[1])) >= step:
            yield now
            last = now


def _clipped(points: list[Point]) -> list[Point]:
    """Cut a ring to the picture (Sutherland and Hodgman, 1974)."""
    for axis, edge, inside in (
        (0, -BEYOND, float.__ge__),
        (0, WIDTH + BEYOND, float.__le__),
        (1, -BEYOND, float.__ge__),
        (1, HEIGHT + BEYOND, float.__le__),
    ):
        points = _cut(points, axis, float(edge), inside)
    return points


def _cut(
    points: list[Point], axis: int, edge: float, inside: Callable[[float, float], bool]
) -> list[Point]:
    kept: list[Point] = []
    for before, now in zip(points[-1:] + points[:-1], points, strict=True):
        is_in, was_in = inside(now[axis], edge), inside(before[axis], edge)
        if is_in != was_in:
            share = (edge - before[axis]) / (now[axis] - before[axis])
            other = before[1 - axis] + share * (now[1 - axis] - before[1 - axis])
            kept.append((edge, other) if axis == 0 else (other, edge))
        if is_in:
            kept.append(now)
    return kept
