"""How long to leave a host alone: its own wish, its slowness, its complaints. Pure but for chance.

The next request waits for the longest of these: the least delay, what robots.txt asks for, a
multiple of the time the last answer took, and after a failure a back-off that doubles, with jitter
so that many archives don't come back at once.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime

from onrecord.capture.http.exchange import Exchange, Trouble
from onrecord.capture.http.manners import Manners

COMPLAINTS = frozenset({429, 503})
# Of the host. What breaks off on its way is that page's: others may come whole.
NO_ANSWER = frozenset({Trouble.DNS, Trouble.CONNECT, Trouble.TLS, Trouble.TIMEOUT, Trouble.BROKEN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """What is known of a host in this run. `failures` are those in a row."""

    least: float  # between requests
    wait: float = 0.0  # before the next one
    failures: int = 0
    complaints: int = 0
    asked_wait: bool = False  # the wait is the host's own wish


def after(pace: Pace, answer: Exchange, manners: Manners, chance: Callable[[], float]) -> Pace:
    """Return the pace after an answer; `chance` gives a number in [0, 1).

    >>> from onrecord.capture.http.manners import Manners
    >>> slow = Exchange(url="", at=dt.datetime.now(dt.UTC), request=b"", status=200, seconds=2.0)
    >>> after(Pace(least=1.0), slow, Manners(), lambda: 0.5).wait
    4.0
    """
    if answer.trouble in NO_ANSWER:
        failures = pace.failures + 1
        wait = _backed_off(failures, manners, chance())
        return replace(pace, failures=failures, wait=max(pace.least, wait), asked_wait=False)
    adaptive = min(manners.slowness * answer.seconds, manners.longest_delay)
    wait = max(pace.least, adaptive if pace.least or answer.seconds > 0.5 else 0.0)
    if answer.status not in COMPLAINTS:
        return replace(pace, failures=0, complaints=0, wait=wait, asked_wait=False)
    complaints = pace.complaints + 1
    asked = retry_after(answer.header("retry-after"), answer.at)
    if asked is None:
        wait = max(wait, _backed_off(complaints, manners, chance()))
    else:
        wait = max(wait, asked)
    return replace(pace, failures=0, complaints=complaints, wait=wait, asked_wait=asked is not None)


def _backed_off(times: int, manners: Manners, chance: float) -> float:
    whole = min(manners.back_off * 2.0 ** (times - 1), manners.longest_wait)
    return whole * (0.5 + chance / 2)


def retry_after(value: str | None, at: dt.datetime) -> float | None:
    """Return the seconds of a Retry-After header (RFC 9110 section 10.2.3); None for none.

    >>> now = dt.datetime(2020, 10, 19, 8, 0, tzinfo=dt.UTC)
    >>> retry_after("120", now), retry_after("Mon, 19 Oct 2020 08:01:00 GMT", now)
    (120.0, 60.0)
    >>> retry_after("soon", now) is None
    True
    """
    if value is None:
        return None
    if value.strip().isdecimal() and value.isascii():
        return float(value)
    try:
        until = parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=dt.UTC)
    return max(0.0, (until - at).total_seconds())
