"""`onrecord citations`: what statements cite, and what has become of it."""

import click

from onrecord.archive.citing import Cited, list_citations, to_json
from onrecord.archive.lines import line
from onrecord.cli.opened import opened
from onrecord.cli.words import minute
from onrecord.model.page_state import PageState


@click.command("citations", short_help="List what statements cite and whether it still stands.")
@click.option("--state", type=click.Choice([state.value for state in PageState]))
@click.option("--host", metavar="HOST", help="Of pages on this host or below it.")
@click.option("--issuer", metavar="ID", help="By statements of this issuer, by id or name.")
@click.option("--json", "as_json", is_flag=True, help="A line of JSON for each citation.")
@click.pass_context
def command(
    ctx: click.Context, state: str | None, host: str | None, issuer: str | None, as_json: bool
) -> None:
    """List what the statements cite, each with its note and the state of the page.

    The pages are captured and checked by `onrecord watch`.
    """
    wanted = PageState(state) if state else None
    for cited in list_citations(opened(ctx), state=wanted, host=host, issuer=issuer):
        click.echo(line(to_json(cited)) if as_json else _told(cited))


def _told(cited: Cited) -> str:
    mark = f"[{cited.marker}] " if cited.marker else ""
    seen = f", last seen {minute(cited.last_seen_at)}" if cited.last_seen_at else ""
    missing = f", first missing {minute(cited.first_missing_at)}" if cited.first_missing_at else ""
    who = ", ".join(issuer.name for issuer in cited.issuers) or "issuer not known"
    theirs = "".join(
        f"\n    {one.service} names a memento of {minute(one.at)}: {one.url}"
        for one in cited.mementos
        if one.at
    )
    return (
        f"{mark}{cited.url}\n    {cited.state.value}{seen}{missing}\n"
        f"    cited by {who}: {cited.title}  {cited.statement}{theirs}"
    )
