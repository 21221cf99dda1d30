"""`onrecord expunge ID`: a statement's words and bytes taken out for good."""

import click

from onrecord.archive.taking_down import expunge
from onrecord.cli.opened import opened
from onrecord.cli.words import plural


@click.command("expunge", short_help="Take a statement out of the archive for good.")
@click.argument("id")
@click.option("--reason", required=True, help="Why; it stays in the ledger for all to read.")
@click.option("--shared", is_flag=True, help="Though its captures show other statements too.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_context
def command(ctx: click.Context, id: str, reason: str, shared: bool, yes: bool) -> None:
    """Take the words of the statement ID out of the archive, and its captures' bytes.

    A record in their place keeps digest, date and reason, and so does the ledger, signed. It can't
    be undone; `withhold` hides a statement and loses nothing.
    """
    if not yes:
        click.confirm(f"take {id} out for good?", abort=True, err=True)
    taken = expunge(opened(ctx), id, reason=reason, shared=shared)
    click.echo(f"{id} is expunged, with {plural(len(taken), 'capture')}", err=True)
