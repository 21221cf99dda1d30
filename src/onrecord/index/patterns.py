"""Patterns with wildcards as regular expressions, of the engine's dialect and of Python's alike."""

from collections.abc import Callable
from unicodedata import combining

from onrecord.text.analysis import fold

_SPECIAL = frozenset("\\.+*?()|[]{}^$#&-~")
_WILD = {"*": ".*", "?": "."}


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
    made: list[str] = []
    run = ""
    characters = iter(pattern)
    for character in characters:
        wild = _WILD.get(character)
        if wild is None:
            run += next(characters, "\\") if character == "\\" else character
            continue
        made += [literal(folding(run)), wild]
        run = ""
    made.append(literal(folding(run)))
    return "".join(made)
