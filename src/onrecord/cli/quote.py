"""`onrecord quote TEXT`: did they ever say this?"""

import click

from onrecord.archive.quoting import quote, quote_lines
from onrecord.cli.opened import opened
from onrecord.cli.words import minute, plural
from onrecord.model.quotation import Quotation


@click.command("quote", short_help="Find who ever said these words, in any version.")
@click.argument("text", metavar="TEXT")
@click.option("--json", "as_json", is_flag=True, help="A line of JSON for each place.")
@click.option("--limit", metavar="N", type=click.IntRange(1), default=50, show_default=True)
@click.pass_context
def command(ctx: click.Context, text: str, as_json: bool, limit: int) -> None:
    """Find where TEXT was said, in any version: word for word, then nearly, with dates.

    Case, accents and quotation marks don't count; an ellipsis (... or \u2026) stands for words
    left out.
    """
    quotes = quote(opened(ctx), text, limit)
    if as_json:
        for line in quote_lines(quotes):
            click.echo(line)
    elif not quotes.found:
        click.echo("no wording in this archive has this or comes near; absence here is no denial")
    else:
        exact = sum(one.exact for one in quotes)
        near = len(quotes.found) - exact
        click.echo(f"word for word in {plural(exact, 'wording')}, nearly in {near:,}")
        for number, one in enumerate(quotes, 1):
            _tell(number, one)
    if quotes.has_more:
        click.echo(f"there are more than {limit:,}; ask for them with --limit", err=True)


def _tell(number: int, one: Quotation) -> None:
    issuers = "; ".join(one.issuers) or "issuer not known"
    how = "word for word" if one.exact else f"nearly ({one.similarity:.0%} alike)"
    stands = f"absent since {minute(one.absent_since)}" if one.absent_since else "stands now"
    seen = minute(one.first_seen_at)
    if one.last_seen_at != one.first_seen_at:
        seen += f" to {minute(one.last_seen_at)}"
    click.echo()
    click.echo(f"{number:>3}. {issuers} · {how}")
    click.echo(f"     version {one.version}, seen {seen}, {stands}")
    click.echo("     " + click.style(" ".join(one.text.split()), bold=True))
    click.echo(click.style(f"     {one.statement}", dim=True))
