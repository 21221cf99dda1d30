"""Lines of Markdown to blocks: headings, lists, quotes, tables, notes, paragraphs.

Follows CommonMark and its usual extensions as far as releases use them, line by line: a full
parser reads a release ten times slower. Knows nothing of front matter, notes' meaning or issuers.
"""

import re
from dataclasses import replace

from onrecord.extract.laying import Words, lay
from onrecord.extract.layout import LaidBlock
from onrecord.extract.list_labels import NUMBERED, in_sequence
from onrecord.extract.markdown.inline import Marks, folded, spell
from onrecord.model.statement import BlockKind

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|(?<=##)(?=\w))(.*?)(?:[ \t]+#+)?[ \t]*\Z")
# End marks ("###", "# # #", "***"), with the invisible characters that editors leave in them.
_RULE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad#*_=~•·\\-]+\Z")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})[ \t]*\Z")
_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_BULLET = re.compile(r"(?=([-*+·•‣▪●]))(?:.[ \t\u00a0]+|[·•‣▪●])(?=\S)")
_INDENT = re.compile(r"[ \t]*")
_QUOTE = re.compile(r"\s*>[ \t]?")  # in a list it stands deep
_NOTE = re.compile(r" {0,3}\[\^([^\]\s]{1,40})\]:[ \t]*")
_TARGET = re.compile(r" {0,3}\[([^\]\[^][^\]\[]*)\]:[ \t]*<?(\S+?)>?(?:[ \t]+[\"'(].*)?[ \t]*\Z")
_SHORTCUT = re.compile(r"(?<![\]\\])\[(\d{1,3})\](?![\[(:])")  # a number in brackets, no link's
_FOOT_RULE = re.compile(r"[ \t]*(?:\\?_){8,}[ \t]*")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)*\Z")
_CELL_BORDER = re.compile(r"(?<!\\)\|")
_HTML_TABLE = re.compile(r" {0,3}</?table\b", re.I)
_ROW_END, _CELL_END = re.compile(r"</tr\s*>", re.I), re.compile(r"</t[dh]\s*>", re.I)
_UNSEEN = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>", re.S | re.I)
CELL_BETWEEN = " | "


def blocks(text: str, marks: Marks) -> list[LaidBlock]:
    """Return the blocks of a Markdown text without its front matter.

    >>> [(b.kind.value, b.label, b.text) for b in blocks("# Note\\n\\n1. *One*\\n2. Two", Marks())]
    [('heading', None, 'Note'), ('point', '1.', 'One'), ('point', '2.', 'Two')]
    """
    if "<" in text:
        text = _UNSEEN.sub("", text)
    lines = text.replace("\r", "").split("\n")
    if "]:" in text:
        shown = set(_SHORTCUT.findall(text))
        lines = [
            kept for line in lines if (kept := _without_target(line, marks, shown)) is not None
        ]
    return _Scanner(lines, marks).scan()


def _without_target(line: str, marks: Marks, shown: set[str]) -> str | None:
    """Take a link's definition and return None, or return what the line is.

    A number that the text shows as it is ("[1]", "[1]: https://...") is a note's, not a link's.
    """
    found = _TARGET.match(line)
    if found is None or (":/" not in found[2] and found[2][:1] not in "/#"):
        return line
    marks.targets.setdefault(folded(found[1]), found[2])
    if found[1] not in shown:
        return None
    marks.numbers.add(found[1])
    return f"[^{found[1]}]: <{found[2]}>"


