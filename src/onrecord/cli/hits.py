"""The answers of a search as a terminal shows them."""

import click

from onrecord.cli.words import kind_words, plural
from onrecord.model.search import Hit, Results, SearchRequest, Snippet

SHOWN_FACETS = 8
ENDS = tuple(".!?:;։؟。…»”")


def tell_results(results: Results, request: SearchRequest) -> None:
    """Print what a search found, and say plainly when it found nothing."""
    if not results.total:
        click.echo("no statement in this archive answers; absence here is no denial by anyone")
        return
    last = request.offset + len(results.hits)
    shown = (
        f", {request.offset + 1} to {last} shown" if results.hits and last < results.total else ""
    )
    click.echo(f"{plural(results.total, 'statement')}{shown}")
    for also in results.also:
        click.echo(click.style(f"{also.words}: also {', '.join(also.names)}", dim=True))
    if results.also:
        click.echo(click.style("only the words typed: --literal", dim=True))
    for number, hit in enumerate(results.hits, request.offset + 1):
        _tell_hit(number, hit)
    for field, values in results.facets.items():
        words = ", ".join(f"{value} {count:,}" for value, count in values[:SHOWN_FACETS])
        click.echo(f"\n{field}: {words}", nl=False)
    if results.facets:
        click.echo()


def _tell_hit(number: int, hit: Hit) -> None:
    click.echo()
    click.echo(f"{number:>3}. " + click.style(hit.title, bold=True))
    about = [
        "; ".join(hit.issuers) or "issuer not known",
        kind_words(hit.kind),
        hit.published_on.isoformat() if hit.published_on else "undated",
        hit.language or "language not known",
    ]
    click.echo(f"     {' · '.join(about)}")
    if not hit.current:
        click.echo(f"     in version {hit.version}, which is not the wording that stands now")
    for snippet in hit.snippets:
        click.echo(f"     {_marked(snippet)}")
    click.echo(click.style(f"     {hit.id}  {hit.url or hit.key}", dim=True))


def _marked(snippet: Snippet) -> str:
    """The words of a snippet on one line, those that answer in bold."""
    pieces, at = [], 0
    for start, end in snippet.marks:
        pieces += [snippet.text[at:start], click.style(snippet.text[start:end], bold=True)]
        at = end
    pieces.append(snippet.text[at:])
    words = "".join(pieces).replace("\n", " ").strip()
    if snippet.text.lstrip()[:1].islower():
        words = f"… {words}"
    return words if snippet.text.rstrip()[-1:] in ENDS else f"{words} …"
