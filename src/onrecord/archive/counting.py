"""What an archive holds, in numbers."""

from onrecord.archive.opening import Archive
from onrecord.store.captures import warc_ends
from onrecord.store.counting import count_all


def stats(archive: Archive) -> dict[str, int]:
    """Return counts of statements, versions, captures, observations, issuers, claims; bytes.

    `bytes` is what the archive takes on disks and servers, index included.
    """
    with archive.database.reading() as connection:
        counts = count_all(connection)
        ends = warc_ends(connection)
    size = 0 if archive.dialect.is_local else archive.database.size()
    size += sum(path.stat().st_size for path in archive.folder.rglob("*") if path.is_file())
    here = archive.captures_folder
    size += sum(end for name, end in ends.items() if not (here / name).exists())
    return {**counts, "bytes": size}
