"""Citations: what a statement points to, and what became of the target."""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.page_state import PageState


class CitedKind(StrEnum):
    """Whose page is cited. A party that cites its own state's organs is `own`."""

    OWN = "own"
    THIRD_PARTY = "third_party"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference from blocks of a statement to a URL.

    `marker` is the note's marker as printed without brackets ("1", "*"), null for a bare or
    in-text link. `blocks` are 0-based indices into the extraction's blocks: those that point to
    the note (not the note itself), or the block that holds the link. A note that cites two URLs
    makes two citations with the same marker.
    """

    marker: str | None
    url: str
    blocks: tuple[int, ...]
    cited_kind: CitedKind = CitedKind.UNKNOWN
    state: PageState = PageState.UNCHECKED
