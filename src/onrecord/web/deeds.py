"""Writing down what editors and admins did, with who did it and why."""

from anyio.to_thread import run_sync
from starlette.requests import Request

from onrecord.web.site import site_of
from onrecord.web.visitors import visitor_of

PATIENCE = 15.0  # seconds that a form waits for another writer of the archive
LONGEST = 1000  # characters kept of why


def user_of(request: Request) -> str:
    """Return who does something: the one at the machine where nobody signs in."""
    return visitor_of(request).name or "local"


async def note(request: Request, what: str, subject: str, why: str) -> None:
    """Write down a deed."""
    user, accounts = user_of(request), site_of(request).accounts
    await run_sync(accounts.note, user, what, subject, why[:LONGEST])
