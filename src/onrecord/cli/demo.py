"""`onrecord demo`: a small made-up archive, built, searched and shown, without a network."""

from pathlib import Path

import click

from onrecord.archive.demonstrating import build_demo, list_tour
from onrecord.archive.searching import search
from onrecord.cli.hits import tell_results
from onrecord.cli.statement_text import tell
from onrecord.cli.words import plural
from onrecord.model.search import SearchRequest

SHOWN = 3  # hits of each search
FOLDER = "demo-archive"


@click.command("demo", short_help="Build a made-up archive, search it, show a statement.")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=FOLDER)
@click.option("--serve", "is_served", is_flag=True, help="Then show it in a browser, at port 8470.")
@click.pass_context
def command(ctx: click.Context, folder: Path, is_served: bool) -> None:
    """Build an archive of made-up statements in DIR, search it and show one statement."""
    archive, counts = build_demo(folder, say=lambda message: click.echo(message, err=True))
    ctx.with_resource(archive)
    click.echo(
        f"built {folder}: {plural(counts.new, 'statement')}, "
        f"{plural(counts.versions, 'later wording')}, {counts.seen_again} seen again, "
        f"{counts.not_statements} not statements, {counts.failed} failed"
    )
    for failure in counts.failures:
        click.echo(f"failed: {failure.path}: {failure.reason}", err=True)
    last: str | None = None
    for stop in list_tour():
        request = SearchRequest(query=stop.query, limit=SHOWN)
        click.echo(f"\n{'─' * 88}\n{stop.why}\n$ onrecord -a {folder} search '{stop.query}'\n")
        results = search(archive, request)
        tell_results(results, request)
        if results.hits:
            last = results.hits[0].id
    if last is not None:
        click.echo(f"\n{'─' * 88}\nOne statement, whole\n$ onrecord -a {folder} show {last}\n")
        for words in tell(archive.statements.get(last)):
            click.echo(words)
    click.echo(f"\ntry: onrecord -a {folder} search 'issuer:mfa-velmaria' --facets")
    if is_served:
        from onrecord.web.serving import PORT, serve  # most runs of the demo end without

        serve(archive.folder, host="127.0.0.1", port=PORT, say=archive.say)
    if counts.failed:
        ctx.exit(1)
