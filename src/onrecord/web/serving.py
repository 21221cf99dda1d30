"""Running the site on a socket, with uvicorn."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from onrecord.archive.accounts import Accounts
from onrecord.archive.web_settings import read_web_settings
from onrecord.errors import ConfigError
from onrecord.web.app import make_app
from onrecord.web.assistants import Beside
from onrecord.web.loopback import is_loopback

PORT = 8470
MOST_AT_ONCE = 500  # connections; more are told to come back
LONGEST_IDLE = 15  # seconds that a connection is kept without a request


LONGEST_HEAD = 10.0  # seconds for the whole head of a connection's first request


def serve(
    folder: Path,
    *,
    host: str,
    port: int,
    say: Callable[[str], None],
    assistants: Beside | None = None,
    log: Callable[[str], None] | None = None,
) -> None:
    """Serve the archive until the process is told to stop; raises ConfigError.

    On an address that others can reach only where somebody can sign in: without users every reader
    would be let in. `log` hears a line of JSON for each answer.
    """
    is_local = is_loopback(host)
    if not is_local and not Accounts(folder).has_users():
        raise ConfigError(
            "without users the archive is served on a loopback address alone; add one with "
            "`onrecord user add NAME`, or use 127.0.0.1",
            host=host,
        )
    hosts = [] if is_local else [_bracketed(host)]
    app = make_app(folder, say=say, hosts=hosts, is_local=is_local, assistants=assistants, log=log)
    proxies = read_web_settings(folder).proxies
    say(f"serving on http://{_bracketed(host)}:{port}/ (end with Ctrl-C)")
    uvicorn.run(
        app,
        host=host,
        port=port,
        http=Impatient,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=bool(proxies),
        forwarded_allow_ips=list(proxies),
        timeout_keep_alive=LONGEST_IDLE,
        limit_concurrency=MOST_AT_ONCE,
        h11_max_incomplete_event_size=32_768,
    )


class Impatient(H11Protocol):
    """Closes a connection whose first request does not come in time."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.loop.call_later(LONGEST_HEAD, self._close_if_silent)

    def _close_if_silent(self) -> None:
        if self.cycle is None and not self.transport.is_closing():
            self.transport.close()


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