class _Scanner:
    """The lines, the place in them, and the block whose lines are being collected."""

    def __init__(self, lines: list[str], marks: Marks) -> None:
        self.lines = lines
        self.at = 0
        self._marks = marks
        self._blocks: list[LaidBlock] = []
        self._foot: int | None = None  # the block after a line of underscores
        self._numbered = in_sequence(lines)
        self._indents: list[int] = []  # of the list items that are open around the place
        self._begin(BlockKind.PARAGRAPH)

    def _begin(
        self, kind: BlockKind, *lines: str, level: int = 0, label: str | None = None
    ) -> None:
        self._held = list(lines)
        self._kind, self._level, self._label = kind, level, label
        self._note: str | None = None

    def scan(self) -> list[LaidBlock]:
        while self.at < len(self.lines):
            line = self.lines[self.at]
            self.at += 1
            if line[:1].isalpha() and "|" not in line:  # most lines of most files
                self._held.append(line)
            elif not line:
                if self._held:
                    self._flush()
            elif _RULE.match(line):
                self._rule(line)
            else:
                self._marked(line, line.lstrip()[:1])
        self._flush()
        return self._with_foot()

    def _with_foot(self) -> list[LaidBlock]:
        """Mark what is numbered right below a line of underscores as the foot of the text."""
        at = self._foot
        if at is None or at >= len(self._blocks) or not self._blocks[at].label:
            return self._blocks
        foot = [replace(block, in_footer=True) for block in self._blocks[at:]]
        return self._blocks[:at] + foot

    def _flush(self) -> None:
        """Lay the block collected so far and begin an empty one."""
        if self._held:
            words = spell(_unwrapped(self._held), self._marks)
            if self._note is not None:
                shown = Words(f"[{self._note}] ", anchors=[f"fn{self._note}"])
                shown.add(words)
                words = shown
            block = lay(
                words,
                self._kind,
                level=self._level,
                label=self._label,
                in_footer=self._note is not None,
            )
            if block is not None:
                self._blocks.append(block)
        self._begin(BlockKind.PARAGRAPH)

    def _marked(self, line: str, first: str) -> None:
        if first == "#" and (found := _HEADING.match(line)):
            self._flush()
            self._begin(BlockKind.HEADING, found[2], level=len(found[1]))
            self._flush()
        elif first == ">":
            self._quote()
        elif first in "`~" and _FENCE.match(line):
            self._fenced(line.strip()[:3])
        elif first == "<" and _HTML_TABLE.match(line):
            self._html_table()
        elif first == "[" and (found := _NOTE.match(line)):
            self._flush()
            self._begin(BlockKind.PARAGRAPH, line[found.end() :])
            self._note = self._marks.number(found[1])
        elif "|" in line and (first == "|" or self._is_ruled()):
            self._table()
        else:
            self._item_or_words(line)

    def _rule(self, line: str) -> None:
        alone = len(self._held) == 1 and self._kind is BlockKind.PARAGRAPH
        if alone and (found := _UNDERLINE.match(line)):
            self._kind, self._level = BlockKind.HEADING, 1 if found[1][0] == "=" else 2
        if self._held:
            self._flush()
        if _FOOT_RULE.fullmatch(line):
            self._foot = len(self._blocks)

    def _item_or_words(self, line: str) -> None:
        indent = _INDENT.match(line)
        width = len(indent[0].expandtabs(4)) if indent else 0
        bare = line.lstrip()
        found = _BULLET.match(bare)
        numbered = found is None and self.at - 1 in self._numbered
        found = NUMBERED.match(bare) if numbered else found
        if found is None:
            if not self._held and not width:
                self._indents.clear()
            self._held.append(line)
            return
        self._flush()
        while self._indents and self._indents[-1] > width:
            self._indents.pop()
        if not self._indents or self._indents[-1] < width:
            self._indents.append(width)
        label = found[1] if numbered else self._bullet(found[1])
        self._begin(BlockKind.POINT, bare[found.end() :], level=len(self._indents), label=label)

    def _bullet(self, mark: str) -> str:
        """Markdown's own marks all show as a bullet; a star alone may be the label of a note."""
        if mark != "*":
            return "•" if mark in "-+" else mark
        around = (self._beside(-1), self._beside(1))
        return "•" if any(line.lstrip().startswith("* ") for line in around) else mark

    def _beside(self, step: int) -> str:
        """Return the nearest line with something on it before (-1) or after (1) the last taken."""
        at = self.at - 1 + step
        while 0 <= at < len(self.lines):
            if self.lines[at].strip():
                return self.lines[at]
            at += step
        return ""

    def _quote(self) -> None:
        self._flush()
        self.at -= 1
        inner = []
        while self.at < len(self.lines) and (found := _QUOTE.match(self.lines[self.at])):
            inner.append(self.lines[self.at][found.end() :])
            self.at += 1
        while inner:
            cut = next((i for i, line in enumerate(inner) if not line.strip(" >")), len(inner))
            if cut:
                self._begin(BlockKind.QUOTE, *(line.lstrip("> ") for line in inner[:cut]), level=1)
                self._flush()
            inner = inner[cut + 1 :]

    def _fenced(self, fence: str) -> None:
        self._flush()
        inner = []
        while self.at < len(self.lines):
            line = self.lines[self.at]
            self.at += 1
            if line.strip().startswith(fence):
                break
            inner.append(line)
        block = lay(Words("\n".join(inner)))
        if block is not None:
            self._blocks.append(block)

    def _is_ruled(self) -> bool:
        if self.at >= len(self.lines):
            return False
        following = self.lines[self.at]
        return "-" in following and _TABLE_RULE.match(following) is not None

    def _table(self) -> None:
        self._flush()
        self.at -= 1
        rows = []
        while self.at < len(self.lines) and "|" in self.lines[self.at]:
            line = self.lines[self.at].strip()
            self.at += 1
            if not _TABLE_RULE.match(line):
                rows.append(_CELL_BORDER.split(line.removeprefix("|").removesuffix("|")))
        self._laid_table(rows)

    def _html_table(self) -> None:
        self._flush()
        self.at -= 1
        inner = []
        while self.at < len(self.lines):
            inner.append(self.lines[self.at])
            self.at += 1
            if "</table" in inner[-1].lower():
                break
        rows = [_CELL_END.split(row) for row in _ROW_END.split(" ".join(inner))]
        self._laid_table(rows)

    def _laid_table(self, rows: list[list[str]]) -> None:
        table = Words()
        for row in rows:
            shown = Words()
            for cell in row:
                words = spell(cell.strip(), self._marks)
                words.text = words.text.replace("\n", " ")
                if words.text.strip():
                    shown.add(words, before=CELL_BETWEEN if shown.text else "")
            if shown.text:
                table.add(shown, before="\n" if table.text else "")
        block = lay(table, BlockKind.TABLE)
        if block is not None:
            self._blocks.append(block)


def _unwrapped(lines: list[str]) -> str:
    """Join a paragraph's lines: a line end shows as a space, after two spaces as a line end."""
    if len(lines) == 1:
        return lines[0].strip()
    joined = []
    for line in lines[:-1]:
        broken = line.endswith(("  ", "\\"))
        joined.append(line.strip().removesuffix("\\") + ("\n" if broken else " "))
    return "".join(joined) + lines[-1].strip()
