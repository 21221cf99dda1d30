"""Which tokens may be names: what is capitalised, or of a script without capitals."""

from functools import cache

from onrecord.text.analysis.names.tables import lines, script_of


def is_name_like(token: str) -> bool:
    """Say whether a token of a text may be a name of a script that has skeletons.

    >>> [is_name_like(t) for t in ("Baku", "talks", "باكو", "2020", "巴库", "თბილისი", "B")]
    [True, False, True, False, False, True, False]
    """
    first = token[:1]
    if len(token) < 2:
        return False
    if first.isascii():
        return "A" <= first <= "Z"
    script = script_of(first)
    return bool(script) and (script in _CASELESS or not first.islower())


@cache
def connectors() -> frozenset[str]:
    """Return the small words that join two names to one, as in Porto do Son."""
    return frozenset(word for line in lines("connectors.txt") for word in line.split())


def is_connector(token: str) -> bool:
    """Say whether a token may join two names to one.

    >>> is_connector("von"), is_connector("with")
    (True, False)
    """
    return token in connectors()


def has_no_case(token: str) -> bool:
    """Say whether a token is of a script that does not tell names from other words."""
    return script_of(token[0]) in _CASELESS


_CASELESS = frozenset({"arabic", "hebrew", "georgian"})
