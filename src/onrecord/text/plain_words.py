"""The words of a text that is written in ASCII, found without a regular expression.

Most texts in English are, but for their quotation marks and dashes. Knows no language and no
script: for any other text it says so, and its caller splits it by its own rule.
"""

# The marks of print in otherwise plain texts; none is part of a word.
_MARKS = "’“”–—‘…\u00a0•‐‑"


def plain_words(text: str, between: str) -> list[str] | None:
    """Return the words of a text, None where it holds letters or signs beyond ASCII.

    `between` is the table of `separators`.

    >>> plain_words("The ministry’s note – 2 pages", separators("_"))
    ['The', 'ministry', 's', 'note', '2', 'pages']
    >>> plain_words("Bakı", separators("_")) is None
    True
    """
    if not text.isascii():
        for mark in _MARKS:
            text = text.replace(mark, " ")
        if not text.isascii():
            return None
    return text.translate(between).split()


def separators(kept: str = "", *, digits: bool = True) -> str:
    """Return the table for `plain_words`: letters, digits unless told, and `kept` are words.

    >>> "a1_-".translate(separators("_")), "a1_-".translate(separators(digits=False))
    ('a1_ ', 'a   ')
    """
    signs = map(chr, range(128))
    return "".join(
        c if c.isalpha() or (digits and c.isdigit()) or c in kept else " " for c in signs
    )
