"""The blocks of a statement as HTML: most of its page, and so not left to a template.

Every word of a statement that goes into the page goes through `escape`.
"""

from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from onrecord.model.statement import BlockKind
from onrecord.web.links import passage_url
from onrecord.web.wording import Laid, Piece

_TAGS = {BlockKind.HEADING: "h2", BlockKind.QUOTE: "blockquote", BlockKind.TABLE: "div"}


def laid_out(
    blocks: Sequence[Laid], url: str | None, to_passage: str, to_original: str, code: str
) -> Markup:
    """Return the blocks one after the other, each with the links to itself.

    `url` is where the original stands on the web; the messages name a passage by `%(number)s`, and
    are in the language `code`.
    """
    here, there = str(escape(to_passage)), str(escape(to_original))
    written = []
    for number, block in enumerate(blocks, 1):
        tag = _TAGS.get(block.kind, "p")
        name = str(number)
        beside = (
            f'<a href="#{block.anchor}" aria-label="{here.replace("%(number)s", name)}">{name}</a>'
        )
        if url is not None:
            beside += (
                f'<a href="{escape(passage_url(url, block.text))}" '
                f'rel="noreferrer nofollow external" '
                f'aria-label="{there.replace("%(number)s", name)}">'
                f'<span aria-hidden="true">↗</span></a>'
            )
        loose = "".join(f'<a href="#{to}">[{escape(marker)}]</a>' for marker, to in block.loose)
        loose = f'<div class="loose">{loose}</div>' if loose else ""
        written.append(
            f'<div class="block {block.kind.value}" id="{block.anchor}">\n'
            f'<{tag} dir="auto">{linked(block.pieces)}</{tag}>\n'
            f'<div class="beside" lang="{code}">{beside}</div>\n'
            f"{loose}</div>\n"
        )
    return Markup("".join(written))  # noqa: S704 - what is of the statement is escaped


def linked(pieces: Iterable[Piece]) -> str:
    """Return the words of a block with its note markers as links and its claims marked."""
    written: list[str] = []
    claim = None
    for one in pieces:
        if one.claim != claim:
            written.append("</span>" if claim else "")
            written.append(f'<span class="claimed" id="{one.claim}">' if one.claim else "")
            claim = one.claim
        text = escape(one.text)
        written.append(f'<a class="ref" href="#{escape(one.to)}">{text}</a>' if one.to else text)
    written.append("</span>" if claim else "")
    return "".join(written)
