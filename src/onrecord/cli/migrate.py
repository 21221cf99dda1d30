"""`onrecord migrate`: bring an archive of an older onrecord up to this one."""

import os
from pathlib import Path

import click

from onrecord.archive.finding import find_archive
from onrecord.archive.migrating import migrate_archive


@click.command("migrate", short_help="Bring an archive of an older onrecord up to this one.")
@click.pass_context
def command(ctx: click.Context) -> None:
    """Bring the archive's record up to this program; make a copy of record.sqlite first."""
    folder = find_archive(ctx.obj, os.environ.get("ONRECORD_ARCHIVE"), Path.cwd())
    done = migrate_archive(folder)
    click.echo(f"the record is now of schema {done[-1]}" if done else "nothing to migrate")
