"""`onrecord claims [QUERY]`: what issuers say happened, each claim with who says it."""

from collections.abc import Iterable

import click

from onrecord.archive.claim_lines import csv_lines, geojson_lines, json_lines
from onrecord.archive.claim_making import count_lacking
from onrecord.archive.lenses import get_lens, list_lenses
from onrecord.archive.opening import Archive
from onrecord.cli.opened import opened
from onrecord.cli.words import plural
from onrecord.model.claim import Party
from onrecord.model.claim_view import ClaimView

_LINES = {"json": json_lines, "csv": csv_lines, "geojson": geojson_lines}


@click.command("claims", short_help="List what issuers say happened, with who says it.")
@click.argument("query", metavar="[QUERY]", required=False)
@click.option("--json", "form", flag_value="json", help="A line of JSON for each claim.")
@click.option("--csv", "form", flag_value="csv", help="A table, the issuers first.")
@click.option("--geojson", "form", flag_value="geojson", help="The claims with a known place.")
@click.option("--lens", metavar="NAME", help="Those of a named view: see onrecord claims --lenses.")
@click.option("--lenses", is_flag=True, help="List the named views.")
@click.pass_context
def command(
    ctx: click.Context, query: str | None, form: str | None, lens: str | None, lenses: bool
) -> None:
    """List the claims of the statements that answer QUERY, of all without one.

    type: act: mode: actor: target: place: since: until: ask of the claim itself, the rest of
    QUERY of its statement: 'ferry type:COERCE since:2025-10-20'.
    """
    archive = opened(ctx)
    if lenses:
        for each in list_lenses(archive.folder):
            click.echo(f"{each.id:<14}{each.name}")
        return
    views = archive.claims.list(query)
    if lens is not None:
        views = get_lens(archive.folder, lens).of(views)
    if form is not None:
        for words in _LINES[form](views):
            click.echo(words)
    else:
        _tell_all(views)
    _tell_behind(archive)


def _tell_behind(archive: Archive) -> None:
    behind = count_lacking(archive)
    if behind:
        click.echo(
            f"{plural(behind, 'version')} without claims of today's rules: "
            "run `onrecord rebuild claims`",
            err=True,
        )


def _tell_all(views: Iterable[ClaimView]) -> None:
    count = 0
    for view in views:
        count += 1
        click.echo()
        for words in tell_claim(view):
            click.echo(words)
    click.echo(f"\n{plural(count, 'claim')}; each is what its issuer says, none is a finding")


def tell_claim(view: ClaimView) -> Iterable[str]:
    """Yield a claim for people, who says it first."""
    claim = view.claim
    issuers = "; ".join(name for _, name in view.issuers) or "issuer not known"
    on = f" · {view.published_on}" if view.published_on else ""
    mark = " · experimental" if view.experimental else ""
    yield f"{issuers}{on} · {claim.speech_act}{mark}"
    yield "  " + click.style(" ".join(view.text.split()), bold=True)
    event = [claim.event_type.value if claim.event_type else "", claim.mode or ""]
    beside = [word for word in (*event, *_marks(view)) if word]
    told = [
        " ".join(beside),
        _names("actor", claim.actors),
        _names("target", claim.targets),
        ", ".join(f"{p.role}: {p.name}" for p in claim.places),
        _when(view),
        ", ".join(_amount(q.start, q.end, q.role, view) for q in claim.quantities),
        "as told by " + " < ".join(s.name for s in claim.source_chain)
        if claim.source_chain
        else "",
    ]
    yield "  " + " | ".join(word for word in told if word)
    yield click.style(f"  {view.id}", dim=True)


def _marks(view: ClaimView) -> list[str]:
    claim = view.claim
    usual = ("positive", "asserted")
    return [word for word in (claim.polarity.value, claim.certainty.value) if word not in usual]


def _names(what: str, parties: tuple[Party, ...]) -> str:
    if not parties:
        return ""
    return f"{what}: " + ", ".join(
        p.name if p.how.value == "stated" else f"{p.name} ({p.how.value})" for p in parties
    )


def _when(view: ClaimView) -> str:
    time = view.claim.time
    if time is None or (time.first is None and time.last is None):
        return ""
    if time.first == time.last:
        return str(time.first)
    return f"{time.first or '...'} to {time.last or '...'}"


def _amount(start: int, end: int, role: str | None, view: ClaimView) -> str:
    words = view.text[start - view.claim.start : end - view.claim.start]
    return f"{words} ({role})" if role else words
