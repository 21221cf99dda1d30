"""The index follows the store: what the change log names is put into the index anew."""

from types import MappingProxyType

from onrecord.archive.documents import Made, documents_of
from onrecord.archive.opening import Archive
from onrecord.store import changes
from onrecord.store.statements import find_statements

CHANGES_A_COMMIT = 4096  # bounds memory; a commit of the index costs about 30 ms


NONE_MADE: Made = MappingProxyType({})


def catch_up(archive: Archive, made: Made = NONE_MADE, *, kept: bool = True) -> int:
    """Bring the index up to the store and return how many statements it took anew.

    `made` are terms made ahead; what is missing is made now. What is not to be `kept` yet, a later
    call with something new keeps. The caller holds the archive's lock.
    """
    count = 0
    with archive.database.reading() as connection:
        last = changes.last_seq(connection)
        position = archive.index.position()
        if position > last:  # the store was put back from an older copy
            archive.index.clear()
            position = 0
        while position < last:
            numbers, position = changes.list_changed(connection, position, CHANGES_A_COMMIT)
            ids = changes.ids_of(connection, numbers)
            shown = list(find_statements(connection, numbers).values())
            documents = documents_of(connection, shown, archive.config.registry, made)
            archive.index.update(ids, documents, position, kept=kept)
            count += len(ids)
    return count
