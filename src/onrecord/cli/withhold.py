"""`onrecord withhold ID`: a statement hidden from every face and export, or shown again."""

import click

from onrecord.archive.taking_down import withhold
from onrecord.cli.opened import opened


@click.command("withhold", short_help="Hide a statement from every face and export.")
@click.argument("id")
@click.option("--undo", is_flag=True, help="Show it again.")
@click.pass_context
def command(ctx: click.Context, id: str, undo: bool) -> None:
    """Hide the statement ID from search, pages, feeds and exports; nothing of it is lost."""
    withhold(opened(ctx), id, undo=undo)
    click.echo(f"{id} is {'shown again' if undo else 'withheld'}", err=True)
