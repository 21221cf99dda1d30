"""An address on the web added as a file is: the same counts, the same way of failing."""

from onrecord.archive.counts import Counts
from onrecord.archive.opening import Archive
from onrecord.archive.watching.options import read_options
from onrecord.archive.watching.watch import add_url
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
