"""How the archive behaves towards sites: who it says it is, and how much it asks for."""

from dataclasses import dataclass

from onrecord.capture.limits import MIB

AGENT = "onrecord"  # the name that robots.txt can use


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """Seconds and bytes.

    `delay` is the least time between two requests to one host; None is a second, and nothing
    towards a private address, which is one's own. `slowness` times the time an answer took is
    waited too, up to `longest_delay` (Heritrix: 5 and 30 s; archives of few pages can be nearer).
    A host that wants more than `longest_wait` before the next request is left for another time.
    `size` of a body as received: PDF files of statements reach some 20 MB.
    """

    agent: str = AGENT
    allow_private: bool = False
    delay: float | None = None
    slowness: float = 2.0
    longest_delay: float = 30.0
    longest_wait: float = 120.0
    size: int = 32 * MIB
    connect_seconds: float = 15.0
    idle_seconds: float = 20.0
    whole_seconds: float = 90.0
    redirects: int = 8
    at_once: int = 64  # requests to different hosts
    failures: int = 3  # in a row, after which a host counts as not answering
    back_off: float = 5.0  # after the first failure; doubled with each, with jitter


def agent_of(version: str, name: str, contact: str | None) -> str:
    """Return the user agent: the program, the archive and how to reach its people.

    >>> agent_of("0.1.0", "Talara archive", "desk@talara.example")
    'onrecord/0.1.0 (Talara archive; desk@talara.example)'
    >>> agent_of("0.1.0", "Arxiv (sınaq)\\n", None)
    'onrecord/0.1.0 (Arxiv snaq)'
    """
    words = "; ".join(filter(None, (_plain(name), _plain(contact or ""))))
    return f"{AGENT}/{version}" + (f" ({words})" if words else "")


def _plain(text: str) -> str:
    """What a header can hold and no parenthesis of ours can be closed by."""
    return "".join(c for c in text if c.isascii() and c.isprintable() and c not in "();\\").strip()
