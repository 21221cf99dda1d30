"""The pure decision: new, a new version, seen again, returned, or another lineage's first.

A feed often gives no more than how a statement begins. So where a feed alone is known, the first
wording of another lineage is the same version in its fuller words, unless it is much shorter.
From then on the page is what is compared: what the feed says later makes no version.
"""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.records import Known


class Verdict(StrEnum):
    NEW = "new"  # a statement not seen before
    VERSION = "version"  # a wording not seen before
    SEEN = "seen"  # a wording the archive has
    BESIDE = "beside"  # the first wording in a second lineage: no version
    EXPUNGED = "expunged"  # of a statement that was taken out for good
    FULLER = "fuller"  # the same beside a feed: its words take the place of the feed's


@dataclass(frozen=True, slots=True)
class Decision:
    verdict: Verdict
    number: int  # of the version that was seen; 0 for BESIDE


FEED = "feed"
FULL_ENOUGH = 0.9  # of the feed's length: a page's text without what only the feed adds


def decide(known: Known | None, lineage: str, text_sha256: str, *, length: int = 0) -> Decision:
    """Return what a wording is to the archive; `length` is its text's in code points.

    >>> decide(None, "html", "a")
    Decision(verdict=<Verdict.NEW: 'new'>, number=1)
    """
    if known is None:
        return Decision(Verdict.NEW, 1)
    number = known.wordings.get((lineage, text_sha256))
    if number is not None:
        return Decision(Verdict.SEEN if number else Verdict.BESIDE, number)
    same_text = [n for (_, digest), n in known.wordings.items() if digest == text_sha256 and n]
    if same_text:
        return Decision(Verdict.SEEN, same_text[0])
    if lineage not in known.lineages:
        if known.lineages == {FEED} and length >= FULL_ENOUGH * known.length:
            return Decision(Verdict.FULLER, known.current_version)
        return Decision(Verdict.BESIDE, 0)
    if lineage == FEED and any(n and other != FEED for (other, _), n in known.wordings.items()):
        return Decision(Verdict.BESIDE, 0)
    return Decision(Verdict.VERSION, known.last_version + 1)
