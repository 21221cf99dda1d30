"""`onrecord sources`: the sources on the web and how they do."""

import click

from onrecord.archive.lines import line
from onrecord.archive.watching.health import Health, list_health, to_json
from onrecord.cli.opened import opened
from onrecord.cli.words import minute


@click.command("sources", short_help="List the sources on the web and how they do.")
@click.option("--json", "as_json", is_flag=True, help="A line of JSON for each source.")
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """List the sources on the web; exit 1 when one was not served at its last check."""
    found = list(list_health(opened(ctx)))
    for health in found:
        if as_json:
            click.echo(line(to_json(health)))
        else:
            _tell(health)
    if not found and not as_json:
        click.echo("no source on the web; add one with: onrecord add URL")
    if any(health.last_checked_at and not health.is_well for health in found):
        ctx.exit(1)


def _tell(health: Health) -> None:
    seen = f"last seen {minute(health.last_seen_at)}" if health.last_seen_at else "never seen"
    due = f", due {minute(health.due_at)}" if health.due_at else ""
    click.echo(f"{health.name}  {health.kind or 'kind not known'}  {health.state.value}")
    click.echo(f"    {health.url}\n    {seen}{due}")
    if health.states:
        pages = ", ".join(f"{number:,} {state}" for state, number in health.states)
        click.echo(f"    pages: {pages}")
