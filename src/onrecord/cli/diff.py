"""`onrecord diff ID [N M]`: what a new wording of a statement changed."""

import click

from onrecord.archive.differing import compare, says_something, to_json
from onrecord.archive.lines import line
from onrecord.cli.edits import tell_edit
from onrecord.cli.opened import opened


@click.command("diff", short_help="Show what a new wording of a statement changed.")
@click.argument("id", metavar="ID")
@click.argument("numbers", metavar="[N M]", nargs=-1, type=int)
@click.option("--json", "as_json", is_flag=True, help="A line of JSON for each edit.")
@click.pass_context
def command(ctx: click.Context, id: str, numbers: tuple[int, ...], as_json: bool) -> None:
    """Show the edits from version N to version M, else to the one that stands from the last."""
    if len(numbers) not in (0, 2):
        raise click.UsageError("give two version numbers, or none")
    edits = compare(opened(ctx), id, *numbers)
    if as_json:
        for edit in edits:
            click.echo(line(to_json(edit)))
        return
    shown = [edit for edit in edits if says_something(edit)]
    for edit in shown:
        for words in tell_edit(edit):
            click.echo(words)
    if not shown:
        click.echo("no other wording, or the same words", err=True)
