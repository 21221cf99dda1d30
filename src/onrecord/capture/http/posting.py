"""One message posted to an address: guarded as every request, no redirect followed."""

import asyncio

from onrecord.capture.http.asking import Asker
from onrecord.capture.http.exchange import Exchange
from onrecord.capture.http.manners import Manners


def post(url: str, body: bytes, media_type: str, manners: Manners) -> Exchange:
    """Post bytes and return the exchange; what went wrong is its `trouble`, none is raised."""
    return asyncio.run(_post(url, body, media_type, manners))


async def _post(url: str, body: bytes, media_type: str, manners: Manners) -> Exchange:
    async with Asker(manners) as asker:
        return await asker.ask(url, {"Content-Type": media_type}, body=body)
