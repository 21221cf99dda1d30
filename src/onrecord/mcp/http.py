"""The server over HTTP: an application that the site mounts behind its own door and guard.

Whoever may read the API may ask here, with the same tokens. Every request stands alone: nothing is
kept between two, so that there is no session to take over and none to keep memory for.
"""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import NamedTuple

from mcp.server.transport_security import TransportSecuritySettings
from starlette.applications import Starlette

from onrecord.archive.opening import Archive
from onrecord.mcp.server import make_server


class HttpServer(NamedTuple):
    """The application, whose one route is `/`, and what must run around it while it is served."""

    app: Starlette
    running: Callable[[], AbstractAsyncContextManager[None]]


def make_http_server(archive: Archive, *, site: str | None) -> HttpServer:
    """Return the server of an archive for a site to mount; `site` is where permalinks lead.

    Names of hosts are the site's to check.
    """
    server = make_server(archive, site=site)
    app = server.streamable_http_app(
        streamable_http_path="/",
        json_response=True,
        stateless_http=True,
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
    )
    return HttpServer(app, server.session_manager.run)
