"""The main text as trafilatura sees it, for the rare page on which ours is not to be believed.

Costs ten times what our own reading does, and brings no links; so it is asked last.
"""

from onrecord.extract.laying import lay_text
from onrecord.extract.layout import LaidBlock

# Text shorter than SHORT that is less than LEAST_SHARE of what the page has to read is doubted,
# and none at all where there is ENOUGH to read. Met on 4 of 1,416 real pages (eval.main_text
# and eval.dates); short notices on short pages are far above the share.
SHORT, LEAST_SHARE, ENOUGH = 200, 0.3, 200


def is_doubtful(length: int, readable: int) -> bool:
    """Tell whether so much text (code points) is unlikely to be all of a page with so much to read.

    >>> is_doubtful(length=120, readable=2000), is_doubtful(length=120, readable=160)
    (True, False)
    >>> is_doubtful(length=0, readable=40)
    False
    """
    if not length:
        return readable >= ENOUGH
    return length < SHORT and length < LEAST_SHARE * readable


def text_blocks(markup: str, url: str | None) -> list[LaidBlock]:
    """Return the paragraphs trafilatura finds, none when it finds nothing."""
    from trafilatura import bare_extraction  # 200 ms, and few pages need it

    document = bare_extraction(markup, url=url, with_metadata=False, include_comments=False)
    text = str(getattr(document, "text", None) or "")
    return [block for line in text.splitlines() if (block := lay_text(line)) is not None]
