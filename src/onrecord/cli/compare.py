"""`onrecord compare QUERY`: what different issuers say of one event, in columns."""

from collections.abc import Iterator, Sequence

import click

from onrecord.archive.comparing import compare, comparison_json
from onrecord.archive.lines import line
from onrecord.cli.opened import opened
from onrecord.cli.words import plural
from onrecord.model.claim_view import ClaimView
from onrecord.model.comparison import Column, Compared, Silence, SilenceKind

_SILENT = {
    SilenceKind.NO_SOURCE: "no source in this archive",
    SilenceKind.NOT_CAPTURED: "nothing captured from those days",
    SilenceKind.NO_CLAIM: "captured, but no such claim was extracted",
    SilenceKind.LANGUAGE: "captured, in languages that are not supported",
}


@click.command("compare", short_help="Show what different issuers say of the same event.")
@click.argument("query", metavar="QUERY")
@click.option("--json", "as_json", is_flag=True, help="A line of JSON for each event.")
@click.option("--all", "every", is_flag=True, help="Also events that one issuer speaks of.")
@click.option("--experimental", is_flag=True, help="Also languages that were never measured.")
@click.pass_context
def command(ctx: click.Context, query: str, as_json: bool, every: bool, experimental: bool) -> None:
    """Show what issuers say of the same place, time and type of event, a column each.

    QUERY is as for `onrecord claims`. Who acted, and how many, is never compared by: that is what
    may be disputed. Silence is neither agreement nor denial.
    """
    found = compare(opened(ctx), query, every=every, experimental=experimental)
    count = 0
    for compared in found:
        count += 1
        if as_json:
            click.echo(line(comparison_json(compared)))
        else:
            for words in _tell(compared):
                click.echo(words)
    if not as_json:
        click.echo(f"\n{plural(count, 'event')}; nothing here says who is right")


def _tell(compared: Compared) -> Iterator[str]:
    days = str(compared.first)
    if compared.last != compared.first:
        days += f" to {compared.last}"
    kind = compared.event_type.value if compared.event_type else "no type"
    yield ""
    yield click.style(f"{compared.place or 'place not named'} · {days} · {kind}", bold=True)
    for column in compared.columns:
        if column.claims:
            yield f"  {column.name}"
            yield from _column(column)
    yield from _silent(compared.columns)
    for differing in compared.differing:
        told = "; ".join(f"{name}: {words}" for name, words in differing.values)
        yield f"  differs: {differing.field} ({told})"


def _column(column: Column) -> Iterator[str]:
    for view in column.claims:
        yield f"    {view.claim.speech_act}: {_words(view)}"
        yield click.style(f"      {view.id}", dim=True)


def _silent(columns: Sequence[Column]) -> Iterator[str]:
    """Yield a line for each way of being silent, with who is."""
    for kind, words in _SILENT.items():
        names = [
            column.name + _beside(column.silence)
            for column in columns
            if column.silence is not None and column.silence.kind is kind
        ]
        if names:
            yield f"  {words}:"
            yield from (f"    {name}" for name in names)


def _words(view: ClaimView) -> str:
    return " ".join(view.text.split())


def _beside(silence: Silence) -> str:
    count = len(silence.statements)
    words = f" ({plural(count, 'statement')} of those days)" if count else ""
    if silence.recall is not None:
        words += f"; {silence.recall:.0%} of such claims are found"
    return words
