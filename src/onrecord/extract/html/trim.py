"""Blocks of the chosen part that are not the text after all: dropped by what they say.

Works on blocks alone, so on lines as a reader sees them; the tree is gone.
"""

import re
from collections.abc import Iterable

from onrecord.extract.html.blocks import BOLD_LEVEL
from onrecord.extract.html.phrases import says
from onrecord.extract.layout import LaidBlock
from onrecord.model.statement import BlockKind

# A paragraph of this length met twice is the same one laid out for another screen.
_REPEATED = 60

# A title is as long on the page as in its head, but for the case of its letters and blanks.
_TITLE_BLANKS = 20

# A block with more of it in links than this is a link, not a text with links.
_LINK_SHARE = 0.8
_SHORT = 120

# As many link blocks in a row are a menu or a list of related pages.
_RUN_OF_LINKS = 3
# A part of nothing but links that is longer than a menu (code points): a list is its text.
_LONG_LIST = 1000

# A section under a furniture heading is dropped when it holds at most this share of the text.
_SECTION_SHARE = 0.35

# Between the links of a menu; beside them stands at most one word, the page's own.
_BAR = re.compile(r"\s*(?:[|/·•»>–—-]\s*)?(?:\w+\s*[|/·•])?\s*")
_BESIDE_MENU = 16

_URL = re.compile(r"https?://|www\.|\.(?:pdf|docx?|xlsx?|pptx?|zip)\b|@", re.IGNORECASE)
_NOTE = re.compile(r"^\s*(?:\[\d{1,3}\]|\(\d{1,3}\)|\d{1,3}[.)\]]|[¹²³⁴⁵⁶⁷⁸⁹]|\*{1,3}\s?\S|\^|↑)")


def trim(blocks: list[LaidBlock], *, titles: Iterable[str]) -> list[LaidBlock]:
    """Return the blocks without furniture, repetitions and the title's own line."""
    blocks = _without_lines(blocks, {_plain(t) for t in titles})
    blocks = _without_sections(blocks)
    kept = _without_link_runs(blocks)
    return kept if kept or sum(len(b.text) for b in blocks) < _LONG_LIST else blocks


def is_kept(block: LaidBlock) -> bool:
    """Return whether a block looks like a statement's note or contact."""
    return block.in_footer or bool(_NOTE.match(block.text)) or says(block.text, "kept")


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _without_lines(blocks: list[LaidBlock], titles: set[str]) -> list[LaidBlock]:
    seen: set[str] = set()
    longest = max(map(len, titles), default=0) + _TITLE_BLANKS
    kept = []
    for block in blocks:
        text = block.text
        if len(text) >= _REPEATED and block.kind is not BlockKind.TABLE:
            if text in seen or says(text, "lines"):
                continue
            seen.add(text)
        elif says(text, "lines") or says(text, "today") or not any(map(str.isalnum, text)):
            continue
        if (len(text) <= longest and _plain(text) in titles) or _is_menu(block):
            continue
        kept.append(block)
    return kept


def _without_sections(blocks: list[LaidBlock]) -> list[LaidBlock]:
    """Drop what stands under "Related articles" and the like, up to the next heading or notes."""
    total = sum(len(b.text) for b in blocks) or 1
    kept: list[LaidBlock] = []
    at = 0
    while at < len(blocks):
        block = blocks[at]
        if not _opens_furniture(block):
            kept.append(block)
            at += 1
            continue
        end = _section_end(blocks, at)
        size = sum(len(b.text) for b in blocks[at:end])
        if size <= _SECTION_SHARE * total:
            at = end
        else:
            kept.append(block)
            at += 1
    return kept


def _opens_furniture(block: LaidBlock) -> bool:
    return (
        len(block.text) < _SHORT
        and block.kind is not BlockKind.TABLE
        and not block.in_footer
        and says(block.text, "headings")
    )


def _section_end(blocks: list[LaidBlock], start: int) -> int:
    opener = blocks[start]
    level = opener.level if _is_ranked(opener) else 0
    for at in range(start + 1, len(blocks)):
        block = blocks[at]
        if is_kept(block):
            return at
        if _is_ranked(block) and (not level or block.level <= level):
            return at
        if not level and not _is_light(block):
            return at
    return len(blocks)


def _is_ranked(block: LaidBlock) -> bool:
    """Tell whether a block is a heading by its tag; a bold line opens and ends nothing."""
    return block.kind is BlockKind.HEADING and block.level < BOLD_LEVEL


def _is_light(block: LaidBlock) -> bool:
    return link_share(block) > 0.5 or len(block.text) < _SHORT


def link_share(block: LaidBlock) -> float:
    """Return how much of a block's text is in links, 0..1."""
    return sum(k.end - k.start for k in block.links) / (len(block.text) or 1)


def _is_menu(block: LaidBlock) -> bool:
    """Tell whether a line is links with bars between them: "Home | News | Contacts"."""
    if len(block.links) < 2 or block.in_footer or len(block.text) > 200:
        return False
    at, between = 0, []
    for link in block.links:
        between.append(block.text[at : link.start])
        at = link.end
    return (
        all(_BAR.fullmatch(gap) for gap in between[1:])
        and len(between[0] + block.text[at:]) <= _BESIDE_MENU
        and not any(_URL.search(block.text[k.start : k.end]) for k in block.links)
    )


def _is_link(block: LaidBlock) -> bool:
    return (
        len(block.text) < 200
        and block.kind is not BlockKind.TABLE
        and not _is_listed_note(block)
        and link_share(block) > _LINK_SHARE
        and not _URL.search(block.text)
        and not _NOTE.match(block.text)
        and not any(_URL.search(k.href.rpartition("/")[2]) for k in block.links)
    )


def _is_listed_note(block: LaidBlock) -> bool:
    """Tell whether a block among the notes can be jumped to or has a number of its own."""
    numbered = block.label is not None and block.label[:1].isalnum()
    return block.in_footer and (numbered or bool(block.anchors))


def _without_link_runs(blocks: list[LaidBlock]) -> list[LaidBlock]:
    kept: list[LaidBlock] = []
    run: list[LaidBlock] = []
    for block in blocks:
        if _is_link(block):
            run.append(block)
            continue
        kept += run if len(run) < _RUN_OF_LINKS else []
        run = []
        kept.append(block)
    return kept + (run if len(run) < _RUN_OF_LINKS else [])
