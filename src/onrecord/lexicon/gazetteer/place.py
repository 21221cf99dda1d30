"""What a place is."""

from typing import NamedTuple


class Place(NamedTuple):
    """A populated place; `id` is GeoNames' own, `names` begin with `name` and bear no language.

    `country` is the ISO 3166 code under which GeoNames lists the place, shown to tell namesakes
    apart; it asserts nothing.
    """

    id: int
    name: str
    names: tuple[str, ...]
    country: str
    lat: float
    lon: float
    population: int
