"""The date of publication: as printed in the header, else as the format or the source gives it."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.extract.layout import Context, Part
from onrecord.extract.structure.draft import Draft, Found
from onrecord.text.dates import find_dates, parse_date

EARLIEST = dt.date(1850, 1, 1)  # older than any statement a ministry published on the web
AHEAD = dt.timedelta(days=7)  # an embargoed release may be dated a little ahead of its capture


@dataclass(frozen=True, slots=True)
class Custom:
    """What decides between the readings of a date: language, issuer's country, time zone."""

    language: str | None
    country: str | None
    time_zone: str | None


def published_on(
    part: Part, header: Sequence[Draft], context: Context, custom: Custom
) -> tuple[dt.date | None, Found | None, tuple[str, ...]]:
    """Return the date, why, and a warning for each date that can't be."""
    warnings: list[str] = []
    for date, found in _candidates(part, header, custom):
        if EARLIEST <= date <= context.at.date() + AHEAD:
            return date, found, tuple(warnings)
        warnings.append(f"the date {date} is not believed: {found.why}")
    return None, None, tuple(warnings)


def _candidates(
    part: Part, header: Sequence[Draft], custom: Custom
) -> Iterator[tuple[dt.date, Found]]:
    for line in header:
        whole = parse_date(line.text, language=custom.language, country=custom.country)
        if whole is not None:
            yield whole.date, Found(f"a line of the header: {whole.why}", line, 0, len(line.text))
    for line in header:
        for found in find_dates(line.text, language=custom.language, country=custom.country)[:1]:
            if len(line.text) < 120:
                why = f"printed in the header: {found.why}"
                yield found.date, Found(why, line, found.start, found.end)
    offered = [(hint.value, hint.why) for hint in part.layout.hints.dates]
    if part.supplied.date:
        offered.append((part.supplied.date, "supplied beside the text"))
    for value, why in offered:
        given = parse_date(
            value,
            language=custom.language,
            country=custom.country,
            time_zone=custom.time_zone,
        )
        if given is not None:
            yield given.date, Found(f"{why}: {given.why}" if given.why else why)
