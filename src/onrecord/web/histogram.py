"""The histogram above the results: bars of years, or of months where few years are found."""

from collections.abc import Callable
from dataclasses import dataclass

from onrecord.model.search import Histogram
from onrecord.web.asked import Asked

MOST_YEARS_BY_MONTH = 2
SLOT = 36  # pixels: room for a month's short name; a finger needs 24 (WCAG 2.2, 2.5.8)
HEIGHT = 72
MOST_BARS = 60  # of years; where they span more, those without a statement are left out


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar, in pixels; `to` is the address of the search of its time alone."""

    name: str
    count: int
    x: int
    height: int
    to: str

    @property
    def year(self) -> str:
        """What stands below the bar of a month that begins a year."""
        return self.name[:4] if self.name.endswith("-01") or self.x == 0 else ""


@dataclass(frozen=True, slots=True)
class Chart:
    bars: tuple[Bar, ...]
    by_month: bool

    @property
    def width(self) -> int:
        return SLOT * len(self.bars)


def chart_of(histogram: Histogram, asked: Asked) -> Chart | None:
    """Return the chart of what was found; None where nothing is dated or there is no choice.

    Times between the first and the last without a statement have a bar of no height.
    """
    if not histogram.year:
        return None
    by_month = _span(histogram.year) <= MOST_YEARS_BY_MONTH
    counted = dict(histogram.month if by_month else histogram.year)
    if by_month or _span(histogram.year) <= MOST_BARS:
        names = names_between(min(counted), max(counted), next_month if by_month else next_year)
    else:
        names = [name for name, _ in histogram.year][-MOST_BARS:]
    if len(names) < 2:
        return None
    most = max(counted.values())
    return Chart(
        tuple(
            Bar(
                name,
                counted.get(name, 0),
                place * SLOT,
                -(-counted.get(name, 0) * HEIGHT // most),
                asked.address(first=name, last=name),
            )
            for place, name in enumerate(names)
        ),
        by_month,
    )


def _span(years: tuple[tuple[str, int], ...]) -> int:
    return int(years[-1][0]) - int(years[0][0]) + 1


def names_between(first: str, last: str, following: Callable[[str], str]) -> list[str]:
    """Return the times from the first to the last."""
    names = [first]
    while names[-1] < last:
        names.append(following(names[-1]))
    return names


def next_year(year: str) -> str:
    return f"{int(year) + 1:04}"


def next_month(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // 12:04}-{number % 12 + 1:02}"
