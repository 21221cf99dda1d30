"""A small folder of made-up releases, and an archive filled from it."""

from pathlib import Path

from onrecord.archive.adding import add
from onrecord.archive.claim_making import make_claims_lacking
from onrecord.archive.counts import Counts
from onrecord.archive.making import init_archive
from onrecord.archive.opening import Archive

RELEASE = """---
title: {title}
date: 2025-10-{day:02d}
url: https://mfa.talara.example/en/{number}
---

The Ministry of Foreign Affairs of Talara says that the ferry {name} left the harbour at noon. [1]

The Ministry asks for the records of the port to be opened.

Notes

[1] https://port.talara.example/log/{number}
"""
NAMES = ("Aurora", "Borealis", "Calliope", "Daphne", "Electra", "Fortuna", "Galatea")


def release(number: int) -> str:
    return RELEASE.format(
        title=f"Statement {number} on the ferry {NAMES[number % len(NAMES)]}",
        day=number % 28 + 1,
        number=number,
        name=f"{NAMES[number % len(NAMES)]} {number * 7919}",
    )


def write_releases(folder: Path, count: int) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"{number:04d}.md").write_text(release(number), "utf-8")
    return folder


def filled(tmp_path: Path, count: int = 5) -> tuple[Archive, Counts]:
    """Return an open archive with so many releases in it, and what its `add` came to."""
    folder = write_releases(tmp_path / "releases", count)
    archive = init_archive(tmp_path / "archive")
    counts = add(archive, folder)
    make_claims_lacking(archive)
    return archive, counts
