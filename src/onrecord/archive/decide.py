"""The pure decision: new, a new version, seen again, returned, or another lineage's first."""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.records import Known


class Verdict(StrEnum):
    NEW = "new"  # a statement not seen before
    VERSION = "version"  # a wording not seen before
    SEEN = "seen"  # a wording the archive has
    BESIDE = "beside"  # the first wording in a second lineage: no version


@dataclass(frozen=True, slots=True)
class Decision:
    verdict: Verdict
    number: int  # of the version that was seen; 0 for BESIDE


def decide(known: Known | None, lineage: str, text_sha256: str) -> Decision:
    """Return what a wording is to the archive.

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
        return Decision(Verdict.BESIDE, 0)
    return Decision(Verdict.VERSION, known.last_version + 1)
