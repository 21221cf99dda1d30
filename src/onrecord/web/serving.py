"""Running the site on a socket, with uvicorn."""

import ipaddress
from collections.abc import Callable
from pathlib import Path

import uvicorn

from onrecord.errors import ConfigError
from onrecord.web.app import make_app

PORT = 8470
LONGEST_IDLE = 15  # seconds that a connection is kept without a request


def serve(folder: Path, *, host: str, port: int, say: Callable[[str], None]) -> None:
    """Serve the archive until the process is told to stop; raises ConfigError.

    Without users every reader would be let in, so only an address of the loopback will do.
    """
    if not is_loopback(host):
        raise ConfigError(
            "without users the archive is served on a loopback address alone; use 127.0.0.1",
            host=host,
        )
    app = make_app(folder, say=say)
    shown = f"[{host}]" if ":" in host else host
    say(f"serving on http://{shown}:{port}/ (end with Ctrl-C)")
    uvicorn.run(
        app,
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=LONGEST_IDLE,
        h11_max_incomplete_event_size=32_768,
    )


def is_loopback(host: str) -> bool:
    """Return whether only this machine can reach a host's address.

    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("localhost"), is_loopback("::")
    (True, True, True, False)
    """
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
