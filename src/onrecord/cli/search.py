"""`onrecord search QUERY`: statements that answer, with their words highlighted."""

import datetime as dt
from typing import Any

import click

from onrecord.archive.opening import Archive
from onrecord.archive.searching import search
from onrecord.cli.hits import tell_results
from onrecord.cli.opened import opened
from onrecord.model.search import SearchRequest, Sort


@click.command("search", short_help="Find statements by words, phrases, fields and dates.")
@click.argument("query", metavar="[QUERY]", required=False)
@click.option("--json", "as_json", is_flag=True, help="A line of JSON for each hit.")
@click.option("--limit", metavar="N", type=click.IntRange(0), default=10, show_default=True)
@click.option("--offset", metavar="N", type=click.IntRange(0), default=0)
@click.option("--sort", type=click.Choice([s.value for s in Sort]), default="relevance")
@click.option("--as-of", metavar="DATE", help="Search the wordings that stood at the end of DATE.")
@click.option("--facets", is_flag=True, help="Count the answers by issuer, language, kind, time.")
@click.option("--literal", is_flag=True, help="Search only the words typed, in all their forms.")
@click.option("--like", metavar="ID", help="Find statements like this one, within QUERY.")
@click.option("--save", metavar="NAME", help="Keep this search under a name in onrecord.toml.")
@click.option("--saved", metavar="NAME", help="Ask a saved search, by its name or id.")
@click.pass_context
def command(
    ctx: click.Context, /, query: str | None, save: str | None, saved: str | None, **wishes: Any
) -> None:
    """Find statements: words, "phrases", AND OR NOT, field:value, date:[2020-01 TO 2020-06].

    Fields: title text issuer country kind lang date place cites host has.
    """
    archive = opened(ctx)
    request = _request(query, **wishes)
    if saved is not None:
        if query is not None or save is not None or request.like is not None:
            raise click.UsageError("--saved stands alone: it has a query of its own")
        request = _saved(archive, saved, request)
    elif query is None and request.like is None:
        raise click.UsageError("Missing argument 'QUERY', or --like or --saved.")
    results = search(archive, request)
    if save is not None:
        _save(archive, save, request)
    tell_results(results, request, as_json=wishes["as_json"])


def _request(
    query: str | None,
    *,
    sort: str,
    as_of: str | None,
    as_json: bool,  # how it is shown is no part of a request
    **others: Any,  # limit, offset, facets, literal, like
) -> SearchRequest:
    return SearchRequest(query=query or "", sort=Sort(sort), as_of=_day(as_of), **others)


def _saved(archive: Archive, name: str, request: SearchRequest) -> SearchRequest:
    from onrecord.archive.saved_searches import get_search  # most searches are not kept

    return get_search(archive.folder, name).request(request)


def _save(archive: Archive, name: str, request: SearchRequest) -> None:
    from onrecord.archive.saved_searches import save_search, saved_of

    kept = saved_of(name, request)
    save_search(archive.folder, kept)
    click.echo(f"saved as {kept.name} ({kept.id})", err=True)


def _day(text: str | None) -> dt.date | None:
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise click.UsageError(f"--as-of takes a date as 2020-10-31, not {text!r}") from error
