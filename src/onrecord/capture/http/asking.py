"""One request over aiohttp: headers and body as received, within limits, to guarded addresses.

Knows neither robots.txt nor pace nor redirects; every trouble is a value, none is raised.
"""

import asyncio
import datetime as dt
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import TracebackType
from urllib.parse import urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from onrecord.capture.http.exchange import Exchange, Trouble
from onrecord.capture.http.guard import guarded
from onrecord.capture.http.manners import Manners
from onrecord.capture.limits import MIB
from onrecord.errors import RefusedError

ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
SMALL = MIB  # what each body may hold at once; more is had by one at a time
LARGE_AT_ONCE = 1
HEAD_LIMIT = 64 * 1024

Now = Callable[[], dt.datetime]


def utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Asker:
    """Asks for one address at a time or many; use as an async context manager.

    No cookie is ever kept, no proxy or password taken from the environment.
    """

    def __init__(
        self,
        manners: Manners,
        *,
        resolver: AbstractResolver | None = None,
        tls: ssl.SSLContext | None = None,
        now: Now = utc_now,
    ) -> None:
        self._manners = manners
        self._now = now
        self._resolver = resolver
        self._tls = tls
        self._large = asyncio.Semaphore(LARGE_AT_ONCE)
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> "Asker":
        connector = aiohttp.TCPConnector(
            resolver=self._resolver or aiohttp.ThreadedResolver(),
            socket_factory=guarded(self._manners.allow_private),
            limit=0,
            use_dns_cache=False,  # the guard sees every answer of DNS
            ssl=self._tls if self._tls is not None else True,
            keepalive_timeout=30,
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            trust_env=False,
            timeout=aiohttp.ClientTimeout(
                total=None,
                sock_connect=self._manners.connect_seconds,
                sock_read=self._manners.idle_seconds,
            ),
            max_line_size=HEAD_LIMIT // 2,
            max_field_size=HEAD_LIMIT // 2,
            skip_auto_headers=("User-Agent", "Accept", "Accept-Encoding", "Content-Type"),
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._session is not None  # noqa: S101 - entered before
        await self._session.close()

    async def ask(
        self, url: str, headers: Mapping[str, str] | None = None, *, body: bytes | None = None
    ) -> Exchange:
        """Return one exchange, a POST where there is a body; redirects are not followed."""
        method = "GET" if body is None else "POST"
        sent = {
            "Host": urlsplit(url).netloc.rpartition("@")[2],
            "User-Agent": self._manners.agent,
            "Accept": ACCEPT,
            "Accept-Encoding": "gzip, deflate, br",
            **(headers or {}),
        }
        at, started = self._now(), time.monotonic()
        asked = Exchange(url=url, at=at, request=_head(method, url, sent))
        try:
            async with asyncio.timeout(self._manners.whole_seconds) as timer:
                status, http, came = await self._get(method, url, sent, body, timer)
                answer = replace(asked, status=status, http=http, body=came)
        except _TooLargeError as error:
            why = f"the body is over the limit of {self._manners.size:,} bytes"
            answer = replace(asked, status=error.status, http=error.http, why=why)
            answer = replace(answer, trouble=Trouble.TOO_LARGE)
        except (RefusedError, OSError, aiohttp.ClientError, ValueError) as error:
            trouble, why = _trouble(error)
            answer = replace(asked, trouble=trouble, why=why)
        return replace(answer, seconds=time.monotonic() - started)

    async def _get(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        body: bytes | None,
        timer: asyncio.Timeout,
    ) -> tuple[int, bytes, bytes]:
        assert self._session is not None  # noqa: S101 - entered before
        async with self._session.request(
            method, URL(url, encoded=True), headers=headers, data=body, allow_redirects=False
        ) as response:
            version = response.version or aiohttp.HttpVersion11
            lines = [
                f"HTTP/{version.major}.{version.minor} {response.status} "
                f"{response.reason or ''}".encode("latin-1", "replace").rstrip()
            ]
            lines += [name + b": " + value for name, value in response.raw_headers]
            http = b"\r\n".join(lines)
            return response.status, http, await self._body(response, http, timer)

    async def _body(
        self, response: aiohttp.ClientResponse, http: bytes, timer: asyncio.Timeout
    ) -> bytes:
        body = bytearray()
        is_large = False
        try:
            async for piece in response.content.iter_chunked(64 * 1024):
                body += piece
                if len(body) > self._manners.size:
                    raise _TooLargeError(response.status, http)
                if len(body) > SMALL and not is_large:
                    waited = time.monotonic()
                    await self._large.acquire()
                    is_large = True
                    deadline = timer.when()
                    if deadline is not None:  # waiting for our own turn is not the site's time
                        timer.reschedule(deadline + time.monotonic() - waited)
        finally:
            if is_large:
                self._large.release()
        return bytes(body)


class _TooLargeError(Exception):
    def __init__(self, status: int, http: bytes) -> None:
        super().__init__()
        self.status = status
        self.http = http


def _head(method: str, url: str, headers: Mapping[str, str]) -> bytes:
    parts = urlsplit(url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    lines = [
        f"{method} {target} HTTP/1.1",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    return "\r\n".join(lines).encode("utf-8", "replace")


def _trouble(error: BaseException) -> tuple[Trouble, str]:
    match error:
        case RefusedError():
            return Trouble.PRIVATE, str(error)
        case aiohttp.ClientConnectorDNSError():
            return Trouble.DNS, "the name of its host is not known"
        case aiohttp.ClientConnectorCertificateError():
            return Trouble.TLS, "the certificate of its host is not valid"
        case aiohttp.ClientSSLError():
            return Trouble.TLS, "no secure connection could be made"
        case TimeoutError():
            return Trouble.TIMEOUT, "no answer in time"
        case aiohttp.ClientConnectorError():
            return Trouble.CONNECT, "its host takes no connection"
        case aiohttp.ClientPayloadError():
            return Trouble.BROKEN, "the answer broke off"
        case aiohttp.ServerDisconnectedError() | ConnectionError():
            return Trouble.BROKEN, "its host ended the connection"
        case aiohttp.InvalidURL() | ValueError():
            return Trouble.BROKEN, "this is no address that can be asked, or no HTTP came back"
        case _:
            return Trouble.BROKEN, f"what came back is no HTTP ({type(error).__name__})"
