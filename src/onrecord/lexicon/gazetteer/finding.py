"""Finding the table in the user's cache folder. A search does nothing more, and must start fast."""

import os
import sys
from pathlib import Path

from onrecord.errors import ConfigError
from onrecord.lexicon.gazetteer import layout
from onrecord.lexicon.gazetteer.source import source_file, source_version
from onrecord.lexicon.gazetteer.table import Gazetteer


def find_gazetteer(folder: Path | None = None) -> Gazetteer | None:
    """Return the gazetteer when its table is made; None when it is not, or is damaged.

    Never makes one, so it costs no command more than opening a file. `folder` is the user's
    cache folder unless given.
    """
    try:
        path = table_path(folder)
        return Gazetteer.open(path) if path.is_file() else None
    except (ConfigError, OSError):
        return None


def table_path(folder: Path | None = None) -> Path:
    """Return where the table of this version lies; raises ConfigError where nothing can make it."""
    version = source_version(source_file())
    parent = folder or _cache_folder() / "onrecord" / "gazetteer"
    return parent / f"places-{layout.VERSION}-{version}.table"


def _cache_folder() -> Path:
    """Return the user's folder of caches, without `platformdirs`, a tenth of a cold search."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    given = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return given if given.is_absolute() else Path.home() / ".cache"
