"""The title: what the format offers, else the first heading or line that is one."""

from collections.abc import Sequence

from onrecord.extract.layout import Part
from onrecord.extract.structure.draft import Draft, Found
from onrecord.extract.structure.tables import folded
from onrecord.model.statement import BlockKind
from onrecord.text.normalise import normalise

HEADER = 12  # drafts among which a title stands
LONGEST = 300  # code points


def title(part: Part, drafts: Sequence[Draft]) -> tuple[Draft, Found]:
    """Return the title as a draft, one of `drafts` where it stands among them, and why."""
    offered = [(hint.value, hint.why) for hint in part.layout.hints.titles]
    if part.supplied.title:
        offered.append((part.supplied.title, "supplied beside the text"))
    for value, why in offered:
        words = normalise(value)
        if not words:
            continue
        standing = next((d for d in drafts[:HEADER] if folded(d.text) == folded(words)), None)
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
