"""The demo archive: the packaged collection of made-up statements, added source by source."""

import json
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import onrecord
from onrecord.archive.adding import add
from onrecord.archive.claim_making import make_claims_lacking
from onrecord.archive.counts import Counts
from onrecord.archive.finding import FILE
from onrecord.archive.making import init_archive
from onrecord.archive.opening import Archive, open_archive
from onrecord.archive.place_names import make_place_names
from onrecord.errors import StoreError

COLLECTION = Path(onrecord.__file__).parent / "demo"
SOURCES = "[[sources]]"  # where the part of the demo's settings begins that an archive won't need


@dataclass(frozen=True, slots=True)
class TourStop:
    """A search that the demo shows, and why a reader would ask it."""

    query: str
    why: str


def build_demo(folder: Path, *, say: Callable[[str], None]) -> tuple[Archive, Counts]:
    """Make the demo archive in a folder, or add to the one that is there, and return it."""
    if not (folder / FILE).exists():
        init_archive(folder).close()
        settings = (COLLECTION / FILE).read_text("utf-8")
        (folder / FILE).write_text(settings[: settings.index(SOURCES)], "utf-8")
    archive = open_archive(folder, say=say)
    if archive.config.name != _settings()["archive"]["name"]:
        raise StoreError("this folder holds another archive; choose another", folder=folder.name)
    make_place_names(say)
    total = Counts()
    for name, path in _sources():
        total.include(add(archive, path, source=name))
    make_claims_lacking(archive)
    return archive, total


def list_tour() -> Iterator[TourStop]:
    """Yield the searches the demo shows, in its order."""
    for line in (COLLECTION / "searches.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row.get("tour"):
            yield TourStop(row["query"], row["reason"])


def _sources() -> Iterator[tuple[str, Path]]:
    for source in _settings()["sources"]:
        yield source["name"], COLLECTION / source["path"]


def _settings() -> dict[str, Any]:
    return tomllib.loads((COLLECTION / FILE).read_text("utf-8"))
