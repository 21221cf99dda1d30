"""What an archive holds, in numbers."""

from onrecord.archive.opening import Archive
from onrecord.store.counting import count_all


def stats(archive: Archive) -> dict[str, int]:
    """Return counts of statements, versions, captures, observations, issuers, claims; bytes.

    `bytes` is what the archive takes on the disk, index included.
    """
    with archive.database.reading() as connection:
        counts = count_all(connection)
    size = 0 if archive.dialect.is_local else archive.database.size()
    size += sum(path.stat().st_size for path in archive.folder.rglob("*") if path.is_file())
    return {**counts, "bytes": size}
