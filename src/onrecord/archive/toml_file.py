"""Changing onrecord.toml so that people's comments survive."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from onrecord.archive.config import read_values
from onrecord.archive.finding import FILE
from onrecord.errors import ConfigError


@contextmanager
def changing(folder: Path) -> Iterator[Any]:  # a document of tomlkit, which is typed as any table
    """Give onrecord.toml as a document of tomlkit, and put it in the old one's place at the end."""
    import tomlkit  # costs more than a search, which asks for none of it

    read_values(folder)  # says what is wrong with the file where something is
    path = folder / FILE
    document = tomlkit.parse(path.read_text("utf-8"))
    yield document
    partial = path.with_name(path.name + ".partial")
    try:
        partial.write_text(tomlkit.dumps(document), "utf-8")
        partial.replace(path)
    except OSError as error:
        raise ConfigError(f"onrecord.toml can't be written: {error.strerror}") from error
