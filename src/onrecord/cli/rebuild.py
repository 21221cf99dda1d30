"""`onrecord rebuild extract|claims|index`: make again what is derived."""

import click

from onrecord.archive.claim_making import rebuild_claims
from onrecord.archive.rebuilding import rebuild_extractions, rebuild_index
from onrecord.cli.claim_making import make_claims, tell_making_failures
from onrecord.cli.opened import opened
from onrecord.cli.progress import counting
from onrecord.cli.words import plural


@click.command("rebuild", short_help="Make extractions, claims or the index again.")
@click.argument("what", type=click.Choice(["extract", "claims", "index"]))
@click.pass_context
def command(ctx: click.Context, what: str) -> None:
    """Make the extractions again from the captures, or claims or the index from the store."""
    archive = opened(ctx)
    if what == "index":
        click.echo(f"index made again: {plural(rebuild_index(archive), 'statement')}")
        return
    if what == "claims":
        with counting("making claims again") as progress:
            made = rebuild_claims(archive, progress)
        tell_making_failures(made)
        click.echo(f"{plural(made.claims, 'claim')} made of {plural(made.versions, 'version')}")
        ctx.exit(1 if made.failures else 0)
    with counting("reading captures again") as progress:
        rebuilt = rebuild_extractions(archive, progress)
    make_claims(archive)
    for failure in rebuilt.failures:
        click.echo(f"failed: {failure.path}: {failure.reason}", err=True)
    click.echo(
        f"{plural(rebuilt.captures, 'capture')} read again, "
        f"{plural(rebuilt.replaced, 'extraction')} replaced, "
        f"{plural(rebuilt.new, 'statement')} new, failed {len(rebuilt.failures)}"
    )
    if rebuilt.failures:
        ctx.exit(1)
