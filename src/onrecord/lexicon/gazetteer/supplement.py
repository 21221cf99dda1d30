"""The places that the file of towns lacks: waters, mountains, regions, from a table of our own."""

from collections.abc import Iterator
from pathlib import Path

from onrecord.lexicon.gazetteer.place import Place

_TABLE = Path(__file__).with_name("supplement.tsv")
_FIRST = 4_000_000_000  # beyond any id of GeoNames; rows are only added at the end
_BETWEEN = " | "


def read_supplement() -> Iterator[Place]:
    """Yield the places in the table's order.

    >>> next(place.names[:4] for place in read_supplement() if place.name == "Kura")
    ('Kura', 'Kür', 'Kür çayı', 'Кура')
    """
    lines = _TABLE.read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    for number, (_kind, country, lat, lon, weight, names) in enumerate(rows, _FIRST):
        written = tuple(dict.fromkeys(names.split(_BETWEEN)))
        yield Place(
            id=number,
            name=written[0],
            names=written,
            country=country,
            lat=float(lat),
            lon=float(lon),
            population=int(weight),
        )
