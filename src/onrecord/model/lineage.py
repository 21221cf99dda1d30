"""Lineages of media: wordings are compared only within one of them.

A feed's shortened text beside the HTML page of the same statement is no change of wording.
"""

LINEAGES = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "multipart/related": "html",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/feed+json": "feed",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "message/rfc822": "email",
    "text/plain": "text",
    "text/markdown": "markdown",
    "application/vnd.onrecord.row+json": "row",
    "application/vnd.onrecord.row+csv": "row",
    "application/vnd.telegram.export+json": "telegram",
}


def lineage_of(media_type: str) -> str:
    """Return the lineage a media type belongs to; an unknown type is a lineage of its own.

    >>> lineage_of("application/xhtml+xml"), lineage_of("image/png")
    ('html', 'image/png')
    """
    return LINEAGES.get(media_type, media_type)
