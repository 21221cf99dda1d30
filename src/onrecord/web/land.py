"""The outline of the land as a path of SVG: coasts alone; no border is drawn and no state named.

The table is made by tools/make_land.py of Natural Earth's land.
"""

import json
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from pathlib import Path

from onrecord.web.frames import HEIGHT, WIDTH, Frame

TABLE = Path(__file__).parent / "tables" / "land.json"
SCALE = 100  # the table's numbers are hundredths of a degree, each the difference from the last
BEYOND = 8  # pixels around the picture in which land is drawn too, so that no edge shows
Point = tuple[float, float]
Box = tuple[float, float, float, float]


@lru_cache(64)
def outline(frame: Frame) -> str:
    """Return the land within a frame as the `d` of a path, in whole pixels."""
    pieces = []
    west, north = frame.place(-BEYOND, -BEYOND)
    east, south = frame.place(WIDTH + BEYOND, HEIGHT + BEYOND)
    for box, ring in _rings():
        if box[0] > east or box[2] < west or box[1] > north or box[3] < south:
            continue
        drawn = list(_thinned(_clipped([frame.pixel(*point) for point in ring])))
        if len(drawn) > 2:
            pieces.append("M" + "L".join(f"{x} {y}" for x, y in drawn) + "Z")
    return "".join(pieces)


@cache
def _rings() -> list[tuple[Box, list[Point]]]:
    rings = []
    for row in json.loads(TABLE.read_text("utf-8")):
        x = y = 0
        ring = []
        for dx, dy in zip(row[::2], row[1::2], strict=True):
            x, y = x + dx, y + dy
            ring.append((x / SCALE, y / SCALE))
        lons, lats = zip(*ring, strict=True)
        rings.append(((min(lons), min(lats), max(lons), max(lats)), ring))
    return rings


def _thinned(points: list[Point]) -> Iterator[tuple[int, int]]:
    """The points in whole pixels, those that fall on the one before left out."""
    last = None
    for x, y in points:
        now = round(x), round(y)
        if now != last:
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
