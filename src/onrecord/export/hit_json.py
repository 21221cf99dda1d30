"""The JSON lines of a search: one for each hit, and one for the facets (DESIGN section 5)."""

from typing import Any

from onrecord.model.search import Hit, Results


def hit_json(hit: Hit) -> dict[str, Any]:
    """Return a hit as plain JSON values; marks count code points of their snippet."""
    return {
        "id": hit.id,
        "key": hit.key,
        "title": hit.title,
        "issuers": list(hit.issuers),
        "kind": hit.kind,
        "published_on": hit.published_on.isoformat() if hit.published_on else None,
        "language": hit.language,
        "url": hit.url,
        "score": hit.score,
        "version": hit.version,
        "current": hit.current,
        "snippets": [{"text": s.text, "marks": [list(m) for m in s.marks]} for s in hit.snippets],
    }


def facets_json(results: Results) -> dict[str, Any]:
    """Return the last line of a search with facets."""
    return {
        "facets": {
            field: [[value, count] for value, count in values]
            for field, values in results.facets.items()
        },
        "total": results.total,
        "also": [{"words": also.words, "names": list(also.names)} for also in results.also],
        "histogram": {
            "year": [list(pair) for pair in results.histogram.year],
            "month": [list(pair) for pair in results.histogram.month],
        },
    }
