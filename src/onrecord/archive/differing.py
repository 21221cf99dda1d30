"""What one wording of a statement changed of another, as stored or else made anew."""

from sqlalchemy import Connection

from onrecord.archive.edits import edits_of
from onrecord.archive.opening import Archive
from onrecord.model.edit import Edit, EditKind, edit_json
from onrecord.store import diffs, sightings, statements, versions


def compare(
    archive: Archive, id: str, old: int | None = None, new: int | None = None
) -> list[Edit]:
    """Return the edits from one version to another; without numbers, to the one that stands now
    from the one that stood before it, none where there is none.

    Raises NotFoundError where the archive has no such statement or version.
    """
    with archive.database.reading() as connection:
        kept = statements.get_statement(connection, id)
        if old is None or new is None:
            runs = [run.number for run in sightings.list_intervals(connection, kept.n)]
            if len(runs) < 2:
                return []
            old, new = runs[-2:]
        return edits_between(connection, kept.n, old, new)


def edits_between(connection: Connection, n: int, old: int, new: int) -> list[Edit]:
    """Return the edits between two versions of a statement; raises NotFoundError."""
    stored = diffs.find_diff(connection, n, old, new)
    if stored is not None:
        return stored
    before, after = (versions.get_version(connection, n, number) for number in (old, new))
    return edits_of(before.extraction, after.extraction)


def to_json(edit: Edit) -> dict[str, object]:
    """Return the object of `diff --json`."""
    return edit_json(edit)


def says_something(edit: Edit) -> bool:
    """Whether more than blanks changed."""
    return edit.recited is not None or bool((edit.before + edit.after).strip())


def grave_first(edits: list[Edit]) -> list[Edit]:
    """Return the edits with those of numbers first, then dates, else in their order."""
    return sorted(edits, key=lambda edit: _GRAVE.get(edit.kind, len(_GRAVE)))


_GRAVE = {EditKind.NUMBER: 0, EditKind.DATE: 1}
