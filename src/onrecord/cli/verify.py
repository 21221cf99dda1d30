"""`onrecord verify`: is everything still what was recorded?"""

from dataclasses import asdict

import click

from onrecord.archive.lines import line
from onrecord.archive.verifying.checkpoints import describe_last
from onrecord.archive.verifying.verify import verify
from onrecord.cli.opened import opened
from onrecord.cli.progress import counting
from onrecord.cli.words import plural

EXIT_INTEGRITY = 3


@click.command("verify", short_help="Check every kept record, the ledger, store and index.")
@click.option("--json", "as_json", is_flag=True, help="A line of JSON for each fault.")
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """Check every kept record, the ledger, the store and the index; exit 3 on any fault."""
    archive = opened(ctx)
    faults = checked = 0

    with counting("records checked") as progress:

        def count(more: int) -> None:
            nonlocal checked
            checked += more
            progress(more)

        for fault in verify(archive, count):
            faults += 1
            if as_json:
                click.echo(line(asdict(fault)))
            else:
                click.echo(f"{fault.kind}: {fault.where}")
                click.echo(f"  expected {fault.expected}")
                click.echo(f"  found    {fault.found}")
    click.echo(
        f"{plural(checked, 'record')} checked, "
        + (plural(faults, "fault") if faults else "all as recorded"),
        err=True,
    )
    click.echo(describe_last(archive), err=True)
    if faults:
        ctx.exit(EXIT_INTEGRITY)
