"""What a reply was an answer of: found, moved, gone, a wall, an outage. Pure.

Knows the reply and what was known of the address; must not know the site or the store.
"""

from onrecord.archive.watching.looking import Brought
from onrecord.archive.watching.states import Answer, Seen
from onrecord.capture.http.exchange import PERMANENT, Trouble
from onrecord.extract.walls import Wall
from onrecord.model.watching import Watched
from onrecord.text.urls import canonical_url

GONE = frozenset({404, 410})
_UNASKED = frozenset({Trouble.LATER})
_SAYING_ALL_IS_WELL = frozenset({200, 503})  # statuses with which a wall is known by its words
_WALLS = {
    Wall.CHALLENGE: "a challenge stands in its place",
    Wall.LOGIN: "a login stands in its place",
    Wall.COOKIES: "a cookie wall stands in its place",
}


def seen_of(brought: Brought, before: Watched) -> Seen:
    """Return what a reply says of the address that was asked for."""
    reply, answer = brought.reply, brought.reply.answer
    status = reply.hops[-1].status if reply.hops else None

    def seen(kind: Answer, why: str = "", target: str | None = None) -> Seen:
        return Seen(
            answer=kind,
            at=reply.at,
            status=status,
            text_sha256=brought.text_sha256 or before.text_sha256,
            target=target,
            why=why,
        )

    if reply.trouble is Trouble.ROBOTS:
        return seen(Answer.FORBIDDEN, reply.why)
    if reply.trouble in _UNASKED:
        return seen(Answer.UNASKED, reply.why)
    unread = _unread(brought, before)
    if answer is None or unread:
        return seen(Answer.DOWN, reply.why or unread or "no answer")
    if status in GONE:
        return seen(Answer.GONE, f"status {status}")
    if brought.wall is Wall.MISSING:
        return seen(Answer.GONE, "a page that says that there is no such page")
    if brought.wall is not None:
        what = _WALLS[brought.wall] if status in _SAYING_ALL_IS_WELL else "refused"
        return seen(Answer.WALL, f"{what} (status {status})")
    if status == 304 or status == 200:
        target = moved_to(brought)
        return seen(Answer.MOVED if target else Answer.FOUND, target=target)
    if status is not None and 400 <= status < 500:
        return seen(Answer.WALL, f"refused with status {status}")
    return seen(Answer.DOWN, f"status {status}")


def _unread(brought: Brought, before: Watched) -> str | None:
    """Return why nothing can be read of what came; a page without a word where there were some."""
    if brought.is_wordless and before.text_sha256 is not None:
        return "a page without a word was served"
    return brought.refused or brought.broken


def moved_to(brought: Brought) -> str | None:
    """Return where the site says that the address has moved for good, None where it doesn't.

    A redirect that only mends the address (http to https, a slash, www.) is no move.
    """
    hops = brought.reply.hops
    if len(hops) < 2 or not all(hop.status in PERMANENT for hop in hops[:-1]):
        return None
    asked, target = brought.reply.errand.url, canonical_url(hops[-1].url)
    return None if _bare(asked) == _bare(target) else target


def _bare(url: str) -> str:
    rest = canonical_url(url).partition("://")[2].removeprefix("www.")
    return rest.rstrip("/")
