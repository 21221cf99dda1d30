"""The archive a command works on, as the options, the environment and the folder say."""

import os
from pathlib import Path

import click

from onrecord.archive.finding import find_archive
from onrecord.archive.opening import Archive, open_archive


def opened(ctx: click.Context) -> Archive:
    """Open the archive of this command; messages for people go to stderr."""
    folder = find_archive(ctx.obj, os.environ.get("ONRECORD_ARCHIVE"), Path.cwd())
    archive = open_archive(folder, say=lambda message: click.echo(message, err=True))
    return ctx.with_resource(archive)
