"""[web] of onrecord.toml: how the archive is served to a browser."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.archive.config import read_values
from onrecord.errors import ConfigError


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSettings:
    """`public` opens reading to everyone. `hosts` are the names under which the archive is
    reached, beside those of the loopback. `persons` shows the persons of contact blocks on a public
    archive too, `cited` the kept pages of others that statements cite. `proxies` are the addresses
    of proxies whose word on who asks, and whether over TLS, is believed."""

    public: bool = False
    hosts: tuple[str, ...] = ()
    persons: bool = False
    cited: bool = False
    proxies: tuple[str, ...] = ()


def read_web_settings(folder: Path) -> WebSettings:
    """Return what onrecord.toml says of the web site; raise ConfigError for what it can't mean."""
    values = read_values(folder).get("web", {})
    return WebSettings(
        public=_truth(values, "public"),
        hosts=_names(values, "hosts"),
        persons=_truth(values, "persons"),
        cited=_truth(values, "cited"),
        proxies=_names(values, "proxies"),
    )


def _truth(values: dict[str, Any], name: str) -> bool:
    value = values.get(name, False)
    if not isinstance(value, bool):
        raise ConfigError(f"{name} of [web] in onrecord.toml is true or false")
    return value


def _names(values: dict[str, Any], name: str) -> tuple[str, ...]:
    value = values.get(name, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise ConfigError(f"{name} of [web] in onrecord.toml is a list of strings")
    return tuple(one.lower() for one in value)
