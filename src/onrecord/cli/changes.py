"""`onrecord changes`: new statements and wordings, moves, removals, returns."""

import datetime as dt
from collections.abc import Iterable

import click

from onrecord.archive.alerting.marks import READER, find_mark, newest_change, set_mark
from onrecord.archive.change_words import happened, issuers_of
from onrecord.archive.changing import Told, list_changes, to_json
from onrecord.archive.lines import line
from onrecord.cli.edits import tell_edit
from onrecord.cli.opened import opened
from onrecord.cli.words import minute

LAST = "last"


@click.command("changes", short_help="List new statements and wordings, moves and removals.")
@click.option(
    "--since",
    metavar="DATE",
    help="From the start of DATE in UTC; 'last': since you last asked so.",
)
@click.option("--json", "as_json", is_flag=True, help="A line of JSON for each change.")
@click.pass_context
def command(ctx: click.Context, since: str | None, as_json: bool) -> None:
    """List what changed: new statements, new wordings with their edits, moves, removals, returns.

    A removal says that the page was not served to us since, for three days or more, while others
    of its site were; never when or why it went. `--since last` lists what came since the last
    `--since last`, all the first time.
    """
    archive = opened(ctx)
    if since != LAST:
        _tell_all(list_changes(archive, _day(since)), as_json=as_json)
        return
    mark, newest = find_mark(archive, READER), newest_change(archive)
    _tell_all(list_changes(archive, after=mark.seq if mark else 0), as_json=as_json)
    set_mark(archive, READER, newest, dt.datetime.now(dt.UTC))


def _tell_all(changes: Iterable[Told], *, as_json: bool) -> None:
    for told in changes:
        if as_json:
            click.echo(line(to_json(told)))
        else:
            _tell(told)


def _tell(told: Told) -> None:
    click.echo(f"{minute(told.at)}  {happened(told)}: {told.title}")
    click.echo(f"    {issuers_of(told)}")
    click.echo(f"    {told.statement}  {told.url or ''}".rstrip())
    for edit in told.edits:
        for words in tell_edit(edit, "    "):
            click.echo(words)


def _day(text: str | None) -> dt.date | None:
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise click.UsageError(f"--since takes a date as 2020-10-31, not {text!r}") from error
