"""[[services]] of onrecord.toml: web archives that may be asked for the past."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from onrecord.archive.config import read_values
from onrecord.errors import ConfigError
from onrecord.text.urls import host

_ADDRESSES = ("cdx", "mementos", "timegate")


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A web archive: its CDX server, the address of a memento in its original bytes with
    `{timestamp}` and `{url}` in it, and its TimeGate, which the address asked for is put behind.
    `override` says why its robots.txt does not bind us."""

    name: str
    cdx: str | None = None
    mementos: str | None = None
    timegate: str | None = None
    override: str | None = None

    def cdx_of(self, url: str, first: str, last: str | None) -> str:
        """Return the address of the list of captures of an address between two timestamps."""
        asked = {"url": url, "output": "json", "from": first, **({"to": last} if last else {})}
        return f"{self.cdx}{'&' if '?' in str(self.cdx) else '?'}{urlencode(asked)}"

    def memento_of(self, url: str, timestamp: str) -> str:
        return str(self.mementos).replace("{timestamp}", timestamp).replace("{url}", url)

    def gate_of(self, url: str) -> str:
        return f"{self.timegate}{url}"


def list_services(folder: Path) -> list[Service]:
    """Return the services of an archive in the order of its onrecord.toml; raises ConfigError."""
    return [_service(row) for row in read_values(folder).get("services", [])]


def get_service(folder: Path, name: str | None = None) -> Service:
    """Return the service of a name, else the first that lists captures; raises ConfigError."""
    for service in list_services(folder):
        if (name is None or service.name == name) and service.cdx and service.mementos:
            return service
    raise ConfigError(
        "onrecord.toml has no such service; give it as [[services]] with name, cdx and mementos",
        service=name,
    )


def _service(row: Mapping[str, Any]) -> Service:
    name = str(row.get("name", "")).strip()
    if not name:
        raise ConfigError("an entry of [[services]] in onrecord.toml has no name")
    given = {key: str(row[key]) for key in _ADDRESSES if key in row}
    for key, address in given.items():
        if not address.startswith(("http://", "https://")) or not host(address):
            raise ConfigError(f"{key} of the service {name!r} is no address of the web")
    if "mementos" in given and not all(p in given["mementos"] for p in ("{timestamp}", "{url}")):
        raise ConfigError(f"mementos of the service {name!r} lacks {{timestamp}} or {{url}}")
    is_overridden = row.get("robots") == "override"
    if is_overridden and not row.get("robots_reason"):
        raise ConfigError(f"the service {name!r} overrides robots.txt and gives no robots_reason")
    return Service(
        name=name, **given, override=str(row["robots_reason"]) if is_overridden else None
    )
