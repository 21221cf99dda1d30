"""A change in words, for a terminal, a mail, a feed: what happened to whose statement, and how.

The issuer's words are quoted whole; nothing says why something changed, and a removal says no more
than that the page was not served to us.
"""

from collections.abc import Iterator
from html import escape

from onrecord.archive.changing import Told
from onrecord.export.feeds import Entry, Feed
from onrecord.model.edit import Edit, EditKind
from onrecord.model.version import ChangeKind

SAID = {
    ChangeKind.NEW: "new",
    ChangeKind.WORDING: "new wording",
    ChangeKind.MOVED: "moved",
    ChangeKind.REMOVED: "not served to us since",
    ChangeKind.REAPPEARED: "served again",
}


def happened(told: Told) -> str:
    """Return what happened, with the versions of a new wording."""
    numbers = told.from_version, told.to_version
    if None in numbers or numbers[0] == numbers[1]:
        return SAID[told.kind]
    return f"{SAID[told.kind]}, version {numbers[0]} to {numbers[1]}"


def issuers_of(told: Told) -> str:
    return "; ".join(issuer.name for issuer in told.issuers) or "issuer not known"


def edit_lines(edit: Edit) -> Iterator[str]:
    """Yield an edit as lines of plain text: its kind, the words before, the words after."""
    yield f"{edit.kind.value}:"
    if edit.kind is EditKind.MOVED:
        yield f"  ↕ {_flat(edit.after)}"
        return
    if edit.shown_before.strip():
        yield f"  - {_flat(edit.shown_before)}"
    if edit.shown_after.strip():
        yield f"  + {_flat(edit.shown_after)}"


def change_entry(feed: Feed, told: Told) -> Entry:
    """Return a change as an entry of a feed, the change itself in it."""
    link = feed.statement + told.statement
    if told.from_version and told.to_version and told.from_version != told.to_version:
        link += f"/diff/{told.from_version}/{told.to_version}"
    return Entry(
        id=f"urn:onrecord:{told.statement}:change:{told.seq}",
        issuers=tuple(issuer.name for issuer in told.issuers),
        says=f"{happened(told)}: {told.title}",
        link=link,
        via=told.url,
        at=told.at,
        text="\n".join(line for edit in told.edits for line in edit_lines(edit)),
        html="".join(map(_html, told.edits)),
    )


def _html(edit: Edit) -> str:
    kind = f"<p>{escape(edit.kind.value)}</p>"
    if edit.kind is EditKind.MOVED:
        return f"{kind}<p>{escape(_flat(edit.after))}</p>"
    words = [(edit.shown_before, "del"), (edit.shown_after, "ins")]
    return kind + "".join(
        f"<p><{name}>{escape(_flat(text))}</{name}></p>" for text, name in words if text.strip()
    )


def _flat(text: str) -> str:
    return " ".join(text.split())
