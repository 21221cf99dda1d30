"""What a place is."""

from typing import NamedTuple


class Place(NamedTuple):
    """A place; `names` begin with `name` and bear no language.

    Of a town `id` and `population` are GeoNames' own. A sea, a river or a region has an id of the
    supplement's and the population of the town that would be as well known. `country` is the ISO
    3166 code under which GeoNames lists the place, shown to tell namesakes apart, "" where there is
    none; it asserts nothing.
    """

    id: int
    name: str
    names: tuple[str, ...]
    country: str
    lat: float
    lon: float
    population: int
