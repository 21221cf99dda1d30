"""`onrecord migrate`: an archive of an older program brought up to this one."""

import click

from onrecord.archive.migrating import migrate
from onrecord.cli.opened import opened


@click.command("migrate", short_help="Bring an older archive up to this program.")
@click.pass_context
def command(ctx: click.Context) -> None:
    """Bring an archive that an older onrecord wrote up to this one's schema."""
    reached = migrate(opened(ctx))
    if not reached:
        click.echo("nothing to do: the archive has this program's schema")
        return
    click.echo(f"the archive has schema {reached[-1]} now")
    click.echo("run `onrecord rebuild claims` to make its claims", err=True)
