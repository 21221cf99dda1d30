"""Changes as feeds, for the faces that serve them."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from onrecord.archive.change_words import change_entry
from onrecord.archive.changing import Told
from onrecord.export import feeds
from onrecord.export.feeds import Feed

__all__ = ["Feed", "atom_of_changes", "json_of_changes"]


def atom_of_changes(feed: Feed, changes: Sequence[Told], *, updated: dt.datetime) -> bytes:
    """Return changes as an Atom document."""
    return feeds.atom(feed, [change_entry(feed, told) for told in changes], updated=updated)


def json_of_changes(feed: Feed, changes: Sequence[Told]) -> dict[str, Any]:
    """Return changes as the value of a JSON Feed."""
    return feeds.json_feed(feed, [change_entry(feed, told) for told in changes])
