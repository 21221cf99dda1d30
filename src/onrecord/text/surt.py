"""Addresses in the order of their hosts, as indexes of web archives sort them (SURT)."""

import re
from urllib.parse import urlsplit

from onrecord.text.urls import canonical_url

_WWW = re.compile(r"^www\d*\.")


def surt(url: str) -> str:
    """Return the key under which an index of a web archive (CDX) has an address.

    The host backwards, no scheme, no "www.", no slash at the end, lower case, parameters sorted.

    >>> surt("https://www.MFA.example/En/News/?b=2&a=1")
    'example,mfa)/en/news?a=1&b=2'
    >>> surt("http://mfa.example:8080/"), surt("file:press/1.html")
    ('example,mfa:8080)/', 'file:press/1.html')
    """
    if not url.lower().startswith(("http://", "https://")):
        return url.lower()
    try:
        parts = urlsplit(canonical_url(url).lower())
        name, port = parts.hostname or "", parts.port
    except ValueError:
        return url.lower()
    host = name if ":" in name else ",".join(reversed(_WWW.sub("", name).split(".")))
    path = parts.path.rstrip("/") or "/"
    query = "&".join(sorted(parts.query.split("&"))) if parts.query else ""
    return f"{host}{f':{port}' if port else ''}){path}{f'?{query}' if query else ''}"
