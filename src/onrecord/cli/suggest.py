"""`onrecord suggest PREFIX`: what somebody who has typed this far may mean."""

import click

from onrecord.archive.lines import suggestion_lines
from onrecord.cli.opened import opened


@click.command("suggest", short_help="Suggest issuers, places, concepts and titles.")
@click.argument("prefix", metavar="PREFIX")
@click.option("--json", "as_json", is_flag=True, help="A line of JSON for each suggestion.")
@click.option("--limit", metavar="N", type=click.IntRange(1), default=5, show_default=True)
@click.pass_context
def command(ctx: click.Context, prefix: str, as_json: bool, limit: int) -> None:
    """Suggest issuers, places, concepts and titles for the words of PREFIX, N of each at most."""
    suggestions = opened(ctx).suggest(prefix, limit)
    if as_json:
        for line in suggestion_lines(suggestions):
            click.echo(line)
        return
    for one in suggestions:
        count = f"  ({one.statements:,})" if one.statements else ""
        click.echo(f"{one.kind.value:<7} {one.text}{count}")
