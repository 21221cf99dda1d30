"""A watched address that a round asks for."""

from dataclasses import dataclass

from onrecord.model.watching import Role, Watched
from onrecord.store.sources import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """What is asked for and by which rules.

    `role` None where it is to be found out; `rule` a regular expression over what it leads to;
    `every` a fixed interval in seconds; `depth` the pages of a list gone through before it;
    `is_passing` for what is gone through and not watched itself.
    """

    watched: Watched
    source: Source
    role: Role | None
    rule: str | None = None
    obey: bool = True
    every: float | None = None
    depth: int = 0
    is_passing: bool = False
