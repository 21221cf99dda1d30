"""One request and what came back, as sent and as received; and why nothing, or not all, came."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from onrecord.capture.http_text import headers_of
from onrecord.model.capture import Memento

REDIRECTS = frozenset({301, 302, 303, 307, 308})
PERMANENT = frozenset({301, 308})


class Trouble(StrEnum):
    """Why a response is not there, or not whole."""

    DNS = "dns"
    CONNECT = "connect"
    TLS = "tls"
    TIMEOUT = "timeout"
    BROKEN = "broken"  # no HTTP, cut off, or ended before its length
    TOO_LARGE = "too_large"
    PRIVATE = "private"  # the address guard
    ROBOTS = "robots"  # the site's robots.txt forbids it
    REDIRECTS = "redirects"  # too many, in a circle, or to what is no address of the web
    HOST = "host"  # not asked: its host did not answer to others just before
    LATER = "later"  # not asked: its host wants to be left alone for longer than we stay


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One hop. `at` is when it was asked for.

    `request` and `http` are request line or status line and headers, without the blank line;
    `body` is as received with its transfer coding undone and its content coding kept. Where there
    is `trouble`, `why` tells it in words, and what had come is kept only of a response too large.
    Of a `memento`, `url` and `at` are those of the page as the other archive has them.
    """

    url: str
    at: dt.datetime
    request: bytes
    status: int | None = None
    http: bytes = b""
    body: bytes = b""
    trouble: Trouble | None = None
    why: str = ""
    seconds: float = 0.0
    memento: Memento | None = None

    def header(self, name: str) -> str | None:
        """Return the first value of a response header, by lower-case name."""
        return headers_of(self.http).get(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """What to ask for; `etag` and `last_modified` are those of the capture we have.

    `obey` False: the archive's own mandate overrides robots.txt here. `tag` is the asker's own.
    """

    url: str
    tag: str = ""
    etag: str | None = None
    last_modified: str | None = None
    obey: bool = True
    accept_datetime: str | None = None  # of a TimeGate: the instant to have a memento near
    first: bool = False  # goes before what waits for the same host


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What came of an errand: its hops in order, the last of them the answer.

    No hop at all where nothing could be asked. `robots` is what robots.txt says of each address
    that was to be asked, in words; `trouble` of the errand as a whole.
    """

    errand: Errand
    at: dt.datetime
    hops: tuple[Exchange, ...] = ()
    robots: str = ""
    trouble: Trouble | None = None
    why: str = ""

    @property
    def answer(self) -> Exchange | None:
        """The last hop, where it has a whole response."""
        if self.trouble is not None or not self.hops or self.hops[-1].trouble is not None:
            return None
        return self.hops[-1]


def body_size(reply: Reply) -> int:
    """Return the bytes of all bodies of a reply."""
    return sum(len(hop.body) for hop in reply.hops)
