"""`onrecord explain CLAIM`: the steps that led to a claim."""

from collections.abc import Iterator

import click

from onrecord.cli.claims import tell_claim
from onrecord.cli.opened import opened
from onrecord.model.claim_view import ClaimView


@click.command("explain", short_help="Tell the steps that led to a claim.")
@click.argument("id", metavar="CLAIM")
@click.pass_context
def command(ctx: click.Context, id: str) -> None:
    """Tell how the claim of that id was read: its words, its rule, its cues, its places."""
    view = opened(ctx).claims.get(id)
    for words in (*tell_claim(view), "", *_explained(view)):
        click.echo(words)


def _explained(view: ClaimView) -> Iterator[str]:
    claim = view.claim
    yield f"rule {claim.rule}, confidence {claim.confidence}"
    yield f"characters {claim.start} to {claim.end} of version {view.version}"
    for number, step in enumerate(claim.steps, 1):
        yield f"{number}. {step}"
    for party in (*claim.actors, *claim.targets):
        yield f"{party.name!r} ({party.how}) is {party.code or 'no party of the tables'}"
    for place, resolved in zip(claim.places, view.resolved, strict=True):
        several = ", ".join(f"{c.name} ({c.country})" for c in resolved.candidates)
        yield f"{place.name!r} ({place.role}): {several or 'not in the gazetteer'}"
    if claim.time is not None:
        words = view.text[claim.time.start - claim.start : claim.time.end - claim.start]
        yield (
            f"{words!r}: {claim.time.first} to {claim.time.last}, {claim.time.granularity}, "
            f"{claim.time.relation}, counted from: {claim.time.anchor}"
        )
    for url in view.citation_urls:
        yield f"cites {url}"
