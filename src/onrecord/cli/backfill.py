"""`onrecord backfill SOURCE --from DATE`: a source's past, as a web archive has it."""

import datetime as dt

import click

from onrecord.archive.backfilling.backfill import backfill
from onrecord.archive.backfilling.services import get_service
from onrecord.archive.watching.options import read_options
from onrecord.archive.watching.watch import World
from onrecord.cli.claim_making import make_claims
from onrecord.cli.counts import in_words, tell_failures, tell_reasons
from onrecord.cli.opened import opened

DATE = click.DateTime(formats=["%Y-%m-%d"])


@click.command("backfill", short_help="Take a source's past from a web archive.")
@click.argument("source", metavar="SOURCE")
@click.option("--from", "first", metavar="DATE", type=DATE, required=True, help="The first day.")
@click.option("--to", "last", metavar="DATE", type=DATE, help="The last day, else today.")
@click.option("--service", "name", metavar="NAME", help="Which of [[services]], else the first.")
@click.option("--allow-private", is_flag=True, help="Ask loopback and private addresses too.")
@click.pass_context
def command(
    ctx: click.Context,
    source: str,
    first: dt.datetime,
    last: dt.datetime | None,
    name: str | None,
    allow_private: bool,
) -> None:
    """Take what a web archive captured of SOURCE and the pages it led to, from DATE on.

    The archive is one of [[services]] in onrecord.toml, with a CDX server and mementos. What it
    served becomes captures whose observer it is: their dates are its word. Exit status 1 when
    anything failed, after all the rest was taken.
    """
    archive = opened(ctx)
    counts = backfill(
        archive,
        source,
        get_service(archive.folder, name),
        read_options(archive, allow_private=allow_private),
        first=first.date(),
        last=last.date() if last else None,
        world=World(),
    )
    make_claims(archive)
    tell_failures(counts)
    tell_reasons(counts)
    click.echo(f"mementos {counts.checked:,}; {in_words(counts)}")
    if counts.failed:
        ctx.exit(1)
