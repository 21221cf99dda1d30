"""`onrecord verify`: is everything still what was recorded?"""

from collections.abc import Sequence
from dataclasses import asdict

import click

from onrecord.archive.lines import line
from onrecord.archive.opening import Archive
from onrecord.archive.verifying.checkpoints import describe_last
from onrecord.archive.verifying.fault import Fault
from onrecord.archive.verifying.repairing import repair
from onrecord.archive.verifying.verify import verify
from onrecord.cli.opened import opened
from onrecord.cli.progress import counting
from onrecord.cli.words import plural

EXIT_INTEGRITY = 3


@click.command("verify", short_help="Check every kept record, the ledger, store and index.")
@click.option("--json", "as_json", is_flag=True, help="A line of JSON for each fault.")
@click.option("--repair", "repairs", is_flag=True, help="Make again what is derived.")
@click.pass_context
def command(ctx: click.Context, as_json: bool, repairs: bool) -> None:
    """Check every kept record, the ledger, the store and the index; exit 3 on any fault.

    With --repair what is derived is made again where there was a fault, and all is checked once
    more; captures are never touched.
    """
    archive = opened(ctx)
    faults = _checked(archive)
    if faults and repairs:
        for fault in faults:
            click.echo(f"{fault.kind}: {fault.where}", err=True)
        click.echo(f"made again: {', '.join(repair(archive))}", err=True)
        faults = _checked(archive)
    for fault in faults:
        if as_json:
            click.echo(line(asdict(fault)))
        else:
            click.echo(f"{fault.kind}: {fault.where}")
            click.echo(f"  expected {fault.expected}")
            click.echo(f"  found    {fault.found}")
    click.echo(describe_last(archive), err=True)
    if faults:
        ctx.exit(EXIT_INTEGRITY)


def _checked(archive: Archive) -> Sequence[Fault]:
    """Return all faults, and say how many records were looked at."""
    checked = 0
    with counting("records checked") as progress:

        def count(more: int) -> None:
            nonlocal checked
            checked += more
            progress(more)

        faults = list(verify(archive, count))
    click.echo(
        f"{plural(checked, 'record')} checked, "
        + (plural(len(faults), "fault") if faults else "all as recorded"),
        err=True,
    )
    return faults
