"""What became of an address, as far as we were served it."""

from enum import StrEnum


class PageState(StrEnum):
    """`removed` is "not served to us since", never more; `present` is also what an address stays
    while it is missing but not for long enough."""

    UNCHECKED = "unchecked"
    PRESENT = "present"
    CHANGED = "changed"
    MOVED = "moved"
    REMOVED = "removed"
    BLOCKED = "blocked"  # a challenge, a login or a cookie wall stood in its place
    DOWN = "down"
    DISALLOWED = "disallowed"  # by robots.txt
