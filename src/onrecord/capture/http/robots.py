"""robots.txt (RFC 9309) on Protego: what a site asks of us, and the words of each decision."""

from dataclasses import dataclass

from protego import Protego

from onrecord.capture.http.exchange import Exchange, Trouble
from onrecord.capture.http.manners import AGENT
from onrecord.capture.http_body import decode_body
from onrecord.capture.http_text import headers_of
from onrecord.capture.limits import MIB, Limits

LONGEST = 500 * 1024  # bytes that are read of it, RFC 9309 section 2.5
LONGEST_LINE = 2000
# Of a rule. Each `*` is one more loop within the others when an address is compared with it.
MOST_WILDCARDS = 4
MOST_DELAY = 300.0  # seconds of Crawl-delay that are obeyed; a typing error is no wish


@dataclass(frozen=True, slots=True)
class Robots:
    """What an origin's robots.txt says; `rules` None where it has none, or none that could be had.

    A file that could not be had refuses all: RFC 9309 section 2.3.1.4.
    """

    rules: Protego | None = None
    why: str = "the site has no robots.txt"
    trouble: Trouble | None = None  # why it could not be had

    @property
    def refuses_all(self) -> bool:
        return self.trouble is not None

    def allows(self, url: str) -> bool:
        if self.refuses_all or self.rules is None:
            return not self.refuses_all
        return bool(self.rules.can_fetch(url, AGENT))

    def decision(self, url: str) -> str:
        """Return the decision for an address in words, as it is recorded."""
        if self.rules is None:
            return self.why
        return ("allowed" if self.allows(url) else "forbidden") + " by robots.txt"

    @property
    def delay(self) -> float:
        """Return the seconds between requests that the site asks for, 0 for none."""
        if self.rules is None:
            return 0.0
        try:
            return min(float(self.rules.crawl_delay(AGENT) or 0.0), MOST_DELAY)
        except (TypeError, ValueError):
            return 0.0


def read_robots(answer: Exchange) -> Robots:
    """Return what the answer to a request for robots.txt means.

    >>> from datetime import UTC, datetime
    >>> def answer(status, body=b""):
    ...     return Exchange(url="", at=datetime.now(UTC), request=b"", status=status, body=body)
    >>> robots = read_robots(answer(200, b"User-agent: *\\nDisallow: /private/"))
    >>> robots.allows("https://a.example/private/1"), robots.allows("https://a.example/news/1")
    (False, True)
    >>> read_robots(answer(404)).allows("https://a.example/1")
    True
    >>> read_robots(answer(503)).decision("https://a.example/1")
    'robots.txt could not be had (status 503), which forbids all'
    """
    if answer.trouble is not None or answer.status is None:
        why = f"robots.txt could not be had ({answer.why}), which forbids all"
        if answer.trouble is Trouble.PRIVATE:
            why = answer.why
        return Robots(None, why, answer.trouble or Trouble.BROKEN)
    if answer.status == 200:
        body = decode_body(answer.body, headers_of(answer.http), Limits(payload=MIB))
        return Robots(Protego.parse(_bounded(body.payload[:LONGEST])))
    if (400 <= answer.status < 500 and answer.status != 429) or answer.status // 100 == 3:
        return Robots(None, f"the site has no robots.txt (status {answer.status})")
    why = f"robots.txt could not be had (status {answer.status}), which forbids all"
    return Robots(None, why, Trouble.LATER if answer.status == 429 else Trouble.HOST)


def _bounded(body: bytes) -> str:
    """The text without rules that would take unbounded time to compare."""
    lines = body.decode("utf-8-sig", "replace").splitlines()
    return "\n".join(
        line for line in lines if len(line) <= LONGEST_LINE and line.count("*") <= MOST_WILDCARDS
    )
