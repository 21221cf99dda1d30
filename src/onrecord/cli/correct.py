"""`onrecord correct ID FIELD VALUE`: a field by somebody's word, beside what was read."""

import click

from onrecord.archive.corrected import FIELDS
from onrecord.archive.correcting import correct
from onrecord.cli.by import by_option
from onrecord.cli.opened import opened


@click.command("correct", short_help="Say what a field of a statement is.")
@click.argument("id")
@click.argument("field", type=click.Choice(list(FIELDS)))
@click.argument("value", required=False)
@by_option
@click.option("--why", required=True, help="How you know.")
@click.option("--quoted", metavar="WORDS", default="", help="Only for wordings with these words.")
@click.option("--undo", is_flag=True, help="Let stand again what was read.")
@click.pass_context
def command(
    ctx: click.Context,
    id: str,
    field: str,
    value: str | None,
    by: str,
    why: str,
    quoted: str,
    undo: bool,
) -> None:
    """Say that FIELD of the statement ID is VALUE: an addition, signed with the archive's key.

    What the program read stays, and is shown beside it; the correction also stays when
    everything is read again. VALUE may be "" for what has none. Issuers are ids, parted by blanks.
    """
    if undo == (value is not None):
        raise click.UsageError("give a value, or --undo")
    made = correct(opened(ctx), id, field, value, by=by, why=why, quoted=quoted)
    click.echo(f"{field} of {id} {'as read' if undo else 'corrected'} ({made.id})", err=True)
