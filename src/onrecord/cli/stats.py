"""`onrecord stats`: what the archive holds, in numbers."""

import json

import click

from onrecord.archive.counting import stats
from onrecord.cli.opened import opened


@click.command("stats", short_help="Say how much the archive holds.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """Say how much the archive holds."""
    counts = stats(opened(ctx))
    if as_json:
        click.echo(json.dumps(counts))
        return
    width = max(len(name) for name in counts)
    for name, count in counts.items():
        click.echo(f"{name:<{width}}  {count:>12,}")
