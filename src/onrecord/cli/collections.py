"""`onrecord collections`: the collections of an archive."""

import click

from onrecord.archive.collecting import list_collections
from onrecord.cli.opened import opened
from onrecord.cli.words import plural


@click.command("collections", short_help="List the collections.")
@click.pass_context
def command(ctx: click.Context) -> None:
    """List the collections by name, with their ids and how many statements they have."""
    for one, count in list_collections(opened(ctx)):
        click.echo(f"{one.id}  {one.name}  ({plural(count, 'statement')})")
