"""`python tools/make_land.py land-50m.json`: make the outline of the land that the map draws.

The file is that of the npm package world-atlas 2.0.2 (ISC licence), made of Natural Earth's land at
1:50 million (public domain): coasts alone, without any border. Points that lie within `TOLERANCE`
of the line between their neighbours are left out (Douglas and Peucker, 1973), islands smaller than
`LEAST` too.
"""

import json
import sys
from pathlib import Path
from typing import Any

OUT = Path(__file__).parents[1] / "src/onrecord/web/tables/land.json"
TOLERANCE = 0.04  # degrees: less than a pixel where a page shows twenty degrees
LEAST = 0.02  # square degrees: what is smaller is no more than a dot
SCALE = 100  # the file's numbers are hundredths of a degree, each the difference from the last
Point = tuple[float, float]


def main(path: Path) -> None:
    topology = json.loads(path.read_text("utf-8"))
    rings = [
        ring
        for polygon in _polygons(topology)
        for ring in (_simple(one) for one in polygon)
        if len(ring) > 3 and abs(_area(ring)) >= LEAST
    ]
    rings.sort(key=lambda ring: -abs(_area(ring)))
    rows = ",\n".join(json.dumps(_differences(ring), separators=(",", ":")) for ring in rings)
    OUT.write_text(f"[\n{rows}\n]\n", "utf-8")


def _polygons(topology: dict[str, Any]) -> list[list[list[Point]]]:
    """The polygons of a TopoJSON file (https://github.com/topojson/topojson-specification)."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    polygons = []
    for geometry in topology["objects"]["land"]["geometries"]:
        many = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for polygon in many:
            rings = []
            for ring in polygon:
                points = []
                for number in ring:
                    arc = arcs[number] if number >= 0 else arcs[~number][::-1]
                    points += arc if not points else arc[1:]
                rings.append(points)
            polygons.append(rings)
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
    main(Path(sys.argv[1]))
