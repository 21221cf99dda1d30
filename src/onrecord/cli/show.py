"""`onrecord show ID`: one statement with its structure and where each part of it comes from."""

import click

from onrecord.archive.exporting import to_json
from onrecord.archive.lines import line
from onrecord.cli.opened import opened
from onrecord.cli.statement_text import tell


@click.command("show", short_help="Show a statement with its notes, versions, originals.")
@click.argument("id", metavar="ID")
@click.option("--version", "number", metavar="N", type=int, help="A wording by its number.")
@click.option("--json", "as_json", is_flag=True, help="The whole as one line of JSON.")
@click.option("--text", "as_text", is_flag=True, help="The words alone.")
@click.pass_context
def command(ctx: click.Context, id: str, number: int | None, as_json: bool, as_text: bool) -> None:
    """Show a statement: who says it, its words, notes, versions, and the originals kept."""
    if as_json and as_text:
        raise click.UsageError("choose one of --json and --text")
    view = opened(ctx).statements.get(id, version=number)
    if as_json:
        click.echo(line(to_json(view)))
    elif as_text:
        click.echo(view.extraction.text)
    else:
        for words in tell(view):
            click.echo(words)
