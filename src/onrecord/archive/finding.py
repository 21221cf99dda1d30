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
        if (folder / FILE).is_file():
            return folder
    raise ConfigError(
        "no archive here or in any folder above; name one with -a DIR, set $ONRECORD_ARCHIVE, "
        "or make one with `onrecord init DIR`"
    )


def check_archive(folder: Path) -> None:
    """Raise ConfigError unless the folder is an archive."""
    if not (folder / FILE).is_file():
        raise ConfigError(
            "this folder is no archive (it has no onrecord.toml); make one with `onrecord init`"
        )
