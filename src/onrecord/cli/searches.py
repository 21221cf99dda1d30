"""`onrecord searches`: the searches kept under a name."""

import click

from onrecord.archive.lines import line
from onrecord.archive.saved_searches import list_searches
from onrecord.cli.opened import opened


@click.command("searches", short_help="List the saved searches.")
@click.option("--json", "as_json", is_flag=True, help="A line of JSON for each search.")
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """List the saved searches; they are kept in onrecord.toml, where they can be edited.

    Save one with `onrecord search --save NAME QUERY`, ask it again with `onrecord search --saved
    NAME`. Its id depends on what it asks and not on its name.
    """
    found = list_searches(opened(ctx).folder)
    for saved in found:
        if as_json:
            click.echo(line({"id": saved.id, "name": saved.name, **saved.asked}))
        else:
            options = {k: v for k, v in saved.asked.items() if k != "query"}
            said = "".join(f"  {key} {value}" for key, value in options.items())
            click.echo(f"{saved.id}  {saved.name}: {saved.query}{said}")
    if not found and not as_json:
        click.echo("no search is saved here; save one with: onrecord search --save NAME QUERY")
