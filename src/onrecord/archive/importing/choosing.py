"""What is to be imported, by what is given: an archive, an export, ArchiveBox, an index."""

from collections.abc import Sequence
from pathlib import Path

from onrecord.archive.counts import Counts
from onrecord.archive.finding import FILE
from onrecord.archive.importing.from_archive import import_archive
from onrecord.archive.importing.from_archivebox import import_archivebox, is_archivebox
from onrecord.archive.importing.from_cdx import import_cdx
from onrecord.archive.importing.from_export import import_export
from onrecord.archive.opening import Archive, open_archive
from onrecord.errors import ConfigError

INDEXES = (".cdx", ".cdxj", ".cdx.gz", ".cdxj.gz")
WARCS = (".warc", ".warc.gz")


def import_paths(archive: Archive, paths: Sequence[Path]) -> Counts:
    """Bring in what these paths hold together; raises ConfigError where they are nothing known."""
    for path in paths:
        if not path.exists():
            raise ConfigError("no such file or folder; give a path that exists", path=path.name)
    first, rest = paths[0], paths[1:]
    if (first / FILE).is_file() and not rest:
        if first.resolve() == archive.folder.resolve():
            raise ConfigError("an archive can't be imported into itself", path=first.name)
        with open_archive(first, say=archive.say) as other:
            return import_archive(archive, other)
    if is_archivebox(first) and not rest:
        return import_archivebox(archive, first)
    if first.name.endswith(INDEXES):
        if not rest:
            raise ConfigError("give the WARC files, or their folder, behind the index")
        return import_cdx(archive, first, rest)
    lines = [path for path in paths if path.suffix == ".jsonl"]
    warcs = [path for path in paths if path.name.endswith(WARCS)]
    if warcs and len(lines) < 2 and len(lines) + len(warcs) == len(paths):
        return import_export(archive, lines[0] if lines else None, warcs)
    raise ConfigError(
        "give an archive's folder, a folder of ArchiveBox, an index (.cdx, .cdxj) and its WARC "
        "files, or WARC files of an export with its .jsonl; files of any other kind are for "
        "`onrecord add`"
    )
