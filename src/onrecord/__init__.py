"""Onrecord: an archive of official statements.

>>> import onrecord
>>> archive = onrecord.open("my-archive")                          # doctest: +SKIP
>>> archive.search("ceasefire issuer:mfa-az", limit=10)            # doctest: +SKIP
"""

from onrecord.archive.opening import Archive
from onrecord.archive.opening import open_archive as open

__all__ = ["Archive", "open"]
