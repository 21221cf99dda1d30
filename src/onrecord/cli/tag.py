"""`onrecord tag ID WORD...`: words of yours on a statement, which `tag:WORD` finds."""

import click

from onrecord.archive.tagging import tag, untag
from onrecord.cli.by import by_option
from onrecord.cli.opened import opened


@click.command("tag", short_help="Put words of yours on a statement.")
@click.argument("id")
@click.argument("words", metavar="WORD...", nargs=-1, required=True)
@by_option
@click.option("--remove", is_flag=True, help="Take them off.")
@click.pass_context
def command(ctx: click.Context, id: str, words: tuple[str, ...], by: str, remove: bool) -> None:
    """Put each WORD on the statement ID as a tag; `onrecord search tag:WORD` finds it."""
    archive = opened(ctx)
    for word in words:
        if remove:
            untag(archive, id, word)
        else:
            tag(archive, id, word, by=by)
