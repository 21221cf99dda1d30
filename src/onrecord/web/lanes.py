"""The lanes of the timeline: for each issuer what it said in each month or year, on one scale."""

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.web.histogram import MOST_BARS, names_between, next_month, next_year

HEIGHT = 36  # pixels of a lane's highest bar
SLOT = 24
MOST_MONTHS = 36  # of which bars are drawn; beyond, years
MOST_LANES = 12


@dataclass(frozen=True, slots=True)
class LaneBar:
    name: str
    count: int
    x: int
    height: int


@dataclass(frozen=True, slots=True)
class Lane:
    """An issuer's bars."""

    issuer: str
    bars: tuple[LaneBar, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """`times` are the names of all slots: months as 2025-10, or years."""

    times: tuple[str, ...]
    by_month: bool
    lanes: tuple[Lane, ...]

    @property
    def width(self) -> int:
        return SLOT * len(self.times)


def timeline_of(counted: Mapping[str, Mapping[str, int]]) -> Timeline | None:
    """Return the lanes of issuer -> month -> count, in the order given; None where nothing is."""
    months = sorted({month for of_issuer in counted.values() for month in of_issuer})
    if not months:
        return None
    times = names_between(months[0], months[-1], next_month)
    by_month = len(times) <= MOST_MONTHS
    if not by_month:
        counted = {issuer: _by_year(of_issuer) for issuer, of_issuer in counted.items()}
        times = names_between(months[0][:4], months[-1][:4], next_year)[-MOST_BARS:]
    most = max(count for of_issuer in counted.values() for count in of_issuer.values())
    lanes = tuple(
        Lane(
            issuer,
            tuple(
                LaneBar(time, of_issuer[time], at * SLOT, -(-of_issuer[time] * HEIGHT // most))
                for at, time in enumerate(times)
                if of_issuer.get(time)
            ),
        )
        for issuer, of_issuer in counted.items()
    )
    return Timeline(tuple(times), by_month, lanes)


def _by_year(months: Mapping[str, int]) -> dict[str, int]:
    years: dict[str, int] = {}
    for month, count in months.items():
        years[month[:4]] = years.get(month[:4], 0) + count
    return years
