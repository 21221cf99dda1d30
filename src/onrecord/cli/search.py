"""`onrecord search QUERY`: statements that answer, with their words highlighted."""

import datetime as dt

import click

from onrecord.archive.lines import search_lines
from onrecord.archive.searching import search
from onrecord.cli.hits import tell_results
from onrecord.cli.opened import opened
from onrecord.model.search import SearchRequest, Sort


@click.command("search", short_help="Find statements by words, phrases, fields and dates.")
@click.argument("query", metavar="QUERY")
@click.option("--json", "as_json", is_flag=True, help="A line of JSON for each hit.")
@click.option("--limit", metavar="N", type=click.IntRange(0), default=10, show_default=True)
@click.option("--offset", metavar="N", type=click.IntRange(0), default=0)
@click.option("--sort", type=click.Choice([s.value for s in Sort]), default="relevance")
@click.option("--as-of", metavar="DATE", help="Search the wordings that stood at the end of DATE.")
@click.option("--facets", is_flag=True, help="Count the answers by issuer, year, language, kind.")
@click.pass_context
def command(
    ctx: click.Context,
    query: str,
    as_json: bool,
    limit: int,
    offset: int,
    sort: str,
    as_of: str | None,
    facets: bool,
) -> None:
    """Find statements: words, "phrases", AND OR NOT, field:value, date:[2020-01 TO 2020-06].

    Fields: title text issuer country kind lang date place cites host has.
    """
    request = SearchRequest(
        query=query,
        limit=limit,
        offset=offset,
        sort=Sort(sort),
        as_of=_day(as_of),
        facets=facets,
    )
    results = search(opened(ctx), request)
    if as_json:
        for line in search_lines(results, facets=facets):
            click.echo(line)
        return
    tell_results(results, request)


def _day(text: str | None) -> dt.date | None:
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise click.UsageError(f"--as-of takes a date as 2020-10-31, not {text!r}") from error
