"""Patterns with wildcards as regular expressions, of the engine's dialect and of Python's alike."""

from collections.abc import Callable
from unicodedata import combining

from onrecord.text.analysis import fold

_SPECIAL = frozenset("\\.+*?()|[]{}^$#&-~")


def literal(text: str) -> str:
    """Return the regular expression of a text taken literally.

    >>> literal("a.b")
    'a\\\\.b'
    """
    return "".join(f"\\{c}" if c in _SPECIAL else c for c in text)


def parts_of(pattern: str) -> list[str]:
    """Return the words of a pattern: "cease-f*" is two, as it is in a text.

    >>> parts_of("cease-f*"), parts_of("port*"), parts_of("-")
    (['cease', 'f*'], ['port*'], [])
    """
    parts = [""]
    for character in pattern:
        if character.isalnum() or character in "*?\\" or combining(character):
            parts[-1] += character
        elif parts[-1]:
            parts.append("")
    return [part for part in parts if part]


def regex_of(pattern: str, folding: Callable[[str], str] = fold) -> str:
    r"""Return the regular expression of a pattern, its literal parts folded.

    >>> regex_of("İstan*"), regex_of(r"wh?t\*")
    ('istan.*', 'wh.t\\*')
    """
    return ".*".join(_stretches(pattern, folding))


def regex_without_retries(pattern: str) -> str:
    """Return the same for Python's `re`, in the form that takes no more than linear time.

    Where a stretch between two stars fits first is as good a place as any, so none is tried
    again: a pattern of many stars would take years for a long word.

    >>> regex_without_retries("*a*b"), regex_without_retries("port*")
    ('(?>.*?a).*b', 'port.*')
    """
    first, *others = _stretches(pattern, fold)
    if not others:
        return first
    between = "".join(f"(?>.*?{stretch})" for stretch in others[:-1])
    return f"{first}{between}.*{others[-1]}"


def _stretches(pattern: str, folding: Callable[[str], str]) -> list[str]:
    """Return the regular expressions of what stands between the stars of a pattern."""
    made = [""]
    run = ""
    characters = iter(pattern)
    for character in characters:
        if character not in "*?":
            run += next(characters, "\\") if character == "\\" else character
            continue
        made[-1] += literal(folding(run))
        run = ""
        if character == "?":
            made[-1] += "."
        else:
            made.append("")
    made[-1] += literal(folding(run))
    return [made[0], *filter(None, made[1:-1]), *made[-1:]] if len(made) > 1 else made
