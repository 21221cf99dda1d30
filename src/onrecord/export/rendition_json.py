"""The JSON line of `renditions`: a rendition beside the statement, by indices of blocks."""

from typing import Any

from onrecord.model.rendition import SideBySide


def rendition_json(beside: SideBySide) -> dict[str, Any]:
    """Return the object; `blocks` are indices into the `blocks` of each `show --json`."""
    there = beside.there.extraction
    return {
        "statement": beside.here.id,
        "rendition": beside.there.id,
        "issuers": [issuer.name for issuer in there.issuers],
        "language": there.language,
        "title": there.title,
        "published_on": there.published_on.isoformat() if there.published_on else None,
        "basis": beside.basis.value,
        "likeness": beside.likeness,
        "pairs": [
            {
                "blocks": list(pair.here),
                "rendition_blocks": list(pair.there),
                "numbers_only_here": list(pair.numbers_here),
                "numbers_only_there": list(pair.numbers_there),
            }
            for pair in beside.pairs
        ],
        "only_here": list(beside.only_here),
        "only_there": list(beside.only_there),
    }
