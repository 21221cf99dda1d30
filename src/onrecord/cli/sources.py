"""`onrecord sources`: the sources on the web and how they do."""

from collections.abc import Iterator

import click

from onrecord.archive.lines import line
from onrecord.archive.opening import Archive
from onrecord.archive.watching import registry
from onrecord.archive.watching.health import Health, list_health, to_json
from onrecord.archive.watching.symptoms import Symptoms
from onrecord.cli.opened import opened
from onrecord.cli.words import minute


@click.command("sources", short_help="List the sources on the web and how they do.")
@click.option("--json", "as_json", is_flag=True, help="A line of JSON for each source.")
@click.option("--registry", "of_registry", is_flag=True, help="The issuers that can be added.")
@click.pass_context
def command(ctx: click.Context, as_json: bool, of_registry: bool) -> None:
    """List the sources on the web; exit 1 when somebody should look at one.

    That is when one was not served at its last check, names less than half of its usual number of
    items, leads to pages most of which hold no statement, or when its newest statements lack a
    field that those before had. Serial numbers that were passed over are told, and no more: what
    was not seen by us may never have been.

    With --registry list the issuers that `onrecord add ID` takes up: those packaged, and the
    [[issuers]] of onrecord.toml that have domains. Each says when its addresses were looked for.
    """
    archive = opened(ctx)
    if of_registry:
        _tell_registry(archive, as_json=as_json)
        return
    found = list(list_health(archive))
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
    for words in _odd(health.symptoms):
        click.echo(f"    {words}")


def _odd(symptoms: Symptoms) -> Iterator[str]:
    if symptoms.has_too_few_items:
        yield f"look: {symptoms.items} items at the last check, {symptoms.usual_items:g} are usual"
    if symptoms.has_bare_pages:
        yield f"look: {symptoms.bare_share:.0%} of its newest pages hold no statement"
    if symptoms.vanished:
        yield f"look: the newest statements have no {', '.join(symptoms.vanished)}"
    for series, first, last in symptoms.missing:
        numbers = str(first) if first == last else f"{first} to {last}"
        yield f"not seen: number {numbers} of {series}"


def _tell_registry(archive: Archive, *, as_json: bool) -> None:
    for entry in registry.list_entries(archive.folder):
        if as_json:
            click.echo(line(registry.to_json(entry)))
            continue
        issuer = entry.issuer
        checked = f"looked for on {entry.checked_on}" if entry.checked_on else "not checked yet"
        click.echo(
            f"{issuer.id}  {issuer.name}" + (f"  {issuer.country}" if issuer.country else "")
        )
        click.echo(f"    {', '.join(issuer.domains)}: {checked}")
        for source in entry.sources:
            click.echo(f"    {source.kind or 'kind not known'}: {source.url}")
