"""Which part of the earth a map shows, and where on the picture a place lies.

Longitudes and latitudes are drawn evenly (equirectangular), true at the middle of the picture.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import cos, floor, radians

WIDTH, HEIGHT = 960, 480  # pixels
MOST_LAT, LEAST_SPAN, MOST_SPAN = 85.0, 1.5, 150.0  # degrees of latitude
ROOM = 1.3  # times what the places themselves take
_CLOSER, _STEP = 2.0, 0.4


@dataclass(frozen=True, slots=True)
class Frame:
    """A map's middle and how many degrees of latitude it shows; rounded, so that like frames have
    one address and one picture."""

    lon: float
    lat: float
    span: float

    @classmethod
    def of(cls, lon: float, lat: float, span: float) -> "Frame":
        """Return the frame nearest to these values that lies on the earth."""
        span = round(min(max(span, LEAST_SPAN), MOST_SPAN), 2)
        most = floor(max(MOST_LAT - span / 2, 0.0) * 100) / 100  # to be the same when read again
        lon = (lon + 180) % 360 - 180
        return cls(round(lon, 2), min(max(round(lat, 2), -most), most), span)

    @classmethod
    def read(cls, text: str) -> "Frame | None":
        """Return the frame that `written` gave; None for anything else.

        >>> Frame.read("44.5,41,12").written, Frame.read("here")
        ('44.5,41.0,12.0', None)
        """
        parts = text.split(",")
        try:
            lon, lat, span = (float(part) for part in parts)
        except ValueError:
            return None
        if not (abs(lon) <= 180 and abs(lat) <= 90 and 0 < span <= 360):
            return None
        return cls.of(lon, lat, span)

    @classmethod
    def around(cls, places: Iterable[tuple[float, float]]) -> "Frame":
        """Return the frame that holds these (longitude, latitude); the whole earth for none."""
        found = list(places)
        if not found:
            return cls.of(10.0, 15.0, MOST_SPAN)
        lons, lats = zip(*found, strict=True)
        lat = (min(lats) + max(lats)) / 2
        wide = (max(lons) - min(lons)) * cos(radians(lat)) * HEIGHT / WIDTH
        span = max(max(lats) - min(lats), wide) * ROOM
        frame = cls.of((min(lons) + max(lons)) / 2, lat, max(span, 4 * LEAST_SPAN))
        # Near a pole the middle lies further from it than asked, where a degree is wider.
        while frame.span < MOST_SPAN and not all(frame.holds(*place) for place in found):
            frame = cls.of(frame.lon, lat, frame.span * ROOM)
        return frame

    @property
    def written(self) -> str:
        return f"{self.lon},{self.lat},{self.span}"

    def pixel(self, lon: float, lat: float) -> tuple[float, float]:
        """Return where a place lies on the picture."""
        scale = HEIGHT / self.span
        x = WIDTH / 2 + (lon - self.lon) * cos(radians(self.lat)) * scale
        return x, HEIGHT / 2 - (lat - self.lat) * scale

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return the longitude and latitude of a point of the picture."""
        scale = HEIGHT / self.span
        lon = self.lon + (x - WIDTH / 2) / scale / cos(radians(self.lat))
        return lon, self.lat - (y - HEIGHT / 2) / scale

    def holds(self, lon: float, lat: float) -> bool:
        x, y = self.pixel(lon, lat)
        return 0 <= x <= WIDTH and 0 <= y <= HEIGHT

    def steps(self) -> Iterator[tuple[str, "Frame"]]:
        """Yield the frames one step away, each with the name of the step."""
        wide = self.span * WIDTH / HEIGHT / cos(radians(self.lat))
        yield "closer", Frame.of(self.lon, self.lat, self.span / _CLOSER)
        yield "wider", Frame.of(self.lon, self.lat, self.span * _CLOSER)
        yield "north", Frame.of(self.lon, self.lat + _STEP * self.span, self.span)
        yield "south", Frame.of(self.lon, self.lat - _STEP * self.span, self.span)
        yield "west", Frame.of(self.lon - _STEP * wide, self.lat, self.span)
        yield "east", Frame.of(self.lon + _STEP * wide, self.lat, self.span)
