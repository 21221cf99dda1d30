"""The archive a command works on, as the options, the environment and the folder say."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.archive.finding import find_archive
from onrecord.archive.opening import Archive, open_archive
from onrecord.cli.terminal import say

if TYPE_CHECKING:
    import click


def opened(ctx: "click.Context") -> Archive:
    """Open the archive of this command; messages for people go to stderr."""
    return ctx.with_resource(open_named(ctx.obj))


def open_named(named: str | None) -> Archive:
    """Open the archive that was named, else the one of the environment or the folder."""
    folder = find_archive(named, os.environ.get("ONRECORD_ARCHIVE"), Path.cwd())
    return open_archive(folder, say=lambda message: say(message, to_people=True))
