"""Issuers to start from: those packaged (starter.toml) and the archive's own [[issuers]].

Nothing packaged decides what a statement's issuer is: an entry counts once it stands in
onrecord.toml, where `onrecord add ID` copies it and people can mend it. Asks nothing of the web.
"""

import datetime as dt
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from onrecord.archive.config import issuer_of, read_values
from onrecord.archive.toml_file import changing
from onrecord.archive.watching.web_sources import WebSource, list_web_sources
from onrecord.model.issuer import Issuer

TABLE = "issuers"
_STARTER = Path(__file__).with_name("starter.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An issuer that can be added by its name. `front` is where its feeds and lists are looked for;
    `sources` are those of onrecord.toml that are its, none where nobody has looked."""

    issuer: Issuer
    front: str
    sources: tuple[WebSource, ...] = ()

    @property
    def checked_on(self) -> dt.date | None:
        """The day on which its addresses were last looked for, None where nobody has."""
        days = [source.found_on for source in self.sources if source.found_on]
        return max(days, default=None)


def list_entries(folder: Path) -> Iterator[Entry]:
    """Yield the archive's own issuers, then those packaged that it has not taken up."""
    own = [row for row in read_values(folder).get(TABLE, []) if row.get("domains")]
    ids = {str(row.get("id")) for row in own}
    sources = list_web_sources(folder)
    for row in (*own, *(one for one in _packaged() if one["id"] not in ids)):
        issuer = issuer_of(row)
        yield Entry(
            issuer=issuer,
            front=str(row.get("front", f"https://{issuer.domains[0]}/")),
            sources=tuple(one for one in sources if one.issuer == issuer.id),
        )


def find_entry(folder: Path, name: str) -> Entry | None:
    """Return the entry of this id, domain, or name in any language."""
    wanted = name.casefold().strip()
    for entry in list_entries(folder):
        issuer = entry.issuer
        if wanted in (issuer.id, *issuer.domains):
            return entry
        if wanted in [one.casefold() for one in (issuer.name, *issuer.names.values())]:
            return entry
    return None


def save_issuer(folder: Path, entry: Entry) -> None:
    """Write an issuer into onrecord.toml, unless one of its id stands there."""
    import tomlkit  # costs more than a search, which asks for none of it

    issuer = entry.issuer
    with changing(folder) as document:
        tables = document.setdefault(TABLE, tomlkit.aot())
        if any(one.get("id") == issuer.id for one in tables):
            return
        row = tomlkit.table()
        row.update({"id": issuer.id, "name": issuer.name})
        if issuer.country:
            row["country"] = issuer.country
        row["domains"] = list(issuer.domains)
        if entry.front != f"https://{issuer.domains[0]}/":
            row["front"] = entry.front
        if issuer.names:
            row["names"] = tomlkit.inline_table()
            row["names"].update(issuer.names)
        tables.append(row)


def to_json(entry: Entry) -> dict[str, object]:
    """Return the object of `sources --registry --json`."""
    issuer = entry.issuer
    return {
        "id": issuer.id,
        "name": issuer.name,
        "names": issuer.names,
        "country": issuer.country,
        "domains": list(issuer.domains),
        "front": entry.front,
        "checked_on": entry.checked_on.isoformat() if entry.checked_on else None,
        "sources": [
            {
                "name": source.name,
                "url": source.url,
                "kind": source.kind.value if source.kind else None,
                "found_on": source.found_on.isoformat() if source.found_on else None,
            }
            for source in entry.sources
        ],
    }


@cache
def _packaged() -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads(_STARTER.read_text("utf-8"))[TABLE])
