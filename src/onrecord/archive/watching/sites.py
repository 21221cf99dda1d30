"""How the pages of one site came out in a round, as a whole: outage, rebuilding, soft 404.

What one page's answer means depends on the others': all gone at once is no removal of any, the
same words at many addresses are the words of none. Pure; the round keeps one of these an origin.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from onrecord.archive.watching.looking import Brought
from onrecord.archive.watching.states import Answer, Seen, Site
from onrecord.model.watching import Role, Watched

SWEEP_PAGES = 5  # pages that go missing at once ...
SWEEP_SHARE = 0.8  # ... and their share of those checked, from which it is the site's doing


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A reply whose meaning waits for the rest of its site."""

    brought: Brought
    seen: Seen
    before: Watched
    source_id: int


@dataclass(slots=True)
class SiteRound:
    """A site in this round. `out` counts the replies that have not come back."""

    out: int = 0
    served: int = 0
    checked: int = 0
    gone: int = 0
    pending: list[Pending] = field(default_factory=list)
    front_asked: bool = False

    def tally(self, role: Role, seen: Seen) -> None:
        """Count an answer in."""
        if seen.answer is Answer.UNASKED:
            return
        served = seen.answer in (Answer.FOUND, Answer.MOVED)
        self.served += served
        if role in (Role.PAGE, Role.CITED):
            self.checked += 1
            self.gone += seen.answer is Answer.GONE

    @property
    def needs_front(self) -> bool:
        """Whether nothing but missing pages came, so that the front page has to be asked."""
        return self.gone > 0 and not self.served and not self.front_asked

    def judged_as(self) -> Site:
        sweeps = self.gone >= SWEEP_PAGES and self.gone >= SWEEP_SHARE * self.checked
        return Site(answers=self.served > 0, sweeps=sweeps)


def origin_of(url: str) -> str:
    """Return scheme, host and port of an address.

    >>> origin_of("https://mfa.example:8443/en/1")
    'https://mfa.example:8443'
    """
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def without_soft_404(pending: Sequence[Pending]) -> list[Pending]:
    """Return the replies with those taken for missing that came with the words of others.

    Two addresses that had different words and now have the same ones have neither's.
    """
    words = Counter(p.brought.text_sha256 for p in pending if is_changed(p))
    had: dict[str | None, set[str | None]] = {}
    for one in pending:
        if is_changed(one):
            had.setdefault(one.brought.text_sha256, set()).add(one.before.text_sha256)
    shared = {digest for digest, count in words.items() if count > 1 and len(had[digest]) > 1}
    return [
        as_gone(one, "the words of other addresses stand there too")
        if is_changed(one) and one.brought.text_sha256 in shared
        else one
        for one in pending
    ]


def is_changed(one: Pending) -> bool:
    return (
        one.seen.answer in (Answer.FOUND, Answer.MOVED)
        and one.before.role is Role.PAGE
        and one.before.text_sha256 is not None
        and one.brought.text_sha256 not in (None, one.before.text_sha256)
    )


def as_gone(one: Pending, why: str) -> Pending:
    seen = replace(one.seen, answer=Answer.GONE, why=why, target=None)
    return replace(one, seen=replace(seen, text_sha256=one.before.text_sha256))
