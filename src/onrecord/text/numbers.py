"""Digits of every script as ASCII digits. Knows nothing of what a number counts."""

import re

_FOREIGN_DIGIT = re.compile(r"[^\D0-9]")


def ascii_digits(text: str) -> str:
    """Return the text with every decimal digit of any script as 0-9; its length stays the same.

    >>> ascii_digits("۲۸ مهر ۱۳۹۹"), ascii_digits("٣ أكتوبر"), ascii_digits("１９日")
    ('28 مهر 1399', '3 أكتوبر', '19日')

    Numerals that are no decimal digits stay:

    >>> ascii_digits("IV, 五, ², Ⅻ")
    'IV, 五, ², Ⅻ'
    """
    if text.isascii():
        return text
    return _FOREIGN_DIGIT.sub(lambda match: str(int(match[0])), text)
