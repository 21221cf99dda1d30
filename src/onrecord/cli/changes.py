"""`onrecord changes`: new statements and wordings, moves, removals, returns."""

import datetime as dt

import click

from onrecord.archive.changing import Told, list_changes, to_json
from onrecord.archive.lines import line
from onrecord.cli.edits import tell_edit
from onrecord.cli.opened import opened
from onrecord.cli.words import minute

SAID = {
    "new": "new",
    "wording": "new wording",
    "moved": "moved",
    "removed": "not served to us since",
    "reappeared": "served again",
}


@click.command("changes", short_help="List new statements and wordings, moves and removals.")
@click.option("--since", metavar="DATE", help="From the start of DATE in UTC.")
@click.option("--json", "as_json", is_flag=True, help="A line of JSON for each change.")
@click.pass_context
def command(ctx: click.Context, since: str | None, as_json: bool) -> None:
    """List what changed: new statements, new wordings with their edits, moves, removals, returns.

    A removal says that the page was not served to us since, for three days or more, while others
    of its site were; never when or why it went.
    """
    found = list_changes(opened(ctx), _day(since))
    for told in found:
        if as_json:
            click.echo(line(to_json(told)))
        else:
            _tell(told)


def _tell(told: Told) -> None:
    issuers = "; ".join(issuer.name for issuer in told.issuers) or "issuer not known"
    versions = ""
    if told.from_version and told.to_version and told.from_version != told.to_version:
        versions = f", version {told.from_version} to {told.to_version}"
    click.echo(f"{minute(told.at)}  {SAID[told.kind.value]}{versions}: {told.title}")
    click.echo(f"    {issuers}")
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
