"""The entries of a feed, in whatever format it came, as parts. Knows neither XML nor JSON.

An entry is named by its identifier, else its address, else a digest of its title and date: a name
that stays while other entries come and go.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urljoin, urlsplit

from onrecord.extract.inner import inner_html, inner_text
from onrecord.extract.layout import Context, Hint, Hints, LaidBlock, Layout, Part
from onrecord.model.capture import Supplied
from onrecord.model.statement import Attachment
from onrecord.text.normalise import normalise
from onrecord.text.urls import canonical_url, same_site

LONGEST_VALUE = 2000  # of a title or an identifier: what is longer is not one
# A channel's title joins the body's name to the name of the section it has here.
_JOINT = re.compile(r"\s+[|»«·•–—-]+\s+|\s*[|»·•]\s*|:\s+")
_GENERATED = "appeared first on"


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """What a feed says of itself; `reader` is the name and version of what read it."""

    reader: str
    title: str | None = None
    url: str | None = None
    language: str | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry as written. Of `markup` and `text` the first that holds words is the text."""

    identifier: str | None = None
    url: str | None = None
    title: str | None = None
    date: str | None = None
    language: str | None = None
    markup: tuple[tuple[str, str | None], ...] = ()  # (mark-up, base address), best first
    text: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()


def parts_of(entries: Sequence[Entry], channel: Channel, context: Context) -> Iterator[Part]:
    """Yield a part for each entry, in order; one met twice, word for word, once."""
    entries = list(dict.fromkeys(_cleaned(entry, channel, context) for entry in entries))
    names = _names(entries)
    seen: Counter[str] = Counter()
    for entry, name in zip(entries, names, strict=True):
        seen[name] += 1
        fragment = name if seen[name] == 1 else f"{name}-{seen[name]}"
        yield Part(
            layout=_layout(entry, channel, context),
            fragment=fragment,
            supplied=Supplied(
                url=entry.url,
                identifier=fragment if fragment != entry.url else None,
                title=entry.title,
                date=entry.date,
                language=entry.language or channel.language,
            ),
        )


def one_line(value: object) -> str | None:
    """Return a value that is text in normal form, None when it is none or shows nothing.

    >>> one_line(" Note\\n 61 "), one_line(61), one_line(" ")
    ('Note 61', None, None)
    """
    if not isinstance(value, str) or len(value) > LONGEST_VALUE:
        return None
    return normalise(value) or None


def web_address(value: object, base: str | None) -> str | None:
    """Return the absolute address of a page, None for what is no such.

    >>> web_address("/en/61", "https://mfa.example/feed")
    'https://mfa.example/en/61'
    >>> web_address("tag:mfa.example,2025:1", None) is None
    True
    """
    written = one_line(value)
    if written is None:
        return None
    try:
        url = urljoin(base or "", written)
        return url if urlsplit(url).scheme in ("http", "https") and urlsplit(url).netloc else None
    except ValueError:
        return None


def _cleaned(entry: Entry, channel: Channel, context: Context) -> Entry:
    base = channel.url or context.url
    return replace(
        entry,
        identifier=one_line(entry.identifier),
        url=web_address(entry.url, base) or web_address(entry.identifier, None),
        title=one_line(entry.title),
        date=one_line(entry.date),
        language=one_line(entry.language),
    )


def _names(entries: Sequence[Entry]) -> list[str]:
    """Return a name for each entry; an identifier that several have (a constant) names none."""
    wanted = [
        [n for n in (entry.identifier, entry.url, _digest(entry)) if n is not None]
        for entry in entries
    ]
    used = Counter(name for names in wanted for name in set(names))
    return [next((n for n in names if used[n] == 1), names[-1]) for names in wanted]


def _digest(entry: Entry) -> str:
    said = "\n".join([entry.title or "", entry.date or "", entry.url or ""])
    if not entry.title and not entry.date:
        said += "\n".join([*(markup for markup, _ in entry.markup), *entry.text])
    return "entry-" + hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:16]


def _layout(entry: Entry, channel: Channel, context: Context) -> Layout:
    laid = _body(entry, channel, context)
    attachments = {a.url: a for a in (*laid.attachments, *entry.attachments)}
    return replace(
        laid,
        blocks=_without_generated(laid.blocks, entry, channel),
        hints=_hints(entry, channel),
        attachments=tuple(attachments.values()),
        reader=channel.reader,
        warnings=(*channel.warnings, *laid.warnings),
    )


def _body(entry: Entry, channel: Channel, context: Context) -> Layout:
    for markup, base in entry.markup:
        address = web_address(base, None) or entry.url or channel.url
        laid = inner_html(markup, context, url=address)
        if laid.blocks:
            return laid
    for text in entry.text:
        laid = inner_text(text)
        if laid.blocks:
            return laid
    return inner_text("")


def _without_generated(
    blocks: tuple[LaidBlock, ...], entry: Entry, channel: Channel
) -> tuple[LaidBlock, ...]:
    """Drop the line a blog program puts below each entry: a link to it, and one to its site.

    The words are the program's language, so links to the entry and its site's root tell.
    """
    if len(blocks) < 2 or entry.url is None:
        return blocks
    last = blocks[-1]
    own = [link for link in last.links if canonical_url(link.href) == canonical_url(entry.url)]
    roots = [
        link
        for link in last.links
        if same_site(link.href, entry.url) and urlsplit(link.href).path in ("", "/")
    ]
    linked = sum(link.end - link.start for link in (*own, *roots))
    if len(last.links) == 2 and own and roots and 2 * linked > len(last.text):
        return blocks[:-1]
    return blocks[:-1] if _GENERATED in last.text and own else blocks


def _hints(entry: Entry, channel: Channel) -> Hints:
    names = _JOINT.split(channel.title) if channel.title else []
    bodies = sorted(filter(None, names), key=len, reverse=True)  # a body's name outgrows "News"
    return Hints(
        issuers=(
            *(Hint(name.strip(), "title of the feed") for name in bodies),
            *(Hint(name, "author of the entry") for name in entry.authors),
        ),
        sections=tuple(Hint(name, "category of the entry") for name in entry.sections)
        + ((Hint(channel.title, "title of the feed"),) if channel.title else ()),
    )
