"""The header of a Markdown file: flat YAML between lines of dashes. Knows no Markdown.

Read here and not by a YAML library: headers of releases are scalars and lists of scalars, nested
values say nothing about a statement, and a full parser costs more than the rest of the file.
"""

import re
from dataclasses import dataclass, field

from onrecord.extract.layout import Hint, Hints

# Our hint, and the names it goes by in the headers of static site generators (Jekyll, Hugo,
# Eleventy, Pandoc), best first.
NAMES: dict[str, tuple[str, ...]] = {
    "title": ("title", "headline"),
    "date": ("date", "published", "published_on", "publishdate", "pubdate", "date_published"),
    "url": ("canonical_url", "canonical", "url", "permalink", "source_url", "link"),
    "issuer": ("issuer", "publisher", "organization", "organisation", "agency", "author", "source"),
    "language": ("lang", "language", "locale"),
    "section": ("kind", "type", "section", "category", "categories", "collection"),
}

_HEADER = re.compile(
    r"\A\ufeff?\s*---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S | re.M
)
_KEY = re.compile(r"([\"']?)([A-Za-z_][\w .-]*)\1[ \t]*:(?:[ \t]+(.*)|)\Z")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.*)\Z")
_COMMENT = re.compile(r"(?:^|\s)#.*\Z")
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|.)", re.S)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "N": "\x85", "_": "\u00a0", "e": "\x1b"}
_BLOCK_SCALARS = {"|", ">", "|-", ">-", "|+", ">+"}


@dataclass(frozen=True, slots=True)
class Header:
    """The values of a front matter by lower-case name; `body_at` is where the text begins."""

    values: dict[str, tuple[str, ...]] = field(default_factory=dict)
    body_at: int = 0

    def hints(self, name: str) -> tuple[Hint, ...]:
        """Return what the header offers for one of our names, best first."""
        return tuple(
            Hint(value, f"front matter: {key}")
            for key in NAMES[name]
            for value in self.values.get(key, ())
            if value
        )

    def first(self, name: str) -> str | None:
        return next((hint.value for hint in self.hints(name)), None)

    def as_hints(self, canonical_url: str | None) -> Hints:
        return Hints(
            titles=self.hints("title"),
            dates=self.hints("date"),
            issuers=self.hints("issuer"),
            languages=self.hints("language"),
            sections=self.hints("section"),
            canonical_url=canonical_url,
        )


def read_header(text: str) -> Header:
    """Return the front matter of a Markdown text; an empty one where there is none.

    >>> header = read_header("---\\ntitle: 'It''s agreed'\\ntags: [a, b]\\n---\\nText")
    >>> header.values
    {'title': ("It's agreed",), 'tags': ('a', 'b')}
    >>> read_header("A line\\n---\\nno header").values
    {}
    """
    found = _HEADER.match(text)
    if found is None:
        return Header()
    values: dict[str, tuple[str, ...]] = {}
    for name, lines in _entries(found[1].splitlines()):
        values.setdefault(name, _values(lines))
    if not values and found[1].strip():
        return Header()  # two rules with words between them, not a header
    return Header(values, found.end())


def _entries(lines: list[str]) -> list[tuple[str, list[str]]]:
    """Return each top-level key with the lines of its value."""
    entries: list[tuple[str, list[str]]] = []
    for line in lines:
        key = _KEY.match(line.rstrip()) if line[:1] not in " \t-#" else None
        if key:
            entries.append((key[2].strip().lower(), [key[3] or ""]))
        elif entries and (line[:1] in " \t-" or not line):
            entries[-1][1].append(line)
    return entries


def _values(lines: list[str]) -> tuple[str, ...]:
    first = lines[0].strip()
    rest = lines[1:]
    if first in _BLOCK_SCALARS:
        return ((("\n" if first[0] == "|" else " ").join(line.strip() for line in rest)).strip(),)
    if first.startswith("["):
        return _flow_list(" ".join([first, *rest]))
    if not _COMMENT.sub("", first):
        items = [_ITEM.match(line) for line in rest if line.strip()]
        if items and all(items):
            return tuple(_scalar(item[1]) for item in items if item)
        if any(_KEY.match(line.strip()) for line in rest):
            return ()  # a nested mapping
    return (_scalar(" ".join([first, *(line.strip() for line in rest)]).strip()),)


def _flow_list(text: str) -> tuple[str, ...]:
    inner = text.partition("[")[2].rpartition("]")[0]
    items = re.findall(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^,]+", inner)
    return tuple(scalar for item in items if (scalar := _scalar(item.strip())))


def _scalar(text: str) -> str:
    if text[:1] == "'":
        return text[1:].partition("' #")[0].rstrip().removesuffix("'").replace("''", "'")
    if text[:1] == '"':
        return _ESCAPE.sub(_unescaped, text[1:].partition('" #')[0].rstrip().removesuffix('"'))
    text = _COMMENT.sub("", text).strip()
    return "" if text in ("null", "~") else text


def _unescaped(found: re.Match[str]) -> str:
    code = found[1]
    if len(code) > 1:
        point = int(code[1:], 16)
        return chr(point) if point < 0x110000 else "\ufffd"
    return _ESCAPED.get(code, code)
