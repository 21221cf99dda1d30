"""The marks inside a paragraph of Markdown: emphasis off, links and notes kept as spans.

Follows CommonMark where releases do; where converters left unbalanced stars ("**Who **"), the
stars go and the words stay. Knows no blocks.
"""

import html
import re
from dataclasses import dataclass, field
from urllib.parse import urljoin

from onrecord.extract.laying import Words

_SPECIAL = re.compile(r"[*_\[\]<&\\`!~]")
_TOKEN = re.compile(
    r"""\\(?P<escaped>[!-/:-@\[-`{-~])
    |!\[(?P<image>[^\]]*)\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\]]*\])?
    |\[\^(?P<note>[^\]\s]{1,40})\]
    |\[(?P<words>(?:[^\[\]\\]|\\.|\[[^\[\]]{0,200}\])*)\]
        (?:\((?P<target>\s*<[^<>\n]*>[^()]*|[^()]*(?:\([^()]*\)[^()]*)*)\)|\[(?P<name>[^\[\]]*)\])?
    |<(?P<auto>(?:https?|ftp|mailto):[^\s<>]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)>
    |(?P<comment><!--(?s:.*?)-->)
    |<(?P<closing>/?)(?P<tag>[A-Za-z][A-Za-z0-9]*)(?P<attributes>(?:[^<>"']|"[^"]*"|'[^']*')*)/?>
    |(?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)
    |(?P<stars>\*+|_+|~~)
    |`(?P<code>[^`\s]+)`""",
    re.X,
)
_TITLE = re.compile(r"\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\))\s*\Z")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_HREF = re.compile(r"\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.I)
_NAMED = re.compile(r"\b(?:id|name)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.I)
_BREAKS = frozenset({"br", "p", "div", "tr", "li"})
_MARKER = re.compile(r"\[?[\d*†‡]{1,3}\]?")
# Word and its converters name the two ends of a footnote so; the page's own address before the
# "#" is the page itself, whatever it was called when the file was made.
_NOTE_PLACE = re.compile(r"#(_{0,2}(?:ftn|edn|fn|footnote)(ref)?[-_:]?(\d+))\Z", re.I)


@dataclass(slots=True)
class Marks:
    """What inline marks refer to in one file: link definitions, order of notes, base address."""

    base: str | None = None
    targets: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)  # [^name] -> the number it is shown as
    numbers: set[str] = field(default_factory=set)  # of notes written as links' definitions

    def number(self, name: str) -> str:
        """Return what a note is shown as: its own number, else its place in order of use."""
        if name.isdigit():
            return name
        return self.notes.setdefault(name, str(len(self.notes) + 1))


def spell(source: str, marks: Marks) -> Words:
    """Return the words of a paragraph's source without its marks, with their links.

    >>> words = spell("**Oslo** – see [the *note*](https://mfa.example/1)[^1]", Marks())
    >>> words.text, words.links
    ('Oslo – see the note[1]', [(11, 19, 'https://mfa.example/1'), (19, 22, '#fn1')])
    >>> spell("2 * 3 * 4, snake_case, ** WHEN:** Monday", Marks()).text
    '2 * 3 * 4, snake_case,  WHEN: Monday'
    """
    if _SPECIAL.search(source) is None:
        return Words(source)
    tokens = _tokens(source)
    if not tokens:
        return Words(source)
    kept = _stars_of_the_text(source, tokens)
    writer = _Writer(marks)
    at = 0
    for token in tokens:
        writer.put(source[at : token.start()])
        at = token.end()
        if token.start() in kept:
            writer.put(token[0])
        else:
            writer.put_token(token)
    writer.put(source[at:])
    return writer.words()


def _tokens(source: str) -> list[re.Match[str]]:
    tokens = []
    at = 0
    while special := _SPECIAL.search(source, at):  # far quicker than trying a token everywhere
        at = special.end()
        if token := _TOKEN.match(source, special.start()):
            tokens.append(token)
            at = token.end()
    return tokens


def _stars_of_the_text(source: str, tokens: list[re.Match[str]]) -> set[int]:
    """Return where stars and underscores begin that are no emphasis but the text's own."""
    kept: set[int] = set()
    opened: dict[str, int] = {}
    for token in tokens:
        mark = token["stars"]
        if mark is None:
            continue
        start, end = token.span()
        before, after = source[start - 1 : start], source[end : end + 1]
        if (mark[0] == "*" and len(mark) > 1) or mark == "~~":
            if start == 0 and after.isspace() and source.count(mark) == 1:
                kept.add(start)  # the label of a note: "** Less than half."
            continue  # elsewhere emphasis, balanced or not
        if mark in opened and _may_close(mark, before, after):
            del opened[mark]
        elif len(mark) < 3 and _may_open(before, after):
            kept |= {opened[mark]} if mark in opened else set()
            opened[mark] = start
        else:
            kept.add(start)
    return kept | set(opened.values())


def _may_open(before: str, after: str) -> bool:
    return bool(after) and not after.isspace() and not before.isalnum()


def _may_close(mark: str, before: str, after: str) -> bool:
    # "*As prepared for delivery *" is how an editor's bold button leaves a trailing blank.
    if mark[0] == "*":
        return not before.isspace() or not after or after == "\n"
    return not before.isspace() and not after.isalnum()


class _Writer:
    """Words being written; spans count in what is written so far."""

    def __init__(self, marks: Marks) -> None:
        self._marks = marks
        self._pieces: list[str] = []
        self._length = 0
        self._words = Words()
        self._anchor: tuple[int, str] | None = None
        self._raised_at: int | None = None

    def words(self) -> Words:
        self._words.text = "".join(self._pieces)
        return self._words

    def put(self, text: str) -> None:
        if text:
            self._pieces.append(text)
            self._length += len(text)

    def put_token(self, token: re.Match[str]) -> None:
        name = token.lastgroup
        if name in ("escaped", "code"):
            self.put(token[name])
        elif name == "entity":
            self.put(html.unescape(token[0]))
        elif name == "note":
            self._put_note(token["note"])
        elif name == "auto":
            mail = "" if ":" in token["auto"] else "mailto:"
            self._put_link(Words(token["auto"]), mail + token["auto"])
        elif token["tag"]:
            self._put_tag(token)
        elif token["words"] is not None:
            self._put_brackets(token)

    def _put_note(self, name: str) -> None:
        number = self._marks.number(name)
        self._put_link(Words(f"[{number}]"), f"#fn{number}")

    def _put_brackets(self, token: re.Match[str]) -> None:
        source, target, name = token["words"], token["target"], token["name"]
        inner = spell(source, self._marks)
        if target is not None:
            self._put_spaced(inner, token)
            self._put_link(inner, self._href(target))
            return
        if name is None and source in self._marks.numbers:
            self._put_note(source)
            return
        href = self._marks.targets.get(folded(name or source))
        if href is not None:
            self._put_link(inner, self._href(href))
            return
        self.put("[")
        self._put_words(inner)
        self.put("]" if name is None else f"][{name}]")

    def _put_spaced(self, inner: Words, token: re.Match[str]) -> None:
        """A converter that loses the blank before a link glues two words: "view a[full list]"."""
        before = token.string[token.start() - 1 : token.start()]
        if before.isalpha() and inner.text[:1].isalpha() and len(inner.text) > 3:
            self.put(" ")

    def _put_link(self, inner: Words, href: str | None) -> None:
        start = self._length
        self._put_words(inner)
        if href is None:
            return
        place = _NOTE_PLACE.search(href)
        if place and _MARKER.fullmatch(inner.text.strip()):
            href = "#" + place[1]
            self._words.anchors.append(_other_end(place))
        self._words.links.append((start, self._length, href))

    def _put_words(self, inner: Words) -> None:
        at = self._length
        self._words.links += [(at + s, at + e, href) for s, e, href in inner.links]
        self._words.raised += [(at + s, at + e) for s, e in inner.raised]
        self._words.anchors += inner.anchors
        self.put(inner.text)

    def _put_tag(self, token: re.Match[str]) -> None:
        tag, closing, attributes = token["tag"].lower(), token["closing"], token["attributes"]
        if not closing and (named := _NAMED.search(attributes)):
            self._words.anchors.append(named[named.lastindex or 0])
        if tag in _BREAKS:
            self.put("\n")
        elif tag == "sup" and not closing:
            self._raised_at = self._length
        elif tag == "sup" and self._raised_at is not None:
            self._words.raised.append((self._raised_at, self._length))
            self._raised_at = None
        elif tag == "a" and not closing:
            found = _HREF.search(attributes)
            href = self._href(html.unescape(found[found.lastindex or 0])) if found else None
            self._anchor = (self._length, href) if href else None
        elif tag == "a" and self._anchor:
            self._words.links.append((self._anchor[0], self._length, self._anchor[1]))
            self._anchor = None

    def _href(self, target: str) -> str | None:
        """Return the absolute address of a link's target, None when it can't be known."""
        target = _TITLE.sub("", " " + target).strip()
        if target.startswith("<"):
            target = target[1:].partition(">")[0]
        target = html.unescape(_ESCAPED.sub(r"\1", target)).replace(" ", "%20").replace("\n", "")
        if not target or target.startswith("#"):
            return target if len(target) > 1 else None
        if _SCHEME.match(target):
            return target
        try:
            return urljoin(self._marks.base, target) if self._marks.base else None
        except ValueError:
            return None


def folded(name: str) -> str:
    """Return the form under which a link's definition is found (CommonMark, "matches")."""
    return " ".join(name.split()).casefold()


def _other_end(place: re.Match[str]) -> str:
    """Return the anchor of the block that links to this end of a note: its other end."""
    name, is_back, number = place[1], place[2], place[3]
    if is_back:
        return name.replace(is_back, "", 1)
    return name[: len(name) - len(number)] + "ref" + number
