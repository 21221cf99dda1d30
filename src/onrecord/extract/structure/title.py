"""The title: what the format offers, else the first heading or line that is one."""

from collections.abc import Sequence

from onrecord.extract.layout import Part
from onrecord.extract.structure.draft import Draft, Found
from onrecord.extract.structure.tables import folded
from onrecord.model.statement import BlockKind
from onrecord.text.normalise import normalise

HEADER = 12  # drafts among which a title stands
LONGEST = 300  # code points
LONGEST_AROUND = 40  # code points that may stand around the title's own words in a line
SHORTEST_CUT = 15  # code points by which a cut title is known
FIRST_LINES = 3  # drafts among which its whole stands


def title(part: Part, drafts: Sequence[Draft]) -> tuple[Draft, Found]:
    """Return the title as a draft, one of `drafts` where it stands among them, and why."""
    offered = [(hint.value, hint.why) for hint in part.layout.hints.titles]
    if part.supplied.title:
        offered.append((part.supplied.title, "supplied beside the text"))
    for value, why in offered:
        words = normalise(value)
        if not words:
            continue
        wanted = folded(words)
        lines = (d for d in drafts[:HEADER] if len(d.text) <= len(words) + LONGEST_AROUND)
        standing = next((d for d in lines if folded(d.text) == wanted), None)
        if whole := _uncut(words, drafts):
            return whole, Found(f"{why}, cut short there", whole, 0, len(whole.text))
        draft = standing or Draft(words)
        return draft, Found(why, draft, 0, len(draft.text))
    heading = next((d for d in drafts[:HEADER] if d.kind is BlockKind.HEADING), None)
    if heading is not None and len(heading.text) <= LONGEST:
        return heading, Found("the first heading", heading, 0, len(heading.text))
    first = drafts[0]
    if len(first.text) <= LONGEST:
        return first, Found("the first line", first, 0, len(first.text))
    end = first.text.rfind(" ", 0, LONGEST // 2)
    words = first.text[: end if end > 0 else LONGEST // 2] + "…"
    return Draft(words), Found("the first words; the text has no title", first, 0, len(words) - 1)


def below(drafts: Sequence[Draft], title: Draft) -> list[Draft]:
    """Return the drafts without the title, and without the same title as a copy cut it short."""
    top = [d for d in drafts[: FIRST_LINES + 1] if d is not title and not _is_cut(d, title)]
    return top + [d for d in drafts[FIRST_LINES + 1 :] if d is not title]


def _is_cut(line: Draft, title: Draft) -> bool:
    begun = _begun(line.text)
    return bool(begun) and title.text.startswith(begun)


def _begun(words: str) -> str:
    """The words of a title that ends with dots; "" for one that is whole or too short to tell."""
    cut = words.rstrip(".… ") if words.endswith(("…", "...")) else ""
    return cut if len(cut) >= SHORTEST_CUT else ""


def _uncut(words: str, drafts: Sequence[Draft]) -> Draft | None:
    """Return the line of the text that an offered title was cut from: "Ministers meet to…"."""
    begun = _begun(words)
    if not begun:
        return None
    lines = (d for d in drafts[:FIRST_LINES] if d.text.startswith(begun))
    return next((d for d in lines if len(words) < len(d.text) <= LONGEST), None)
