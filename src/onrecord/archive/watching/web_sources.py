"""Sources on the web: [[sources]] of onrecord.toml, where people edit them and we add to them."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.archive.config import read_values
from onrecord.archive.naming import slug
from onrecord.archive.toml_file import changing
from onrecord.errors import ConfigError
from onrecord.model.watching import LISTS, Role

TABLE = "sources"
KINDS = (Role.PAGE, *sorted(LISTS))
_EVERY = re.compile(r"(\d+(?:\.\d+)?)\s*(m|h|d)")
_SECONDS = {"m": 60.0, "h": 3600.0, "d": 86400.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSource:
    """A source with an address. `kind` None until it is found out; `every` in seconds, None where
    the interval adapts; `links` a regular expression over the addresses it leads to; `pages` how
    many pages of a list are gone through at first; `override` why robots.txt does not bind us;
    `found_on` the day on which we found it ourselves, None where a person gave it."""

    name: str
    url: str
    kind: Role | None = None
    issuer: str | None = None
    every: float | None = None
    links: str | None = None
    pages: int = 5
    override: str | None = None
    found_on: dt.date | None = None


def list_web_sources(folder: Path) -> list[WebSource]:
    """Return the sources of onrecord.toml that have an address, in its order."""
    return [_read(row) for row in read_values(folder).get(TABLE, []) if row.get("url")]


def save_web_source(folder: Path, source: WebSource) -> None:
    """Write a source into onrecord.toml, in the place of one of its name; comments survive."""
    import tomlkit

    with changing(folder) as document:
        tables = document.setdefault(TABLE, tomlkit.aot())
        row = next((one for one in tables if one.get("name") == source.name), None)
        if row is None:
            row = tomlkit.table()
            tables.append(row)
            row = tables[-1]
            if len(document.as_string()) and len(tables) == 1:
                tables[0].trivia.indent = "\n"
        values = {
            "name": source.name,
            "url": source.url,
            "kind": source.kind.value if source.kind else None,
            "issuer": source.issuer,
            "found_on": source.found_on,
        }
        for key, value in values.items():
            if value is not None:
                row[key] = value


def name_for(folder: Path, url: str) -> str:
    """Return a name for a source at an address, another than those of other addresses.

    The host and the last words of the path.
    """
    rest = url.partition("://")[2].partition("?")[0].strip("/")
    parts = [part for part in rest.split("/") if part]
    wanted = slug("-".join([parts[0], *parts[-1:]] if len(parts) > 1 else parts))[:80]
    taken = {one.name: one.url for one in list_web_sources(folder)}
    name, number = wanted, 1
    while taken.get(name, url) != url:
        number += 1
        name = f"{wanted}-{number}"
    return name


def _read(row: Mapping[str, Any]) -> WebSource:
    try:
        name, url = str(row["name"]), str(row["url"])
    except KeyError as error:
        raise ConfigError(f"an entry of [[sources]] in onrecord.toml has no {error}") from error
    kind, override = row.get("kind"), row.get("robots")
    if kind is not None and kind not in [one.value for one in KINDS]:
        raise ConfigError(f"the source {name!r} has the kind {kind!r}; it is one of: "
                          f"{', '.join(KINDS)}")  # fmt: skip
    if override not in (None, "obey", "override"):
        raise ConfigError(f"robots of the source {name!r} is either obey or override")
    if override == "override" and not row.get("robots_reason"):
        raise ConfigError(
            f"the source {name!r} overrides robots.txt and gives no robots_reason; give the mandate"
        )
    return WebSource(
        name=name,
        url=url,
        kind=Role(kind) if kind else None,
        issuer=row.get("issuer"),
        every=_seconds(name, row.get("every")),
        links=_pattern(name, row.get("links")),
        pages=int(row.get("pages", WebSource.__dataclass_fields__["pages"].default)),
        override=str(row["robots_reason"]) if override == "override" else None,
        found_on=_day(name, row.get("found_on")),
    )


def _seconds(name: str, every: object) -> float | None:
    if every is None:
        return None
    found = _EVERY.fullmatch(str(every).strip())
    if found is None:
        raise ConfigError(f'every of the source {name!r} is a time like "30m", "6h" or "2d"')
    return float(found[1]) * _SECONDS[found[2]]


def _day(name: str, day: object) -> dt.date | None:
    try:
        return None if day is None else dt.date.fromisoformat(str(day))
    except ValueError as error:
        raise ConfigError(f"found_on of the source {name!r} is a date as 2020-10-31") from error


def _pattern(name: str, pattern: object) -> str | None:
    if pattern is None:
        return None
    try:
        re.compile(str(pattern))
    except re.error as error:
        raise ConfigError(
            f"links of the source {name!r} is no regular expression", cause=error
        ) from error
    return str(pattern)
