"""Addresses that go into pages: only those of the web, and with the words to jump to."""

import re
from urllib.parse import quote, urlsplit

_WORDS = 4  # of a passage's beginning and of its end: enough to be found, few enough to last


def web_url(url: str | None) -> str | None:
    """Return an address if following it only opens a page of the web.

    >>> web_url("https://a.example/"), web_url("javascript:alert(1)"), web_url(None)
    ('https://a.example/', None, None)
    """
    if url is None or any(c <= " " or c == "\x7f" for c in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme.lower() in ("http", "https") and parts.netloc else None


def passage_url(url: str, passage: str) -> str:
    """Return the address of a passage of a page (a text fragment, https://wicg.github.io/scroll-to-text-fragment/).

    >>> passage_url("https://a.example/1#top", "The ferry is afloat.")
    'https://a.example/1#:~:text=The%20ferry%20is%20afloat.'
    >>> passage_url("https://a.example/1", "one two three four five six seven eight nine")
    'https://a.example/1#:~:text=one%20two%20three%20four,six%20seven%20eight%20nine'
    """
    line = max(passage.splitlines() or [""], key=len)
    pieces = line.split()
    ends = [pieces] if len(pieces) <= 2 * _WORDS else [pieces[:_WORDS], pieces[-_WORDS:]]
    return f"{url.partition('#')[0]}#:~:text={','.join(_escaped(' '.join(p)) for p in ends)}"


def _escaped(words: str) -> str:
    # A dash or comma as it stands would part the fragment's own pieces.
    return re.sub("-", "%2D", quote(words, safe=""))
