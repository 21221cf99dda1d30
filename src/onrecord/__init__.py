"""Onrecord: an archive of official statements.

>>> import onrecord
>>> archive = onrecord.open("my-archive")                          # doctest: +SKIP
>>> archive.search("ceasefire issuer:mfa-az", limit=10)            # doctest: +SKIP
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.archive.opening import Archive
    from onrecord.archive.opening import open_archive as open

__all__ = ["Archive", "open"]

# Loaded when first asked for: a worker that reads files needs neither archive nor index, and would
# load them with every module below this one.
_NAMES = {"Archive": "Archive", "open": "open_archive"}


def __getattr__(name: str) -> Any:
    if name not in _NAMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from onrecord.archive import opening

    return getattr(opening, _NAMES[name])
