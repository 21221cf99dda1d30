"""`onrecord reply ID ISSUER FILE`: what an issuer answers, kept as it came."""

from typing import TextIO

import click

from onrecord.archive.replying import reply
from onrecord.cli.by import by_option
from onrecord.cli.opened import opened


@click.command("reply", short_help="Keep an issuer's reply to a statement.")
@click.argument("id")
@click.argument("issuer")
@click.argument("file", type=click.File(encoding="utf-8"))
@by_option
@click.option("--received", required=True, help="How and when it came.")
@click.option("--change", type=int, nargs=2, metavar="N M", help="On the change from N to M.")
@click.option("--language", help="Its language, such as az.")
@click.pass_context
def command(
    ctx: click.Context,
    id: str,
    issuer: str,
    file: TextIO,
    by: str,
    received: str,
    change: tuple[int, int] | None,
    language: str | None,
) -> None:
    """Keep the words of FILE (- is standard input) as the reply of ISSUER to the statement ID.

    It is shown with the statement as the issuer's own words, and nothing changes it after.
    """
    made = reply(
        opened(ctx),
        id,
        issuer=issuer,
        text=file.read(),
        received=received,
        by=by,
        change=change,
        language=language,
    )
    click.echo(f"reply {made.id} of {made.issuer_name} kept with {id}", err=True)
