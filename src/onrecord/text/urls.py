"""URLs as names: their canonical form, their hosts, and where they stand in a text.

Knows nothing of fetching. Public suffixes come from the list packaged with tldextract, never
from the network.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit, urlunsplit

from onrecord.text.normalise import normalise

if TYPE_CHECKING:
    from tldextract import TLDExtract

_TABLES = Path(__file__).with_name("tables")
_DEFAULT_PORTS = {"http": 80, "https": 443, "ftp": 21}
_OTHER_SCHEME = {"http": "https", "https": "http"}
# A pasted URL often carries what stood around it. A full stop may belong to it, so it stays.
_JUNK_BEFORE = "<([{\"'“”‘’«»,;"
_JUNK_AFTER = ">\"'“”‘’«»,;"
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
# RFC 3986, appendix A: pchar and what each part allows beside it.
_SAFE_PATH = re.compile(r"[^A-Za-z0-9\-._~!$&'()*+,;=:@/%]|%(?![0-9A-Fa-f]{2})")
_SAFE_QUERY = re.compile(r"[^A-Za-z0-9\-._~!$&'()*+,;=:@/?%]|%(?![0-9A-Fa-f]{2})")
_SESSION_IN_PATH = re.compile(r";jsessionid=[^/;]*", re.IGNORECASE)

# Where a URL begins in running text, and every character it can't hold: white space, quotation
# marks, angle brackets, and the full stops and commas of scripts that write them otherwise.
_START = r"(?:(?<![A-Za-z0-9])https?://|(?<![\w@./:-])www\.(?=[^\W_]))"
_NEVER_IN_URL = (
    r"\s<>\"“”„‘’«»`|\\^،؛؟۔։。、，；：！？（）［］【】《》「」『』…"
    r"\u200b\u200e\u200f\u202a-\u202e"
)
_FOUND = re.compile(rf"{_START}(?:(?![,;]https?://)[^{_NEVER_IN_URL}])+", re.IGNORECASE)
_BRACKETS = {")": "(", "]": "[", "}": "{"}
_PUNCTUATION_AFTER = ".,;:!?'*_~-–—·"


def canonical_url(url: str) -> str:
    """Return the form under which two spellings of one address are the same string.

    Lower-case scheme and host, IDN as punycode, no default port, dot segments resolved,
    percent-encoding in one form (RFC 3986, 6.2.2), tracking parameters and fragment dropped. A
    fragment that is a route (`#!`, `#/`) stays. Never raises: what is no URL comes back trimmed.

    >>> canonical_url(" HTTPS://MFA.Gov.az:443/en/./news/../view%3f?utm_source=x&id=7#top ")
    'https://mfa.gov.az/en/view%3F?id=7'
    >>> canonical_url("http://bücher.example/caf\\u00e9")
    'http://xn--bcher-kva.example/caf%C3%A9'

    Path, order of parameters, scheme and "www." are the site's own and stay:

    >>> canonical_url("http://www.example.org/A/?b=2&a=1")
    'http://www.example.org/A/?b=2&a=1'
    """
    url = normalise(url).lstrip(_JUNK_BEFORE).rstrip(_JUNK_AFTER).strip()
    if url.startswith("//"):
        url = "http:" + url
    elif url[:4].lower() == "www.":
        url = "http://" + url
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return url
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname:
        return url
    return urlunsplit(
        (
            parts.scheme,
            _netloc(parts, port),
            _canonical_path(parts.path),
            _canonical_query(parts.query),
            _escaped(parts.fragment, _SAFE_QUERY) if parts.fragment[:1] in ("!", "/") else "",
        )
    )


def spellings(url: str) -> tuple[str, ...]:
    """Return the addresses that most sites take for one: with and without TLS, "www." and a slash
    at the end; the one given and its canonical form first.

    >>> spellings("https://mfa.example/1")[:3]
    ('https://mfa.example/1', 'http://mfa.example/1', 'https://www.mfa.example/1')
    >>> spellings("file:press/1.html")
    ('file:press/1.html',)
    """
    if not url.lower().startswith(("http://", "https://")):
        return (url,)
    canonical = canonical_url(url)
    scheme, _, rest = canonical.partition("://")
    bare = rest.removeprefix("www.")
    other = "http" if scheme == "https" else "https"
    ends = [bare, bare.removesuffix("/") if bare.endswith("/") else f"{bare}/"]
    made = [
        f"{one}://{www}{end}" for end in ends for www in ("", "www.") for one in (scheme, other)
    ]
    return tuple(dict.fromkeys([url, canonical, *made]))


def other_scheme(url: str) -> str | None:
    """Return the address under the other of http and https: the same page, to all who serve one.

    >>> other_scheme("http://www.mfa.example/1"), other_scheme("file:a/b.html")
    ('https://www.mfa.example/1', None)

    A port of its own is another server's:

    >>> other_scheme("http://mfa.example:8080/1") is None
    True
    """
    scheme, found, rest = url.partition("://")
    if not found or scheme not in _OTHER_SCHEME or ":" in rest.partition("/")[0]:
        return None
    return f"{_OTHER_SCHEME[scheme]}://{rest}"


def other_www(url: str) -> str | None:
    """Return the address with "www." where it has none, and without it where it has.

    Nearly always the same page; only its words tell.

    >>> other_www("http://www.mfa.example/1"), other_www("http://mfa.example/1")
    ('http://mfa.example/1', 'http://www.mfa.example/1')
    """
    scheme, found, rest = url.partition("://")
    if not found or scheme not in _OTHER_SCHEME:
        return None
    return f"{scheme}://{rest[4:] if rest.startswith('www.') else 'www.' + rest}"


def bare_url(url: str) -> str:
    """Return an address without what two spellings of the same page differ in.

    >>> bare_url("https://www.mfa.example/news/?utm_source=x"), bare_url("http://mfa.example/news")
    ('mfa.example/news', 'mfa.example/news')
    """
    return canonical_url(url).partition("://")[2].removeprefix("www.").rstrip("/")


def _netloc(parts: SplitResult, port: int | None) -> str:
    name = _ascii_host(parts.hostname or "")
    if ":" in name:
        name = f"[{name}]"
    if port is not None and port != _DEFAULT_PORTS[parts.scheme]:
        name = f"{name}:{port}"
    user, at, _ = parts.netloc.rpartition("@")
    return user + at + name


def _ascii_host(name: str) -> str:
    """Return a host name in lower case, punycode, without its root dot."""
    name = name.lower().rstrip(".")
    if name.isascii():
        return name
    import idna  # 10 ms, and few hosts are not ASCII

    try:
        return idna.encode(name, uts46=True).decode("ascii")
    except idna.IDNAError:
        return name


def _canonical_path(path: str) -> str:
    path = _SESSION_IN_PATH.sub("", path) if ";" in path else path
    path = _escaped(path, _SAFE_PATH)
    return _without_dot_segments(path) or "/"


def _without_dot_segments(path: str) -> str:
    """RFC 3986, 5.2.4, for an absolute path."""
    if "/." not in path:
        return path
    kept: list[str] = []
    segments = path.split("/")
    for segment in segments:
        if segment == "..":
            if len(kept) > 1:
                kept.pop()
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", ".."):
        kept.append("")
    return "/".join(kept)


def _canonical_query(query: str) -> str:
    if not query:
        return ""
    fields = [f for f in query.split("&") if f and not _is_tracking(f.partition("=")[0])]
    return _escaped("&".join(fields), _SAFE_QUERY)


def _escaped(part: str, unsafe: re.Pattern[str]) -> str:
    """Return a part with each character escaped if and only if it has to be, in upper-case hex."""
    if "%" in part:
        part = _ESCAPE.sub(_needless_decoded, part)
    return unsafe.sub(_encoded, part)


def _needless_decoded(match: re.Match[str]) -> str:
    char = chr(int(match[1], 16))
    return char if char in _UNRESERVED else match[0].upper()


def _encoded(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace"))


def _is_tracking(name: str) -> bool:
    exact, prefixes = _tracking_parameters()
    name = name.lower()
    return name in exact or name.startswith(prefixes)


@cache
def _tracking_parameters() -> tuple[frozenset[str], tuple[str, ...]]:
    table = (_TABLES / "tracking_parameters.txt").read_text("utf-8")
    names = [line for line in table.splitlines() if line and not line.startswith("#")]
    exact = frozenset(name for name in names if not name.endswith("*"))
    return exact, tuple(name[:-1] for name in names if name.endswith("*"))


def find_urls(text: str) -> list[tuple[int, int, str]]:
    """Return the URLs that stand in a text, in order, as (start, end, URL).

    Only what begins with http://, https:// or www. (which gets http://). The URL is as written,
    not canonical; sentence punctuation and brackets around it are left out. A URL broken over
    two lines gives its first part: what follows is not guessed.

    >>> find_urls("(see https://mfa.gov.az/a_(b), and www.mod.gov.az).")
    [(5, 29, 'https://mfa.gov.az/a_(b)'), (35, 49, 'http://www.mod.gov.az')]
    >>> find_urls("mfa.gov.az, info@www.example.org, http://")
    []
    """
    if "://" not in text and "www." not in text.lower():
        return []
    return list(_urls(text))


def _urls(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _FOUND.finditer(text):
        written = _trimmed(match[0])
        url = written if "://" in written else "http://" + written
        if host(url):
            yield match.start(), match.start() + len(written), url


def _trimmed(written: str) -> str:
    """Cut at the first bracket closed but never opened, then drop punctuation and open brackets."""
    opened: list[str] = []
    for position, char in enumerate(written):
        if char in "([{":
            opened.append(char)
        elif char in _BRACKETS:
            if not opened or opened[-1] != _BRACKETS[char]:
                written = written[:position]
                break
            opened.pop()
    while written and (
        written[-1] in _PUNCTUATION_AFTER + "([{" or written.endswith(("&quot;", "&gt;", "&lt;"))
    ):
        written = written.removesuffix("&quot;").removesuffix("&gt;").removesuffix("&lt;")
        written = written.rstrip(_PUNCTUATION_AFTER + "([{")
    return written


def host(url: str) -> str:
    """Return the host of a URL in lower case and punycode, without port; "" if it has none.

    >>> host("https://User@MFA.gov.az:8443/x"), host("mailto:press@example.org")
    ('mfa.gov.az', '')
    """
    try:
        name = urlsplit(url).hostname
    except ValueError:
        return ""
    return _ascii_host(name) if name and any(map(str.isalnum, name)) else ""


def registered_domain(host: str) -> str:
    """Return the name under a public suffix that a host belongs to; else the host itself.

    Suffixes under which a company lets others publish (blogspot.com, github.io) count as public.

    >>> registered_domain("en.mfa.gov.az"), registered_domain("news.example.co.uk")
    ('mfa.gov.az', 'example.co.uk')
    >>> registered_domain("192.0.2.7"), registered_domain("localhost"), registered_domain("gov.az")
    ('192.0.2.7', 'localhost', 'gov.az')
    """
    host = _ascii_host(host)
    return _registered(host)


@lru_cache(maxsize=4096)
def _registered(host: str) -> str:
    try:
        ip_address(host)
    except ValueError:
        return _suffixes()(host).top_domain_under_public_suffix or host
    return host


@cache
def _suffixes() -> "TLDExtract":
    from tldextract import TLDExtract  # 150 ms: it brings an HTTP client we never use

    return TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)


def same_site(a: str, b: str) -> bool:
    """Tell whether two URLs belong to one registered domain.

    >>> same_site("https://www.mfa.gov.az/en", "http://mfa.gov.az/az")
    True
    >>> same_site("https://mfa.gov.az/", "https://mod.gov.az/")
    False
    """
    one, other = host(a), host(b)
    if not one or not other:
        return False
    return one == other or registered_domain(one) == registered_domain(other)
