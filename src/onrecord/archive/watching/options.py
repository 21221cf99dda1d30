"""How this archive behaves on the web: [watch] of onrecord.toml, and an option of the command."""

from dataclasses import dataclass, replace
from importlib.metadata import version
from typing import Any

from onrecord.archive.config import read_values
from onrecord.archive.opening import Archive
from onrecord.capture.http.manners import Manners, agent_of
from onrecord.errors import ConfigError


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """How much one round asks for: new pages of a source, cited pages, cited pages of one host."""

    new_pages: int = 500
    cited: int = 200
    cited_of_host: int = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchOptions:
    manners: Manners
    budget: Budget = Budget()
    cited: bool = True  # whether the pages that statements cite are captured


def read_options(archive: Archive, *, allow_private: bool = False) -> WatchOptions:
    """Return the options of an archive; raises ConfigError for a wrong one.

    `allow_private` may stand at the top of onrecord.toml, in [archive] or in [watch].
    """
    values = read_values(archive.folder)
    watch, about = values.get("watch", {}), values.get("archive", {})
    allowed = any(table.get("allow_private") is True for table in (values, about, watch))
    manners = Manners(
        agent=agent_of(version("onrecord"), archive.config.name, about.get("contact")),
        allow_private=allow_private or allowed,
    )
    budget = Budget()
    try:
        manners = replace(manners, **_numbers(watch, _MANNERS, float))
        budget = replace(budget, **_numbers(watch, _BUDGET, int))
    except (TypeError, ValueError) as error:
        raise ConfigError("a number of [watch] in onrecord.toml is wrong", cause=error) from error
    if "megabytes" in watch:
        manners = replace(manners, size=int(float(watch["megabytes"]) * 1024 * 1024))
    return WatchOptions(manners=manners, budget=budget, cited=watch.get("cited", True) is not False)


# Name in [watch] -> ours.
_MANNERS = {
    "delay": "delay",
    "seconds": "whole_seconds",
    "idle_seconds": "idle_seconds",
    "longest_wait": "longest_wait",
    "back_off": "back_off",
}
_BUDGET = {
    "new_pages": "new_pages",
    "cited_pages": "cited",
    "cited_pages_of_host": "cited_of_host",
}


def _numbers(table: dict[str, Any], names: dict[str, str], kind: type) -> dict[str, Any]:
    return {ours: kind(table[theirs]) for theirs, ours in names.items() if theirs in table}
