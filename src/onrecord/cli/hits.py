"""The answers of a search as a terminal shows them."""

from onrecord.archive.lines import search_lines
from onrecord.cli.terminal import bold, dim, say
from onrecord.cli.words import kind_words, plural
from onrecord.model.search import Hit, Results, SearchRequest, Snippet

SHOWN_FACETS = 8
ENDS = tuple(".!?:;։؟。…»”")


def tell_results(results: Results, request: SearchRequest, *, as_json: bool = False) -> None:
    """Print what a search found, for people or as lines of JSON."""
    if results.did_you_mean is not None:
        say(f"did you mean: {results.did_you_mean}", to_people=True)
    if as_json:
        for line in search_lines(results, facets=request.facets):
            say(line)
    else:
        _tell_people(results, request)


def _tell_people(results: Results, request: SearchRequest) -> None:
    """Print what a search found, and say plainly when it found nothing."""
    if not results.total:
        say("no statement in this archive answers; absence here is no denial by anyone")
        return
    last = request.offset + len(results.hits)
    shown = (
        f", {request.offset + 1} to {last} shown" if results.hits and last < results.total else ""
    )
    say(f"{plural(results.total, 'statement')}{shown}")
    for also in results.also:
        say(dim(f"{also.words}: also {', '.join(also.names)}"))
    if results.also:
        say(dim("only the words typed: --literal"))
    for number, hit in enumerate(results.hits, request.offset + 1):
        _tell_hit(number, hit)
    for field, values in results.facets.items():
        words = ", ".join(f"{value} {count:,}" for value, count in values[:SHOWN_FACETS])
        say(f"\n{field}: {words}", ended=False)
    if results.facets:
        say()


def _tell_hit(number: int, hit: Hit) -> None:
    say()
    say(f"{number:>3}. " + bold(hit.title))
    about = [
        "; ".join(hit.issuers) or "issuer not known",
        kind_words(hit.kind),
        hit.published_on.isoformat() if hit.published_on else "undated",
        hit.language or "language not known",
    ]
    say(f"     {' · '.join(about)}")
    if not hit.current:
        say(f"     in version {hit.version}, which is not the wording that stands now")
    for snippet in hit.snippets:
        say(f"     {_marked(snippet)}")
    say(dim(f"     {hit.id}  {hit.url or hit.key}"))


def _marked(snippet: Snippet) -> str:
    """The words of a snippet on one line, those that answer in bold."""
    pieces, at = [], 0
    for start, end in snippet.marks:
        pieces += [snippet.text[at:start], bold(snippet.text[start:end])]
        at = end
    pieces.append(snippet.text[at:])
    words = "".join(pieces).replace("\n", " ").strip()
    if snippet.text.lstrip()[:1].islower():
        words = f"… {words}"
    return words if snippet.text.rstrip()[-1:] in ENDS else f"{words} …"
