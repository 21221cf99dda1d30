"""`verify --repair`: what is derived is made again from what it rests on.

Captures, the ledger and what was observed are never touched: they come back from a backup alone.
"""

from onrecord.archive.behind import mark_behind
from onrecord.archive.claim_making import make_claims_lacking, rebuild_claims
from onrecord.archive.lock import writing_lock
from onrecord.archive.opening import Archive
from onrecord.archive.rebuilding import read_again, rebuild_index
from onrecord.store import remaking
from onrecord.store.checking import Stretch, are_sound, read_rows

VERSIONS = "versions"


def repair(archive: Archive) -> list[str]:
    """Make again what is damaged and derived; return what was made, by name.

    The index is made anew after anything else was, and where it is itself at fault.
    """
    made: list[str] = []
    with writing_lock(archive):
        if not _is_sound(archive, VERSIONS):
            _remake_versions(archive)
            made.append(VERSIONS)
        for tables, remake in remaking.REMAKING.items():
            if all(_is_sound(archive, table) for table in tables):
                continue
            mark_behind(archive)
            with archive.database.writing() as connection:
                remake(connection)
            made += tables
    if "claims" in made:
        rebuild_claims(archive)
    else:
        make_claims_lacking(archive)  # of wordings that were read again
    rebuild_index(archive)
    return [*made, "index"]


def _is_sound(archive: Archive, table: str) -> bool:
    with archive.database.dialect.reading_raw() as connection:
        return are_sound(connection, [table])


def _remake_versions(archive: Archive) -> None:
    """Read damaged and lost wordings again from the captures that show them."""
    with archive.database.dialect.reading_raw() as connection:
        read = read_rows(connection, Stretch(VERSIONS))
    mark_behind(archive)
    damaged = {row.key for row in read.damaged}
    with archive.database.writing() as connection:
        remaking.blank_versions(connection, damaged)
    read_again(archive)
