"""onrecord.toml: what people tell the archive. Read with tomllib; edits keep their comments."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.archive.finding import FILE
from onrecord.errors import ConfigError
from onrecord.model.issuer import Issuer, Registry

TEMPLATE = """\
# The archive's own settings. Edit freely: the program keeps your comments.

[archive]
name = {name}
# contact = "archive@example.org"    # named to the sites that are visited
{places}
# One table for each issuer you want to tell apart by name or domain:
#
# [[issuers]]
# id = "mfa-xx"
# name = "Ministry of Foreign Affairs of ..."
# country = "XX"                      # ISO 3166-1, left out for international bodies
# domains = ["mfa.example"]
# names = {{ az = "...", ru = "..." }}
"""


def first_settings(name: str, **places: str | None) -> str:
    """Return the onrecord.toml of a new archive, with where its parts lie when not in its folder.

    >>> print(first_settings("Talara", store="postgresql:///talara").split("\\n")[5])
    store = "postgresql:///talara"
    """
    lines = [f"{key} = {_quoted(value)}\n" for key, value in places.items() if value is not None]
    return TEMPLATE.format(name=_quoted(name), places="".join(lines))


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Config:
    name: str
    registry: Registry
    store: str | None = None  # where the record lies; None for the archive's folder
    captures: str | None = None  # and where the WARC files do


def read_config(folder: Path) -> Config:
    """Read the archive's onrecord.toml; raise ConfigError with the line that is wrong."""
    values = read_values(folder)
    archive = values.get("archive", {})
    return Config(
        name=str(archive.get("name", folder.name)),
        store=archive.get("store"),
        captures=archive.get("captures"),
        registry=Registry(tuple(issuer_of(row) for row in values.get("issuers", []))),
    )


def read_values(folder: Path) -> dict[str, Any]:
    """Return all that stands in onrecord.toml; raise ConfigError when it can't be read."""
    try:
        return tomllib.loads((folder / FILE).read_text("utf-8"))
    except FileNotFoundError:
        raise ConfigError(
            "this folder is no archive (it has no onrecord.toml); make one with `onrecord init`"
        ) from None
    except OSError as error:
        raise ConfigError(f"onrecord.toml can't be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise ConfigError("onrecord.toml is not UTF-8; save it as that", cause=error) from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError("onrecord.toml is not valid TOML; mend it", cause=error) from error


def issuer_of(row: Mapping[str, Any]) -> Issuer:
    """Return an entry of [[issuers]]; raises ConfigError for what it lacks."""
    try:
        return Issuer(
            id=str(row["id"]),
            name=str(row["name"]),
            country=row.get("country"),
            domains=tuple(str(d).lower() for d in row.get("domains", ())),
            names={str(k): str(v) for k, v in row.get("names", {}).items()},
            time_zone=row.get("time_zone"),
        )
    except KeyError as error:
        raise ConfigError(
            f"an entry of [[issuers]] in onrecord.toml has no {error.args[0]}"
        ) from error
