"""Where the archive is: the folder that holds onrecord.toml. Must start fast: see `opening`."""

from pathlib import Path

from onrecord.errors import ConfigError

FILE = "onrecord.toml"


def find_archive(given: str | None, environment: str | None, here: Path) -> Path:
    """Return the archive's folder: the one given, else the environment's, else a parent."""
    for choice in (given, environment):
        if choice:
            return Path(choice)
    for folder in (here, *here.parents):
        if _has_settings(folder):
            return folder
    raise ConfigError(
        "no archive here or in any folder above; name one with -a DIR, set $ONRECORD_ARCHIVE, "
        "or make one with `onrecord init DIR`"
    )


def check_archive(folder: Path) -> None:
    """Raise ConfigError unless the folder is an archive."""
    if not _has_settings(folder):
        raise ConfigError(
            "this folder is no archive (it has no onrecord.toml); make one with `onrecord init`"
        )


def _has_settings(folder: Path) -> bool:
    try:
        return (folder / FILE).is_file()
    except OSError:  # a folder that may not be looked into is none of ours
        return False
