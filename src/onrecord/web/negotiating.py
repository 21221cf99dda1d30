"""Which form of a page is asked for, by its `Accept` header (RFC 9110, section 12.5.1)."""

from starlette.requests import Request

HTML, JSON, TEXT = "text/html", "application/json", "text/plain"


def wanted(request: Request, offered: tuple[str, ...] = (HTML, JSON)) -> str:
    """Return the one of the offered media types that the reader likes best, the first for none."""
    best, weight = offered[0], 0.0
    ranges = request.headers.get("accept", "")[:500].split(",")
    for kind in offered:
        quality = max((_quality(one, kind) for one in ranges), default=0.0)
        if quality > weight:
            best, weight = kind, quality
    return best


def _quality(media_range: str, kind: str) -> float:
    name, *parameters = (part.strip().lower() for part in media_range.split(";"))
    family = kind.partition("/")[0]
    if name not in (kind, f"{family}/*", "*/*"):
        return 0.0
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                return float(parameter[2:])
            except ValueError:
                return 0.0
    # A range that names the type comes before one that only lets it pass.
    return 1.0 if name == kind else 0.9
