"""Patterns with wildcards as regular expressions, of the engine's dialect and of Python's alike."""

from collections.abc import Callable

from onrecord.text.analysis import fold

_SPECIAL = frozenset("\\.+*?()|[]{}^$#&-~")
_WILD = {"*": ".*", "?": "."}


def literal(text: str) -> str:
    """Return the regular expression of a text taken literally.

    >>> literal("a.b")
    'a\\\\.b'
    """
    return "".join(f"\\{c}" if c in _SPECIAL else c for c in text)


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
