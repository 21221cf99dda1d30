"""The date of publication: as printed in the header, else as the format or the source gives it."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.extract.layout import Part
from onrecord.extract.structure.draft import Draft, Found
from onrecord.text.dates import find_dates, parse_date

EARLIEST = dt.date(1850, 1, 1)  # older than any statement a ministry published on the web
AHEAD = dt.timedelta(days=7)  # an embargoed release may be dated a little ahead of its capture

MOST_WORDS = 6  # beside a date on a line that gives the date
LONGEST_PLACE = 40  # code points of a place before a date that begins a text
_FIGURE = re.compile(r"\d")
_PROSE = re.compile(r"[.!?;]\s|\b(?:on|in|the|from|since|at)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Custom:
    """What decides between the readings of a date: language, issuer's country, time zone."""

    language: str | None
    country: str | None
    time_zone: str | None


def published_on(
    part: Part, header: Sequence[Draft], at: dt.datetime, custom: Custom
) -> tuple[dt.date | None, Found | None, tuple[str, ...]]:
    """Return the date, why, and a warning for each date that can't be."""
    warnings: list[str] = []
    for date, found in _candidates(part, header, custom):
        if EARLIEST <= date <= at.date() + AHEAD:
            return date, found, tuple(warnings)
        warnings.append(f"the date {date} is not believed: {found.why}")
    return None, None, tuple(warnings)


def day_in_title(title: Draft, custom: Custom) -> tuple[dt.date, Found] | None:
    """Return the day a schedule's title is for."""
    for found in find_dates(title.text, language=custom.language, country=custom.country)[:1]:
        return found.date, Found("the day in the title", title, found.start, found.end)
    return None


def _is_labelled(line: str, start: int, end: int) -> bool:
    """Return whether a date stands in a header line beside nothing but a few words, or begins a
    text after its place ("BAKU, 19 October 2020 - ").

    >>> _is_labelled("PRESS-RELEASE 10/19/2020", 14, 24)
    True
    >>> line = "On 19 October 2020 the two sides met and agreed on a further meeting."
    >>> _is_labelled(line, 3, 18)
    False
    """
    before, after = line[:start].strip(), line[end:].strip()
    if len(before) <= LONGEST_PLACE and after[:1] in ("–", "—", "-", ":", "/", "("):
        return not _PROSE.search(before)
    return len(f"{before} {after}".split()) <= MOST_WORDS and line.rstrip()[-1:] not in ".!?։।"


def _candidates(
    part: Part, header: Sequence[Draft], custom: Custom
) -> Iterator[tuple[dt.date, Found]]:
    lines = [line for line in header if _FIGURE.search(line.text)]
    for line in lines:
        whole = parse_date(line.text, language=custom.language, country=custom.country)
        if whole is not None:
            yield whole.date, Found(f"a line of the header: {whole.why}", line, 0, len(line.text))
    for line in lines:
        for found in find_dates(line.text, language=custom.language, country=custom.country)[:1]:
            if _is_labelled(line.text, found.start, found.end):
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
