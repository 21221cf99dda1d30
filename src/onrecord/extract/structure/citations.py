"""Citations: the addresses a statement's notes and text refer to, and whose pages they are.

Contacts, anchors of the same page, share buttons and the way to one's own home page are none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from onrecord.extract.structure.draft import Draft
from onrecord.extract.structure.furniture import is_share_link
from onrecord.extract.structure.ownership import Owner
from onrecord.model.citation import Citation
from onrecord.text.urls import bare_url, find_urls, host

# A link from a marker to its note or back, also where it was saved with the page's whole address.
_NOTE = re.compile(
    r"#_?(?:ftn|edn|fn|footnote|endnote|cite|note)(?:ref|_ref|-ref)?[-_:]*[\divx]+\Z"
)

# An address whose host can be one and which leads beyond its front page.
_WITH_PATH = re.compile(r"https?://[A-Za-z0-9][A-Za-z0-9.-]*(?::\d{1,5})?/[^/?#\s]")
# What stands in an address as it is in its canonical form (RFC 3986, 2.3), whatever its spelling.
_UNESCAPED = re.compile(r"[A-Za-z0-9._~-]{4,}")


def citations(drafts: Sequence[Draft], url: str | None, owner: Owner) -> tuple[Citation, ...]:
    """Return the citations of drafts whose notes are bound; `blocks` index these drafts."""
    pointing: dict[str, list[int]] = {}
    for i, draft in enumerate(drafts):
        for marker in draft.points_to:
            pointing.setdefault(marker, []).append(i)
    found: dict[tuple[str | None, str], list[int]] = {}
    page = _Page(bare_url(url)) if url else None
    home = host(url) if url else ""
    for i, draft in enumerate(drafts):
        for address in _addresses(draft):
            if not _is_citation(address, page, home):
                continue
            blocks = found.setdefault((draft.note, address), [])
            for block in pointing.get(draft.note, ()) if draft.note is not None else (i,):
                if block not in blocks:
                    blocks.append(block)
    return tuple(
        Citation(marker, address, tuple(sorted(blocks)), owner.cited_kind(address))
        for (marker, address), blocks in found.items()
    )


def _addresses(draft: Draft) -> Iterator[str]:
    """Yield the addresses of links and of bare URLs in order, a linked URL once."""
    if not draft.links:
        if "://" in draft.text or "www." in draft.text:
            yield from (address for _, _, address in find_urls(draft.text))
        return
    found = [(k.start, k.href) for k in draft.links if k.end > k.start and not _NOTE.search(k.href)]
    covered = [(k.start, k.end) for k in draft.links]
    if "://" in draft.text or "www." in draft.text:
        found += [
            (start, address)
            for start, end, address in find_urls(draft.text)
            if not any(a < end and start < b for a, b in covered)
        ]
    found.sort(key=lambda pair: pair[0])
    yield from dict.fromkeys(address for _, address in found)


@dataclass(frozen=True, slots=True)
class _Page:
    """The statement's own page by its bare address."""

    bare: str

    def is_at(self, address: str) -> bool:
        """Tell whether an address is the page's own; most are not by the end of their path."""
        end = self.bare.rpartition("/")[2]
        if _UNESCAPED.fullmatch(end) and end not in address and "%" not in address:
            return False
        return bare_url(address) == self.bare


def _is_citation(address: str, page: _Page | None, home: str) -> bool:
    if not address.startswith(("http://", "https://", "ftp://")) or is_share_link(address):
        return False
    if page is not None and page.is_at(address):
        return False
    if _WITH_PATH.match(address):
        return True
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    way_home = parts.path in ("", "/") and not parts.query and host(address) == home
    return bool(parts.hostname) and not way_home
