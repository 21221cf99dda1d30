"""Lenses: named views over claims, packaged or an archive's own, each a filter from a file."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import onrecord
from onrecord.archive.claim_query import is_of
from onrecord.archive.config import read_values
from onrecord.errors import ConfigError
from onrecord.model.claim import EventType, SpeechAct
from onrecord.model.claim_view import ClaimView

_TABLE = Path(onrecord.__file__).parent / "claims" / "tables" / "lenses.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Conditions that hold together within one claim; an empty one asks nothing."""

    types: frozenset[EventType] = frozenset()
    acts: frozenset[SpeechAct] = frozenset()
    modes: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()

    def keeps(self, view: ClaimView) -> bool:
        claim = view.claim
        if not is_of(claim, self.types, self.acts, self.modes):
            return False
        if self.roles and not any(q.role in self.roles for q in claim.quantities):
            return False
        text = view.text.casefold()
        return not self.words or any(word.casefold() in text for word in self.words)


@dataclass(frozen=True, slots=True)
class Lens:
    """A named view; it keeps a claim that one of its filters keeps."""

    id: str
    name: str
    filters: tuple[Filter, ...]

    def keeps(self, view: ClaimView) -> bool:
        return any(each.keeps(view) for each in self.filters)

    def of(self, views: Iterable[ClaimView]) -> Iterator[ClaimView]:
        """Yield the claims that this lens shows."""
        return filter(self.keeps, views)


def list_lenses(folder: Path) -> list[Lens]:
    """Return the packaged lenses, then those of the archive in this folder.

    An archive's lens takes the place of a packaged one of its id. Raises ConfigError.
    """
    packaged = tomllib.loads(_TABLE.read_text("utf-8"))["lenses"]
    own = read_values(folder).get("lenses", [])
    return list({lens.id: lens for lens in map(_lens, [*packaged, *own])}.values())


def get_lens(folder: Path, id: str) -> Lens:
    """Return the lens of that id; raises ConfigError, which names those there are."""
    lenses = list_lenses(folder)
    for lens in lenses:
        if lens.id == id:
            return lens
    raise ConfigError(f"no lens of that name; there are {', '.join(x.id for x in lenses)}", lens=id)


def _lens(row: Mapping[str, Any]) -> Lens:
    try:
        filters = tuple(
            Filter(
                types=frozenset(EventType(value) for value in each.get("types", ())),
                acts=frozenset(SpeechAct(value) for value in each.get("acts", ())),
                modes=frozenset(each.get("modes", ())),
                roles=frozenset(each.get("roles", ())),
                words=tuple(each.get("words", ())),
            )
            for each in row["any"]
        )
        return Lens(str(row["id"]), str(row["name"]), filters)
    except (KeyError, ValueError) as error:
        raise ConfigError("a lens in onrecord.toml is wrong; mend it", cause=error) from error
