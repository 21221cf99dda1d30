"""Searches that people keep: [[searches]] of onrecord.toml, where they can edit them too.

A search's id is made from what it asks and from nothing else, so that it stays when the search
gets another name, and is the same in every archive.
"""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.archive.config import read_values
from onrecord.archive.toml_file import changing
from onrecord.errors import ConfigError, NotFoundError
from onrecord.model.ids import statement_id
from onrecord.model.search import SearchRequest, Sort

TABLE = "searches"


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSearch:
    """A query with the options that change what it finds or its order."""

    name: str
    query: str
    sort: Sort = Sort.RELEVANCE
    as_of: dt.date | None = None
    like: str | None = None
    literal: bool = False

    @property
    def asked(self) -> dict[str, str | bool]:
        """Return the query, its blanks made one each, and the options that are not the usual."""
        asked: dict[str, str | bool] = {"query": " ".join(self.query.split())}
        if self.sort is not Sort.RELEVANCE:
            asked["sort"] = self.sort.value
        if self.as_of is not None:
            asked["as_of"] = self.as_of.isoformat()
        if self.like is not None:
            asked["like"] = self.like
        if self.literal:
            asked["literal"] = True
        return asked

    @property
    def id(self) -> str:
        """Return 16 characters of the base32 SHA-256 of the canonical JSON of what is asked.

        >>> SavedSearch(name="a", query="ferry  port").id == SavedSearch(
        ...     name="b", query="ferry port"
        ... ).id
        True
        """
        canonical = json.dumps(
            self.asked, ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )
        return statement_id(canonical)

    def request(self, request: SearchRequest) -> SearchRequest:
        """Return a request for this search, its page and other wishes as in the one given."""
        return request.changed(
            query=self.query,
            sort=self.sort,
            as_of=self.as_of,
            like=self.like,
            literal=self.literal,
        )


def saved_of(name: str, request: SearchRequest) -> SavedSearch:
    """Return a request as a search to be kept under a name."""
    if not name.strip():
        raise ConfigError("a saved search needs a name")
    return SavedSearch(
        name=name.strip(),
        query=request.query,
        sort=request.sort,
        as_of=request.as_of,
        like=request.like,
        literal=request.literal,
    )


def list_searches(folder: Path) -> list[SavedSearch]:
    """Return the saved searches of an archive in the order of its onrecord.toml."""
    return [_read(row) for row in read_values(folder).get(TABLE, [])]


def get_search(folder: Path, name: str) -> SavedSearch:
    """Return the saved search of this name or id; raises NotFoundError."""
    for saved in list_searches(folder):
        if name in (saved.name, saved.id):
            return saved
    raise NotFoundError("no saved search of that name; list them with `onrecord searches`", id=name)


def save_search(folder: Path, saved: SavedSearch) -> None:
    """Keep a search in onrecord.toml in the place of one of its name or id; comments survive."""
    import tomlkit  # costs more than a search, which asks for none of it

    row = tomlkit.table()
    row.update({"name": saved.name, "id": saved.id, **saved.asked})
    with changing(folder) as document:
        tables = document.setdefault(TABLE, tomlkit.aot())
        kept = [_read(one) for one in tables]
        same = [i for i, o in enumerate(kept) if o.name == saved.name or o.id == saved.id]
        if same:
            _overwrite(tables[same[0]], row)
            for i in reversed(same[1:]):
                del tables[i]
        else:
            tables.append(row)


def _overwrite(kept: Any, row: Mapping[str, Any]) -> None:  # tables of tomlkit, with comments
    for key in set(kept) & {"query", "sort", "as_of", "like", "literal"} - set(row):
        del kept[key]
    for key, value in row.items():
        kept[key] = value


def _read(row: Mapping[str, Any]) -> SavedSearch:
    try:
        as_of = row.get("as_of")
        return SavedSearch(
            name=str(row["name"]),
            query=str(row["query"]),
            sort=Sort(row.get("sort", Sort.RELEVANCE.value)),
            as_of=None if as_of is None else dt.date.fromisoformat(str(as_of)),
            like=row.get("like"),
            literal=bool(row.get("literal", False)),
        )
    except KeyError as error:
        raise ConfigError(f"an entry of [[searches]] in onrecord.toml has no {error}") from error
    except ValueError as error:
        raise ConfigError(
            f"the search {row['name']!r} in onrecord.toml is wrong: {error}"
        ) from error
