"""An address on the web added as a file is: the same counts, the same way of failing."""

from onrecord.archive.counts import Counts
from onrecord.archive.opening import Archive
from onrecord.archive.watching.options import read_options
from onrecord.archive.watching.registry import Entry
from onrecord.archive.watching.taking_up import add_issuer
from onrecord.archive.watching.watch import World, add_url
from onrecord.model.watching import Role


def add_address(
    archive: Archive,
    url: str,
    *,
    source: str | None = None,
    issuer: str | None = None,
    kind: str | None = None,
    allow_private: bool = False,
) -> Counts:
    """Capture an address and what it leads to, and watch it from then on."""
    options = read_options(archive, allow_private=allow_private)
    role = Role(kind) if kind else None
    return add_url(archive, url, options, name=source, issuer=issuer, kind=role)


def add_entry(archive: Archive, entry: Entry, *, allow_private: bool = False) -> Counts:
    """Take an issuer of the registry up, with the feeds and lists that are found."""
    return add_issuer(archive, entry, read_options(archive, allow_private=allow_private), World())
