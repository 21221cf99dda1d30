"""`onrecord renditions ID`: a statement's other languages, and what each leaves out."""

import textwrap
from collections.abc import Iterator, Sequence

import click

from onrecord.archive.lines import line
from onrecord.archive.presenting import rendition_object
from onrecord.archive.renditions.comparing import renditions
from onrecord.cli.opened import opened
from onrecord.cli.words import plural
from onrecord.model.rendition import Basis, SideBySide
from onrecord.model.view import StatementView

_WIDTH = 88
_WHY = {
    Basis.NAMED: "named by the issuer's page",
    Basis.ALIKE: "not named by the issuer's page; told alike",
}


@click.command("renditions", short_help="Show a statement in its other languages, side by side.")
@click.argument("id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="A line of JSON for each rendition.")
@click.option("--whole", is_flag=True, help="Also the blocks that say the same.")
@click.pass_context
def command(ctx: click.Context, id: str, as_json: bool, whole: bool) -> None:
    """Show what each rendition of statement ID leaves out, block by block.

    Blocks are brought together by their length, order, numbers, names and addresses. What differs
    may be the issuer's choice or the program's mistake: read both.
    """
    found = renditions(opened(ctx), id)
    for beside in found:
        if as_json:
            click.echo(line(rendition_object(beside)))
            continue
        for words in _told(beside, whole=whole):
            click.echo(words)
    if not found:
        click.echo("no rendition of it in this archive", err=True)


def _told(beside: SideBySide, *, whole: bool) -> Iterator[str]:
    here, there = beside.here.extraction, beside.there.extraction
    issuers = ", ".join(issuer.name for issuer in there.issuers)
    both = len(beside.pairs)
    yield click.style(there.title or "(no title)", bold=True)
    yield f"  {issuers} · {there.published_on or 'undated'} · {there.language}  {beside.there.id}"
    yield f"  {_WHY[beside.basis]}; {plural(both, 'block')} in both"
    for pair in beside.pairs:
        if whole or pair.numbers_here or pair.numbers_there:
            yield from _block(beside.here, pair.here, f"{here.language} ")
            yield from _block(beside.there, pair.there, f"{there.language} ")
            for language, numbers in (
                (here.language, pair.numbers_here),
                (there.language, pair.numbers_there),
            ):
                if numbers:
                    yield f"      figures in {language} alone: {', '.join(numbers)}"
    yield from _left_out(beside.here, beside.only_here, there.language)
    yield from _left_out(beside.there, beside.only_there, here.language)
    yield ""


def _left_out(view: StatementView, blocks: Sequence[int], other: str | None) -> Iterator[str]:
    if blocks:
        yield f"  in {view.extraction.language}, not found in {other}:"
        for block in blocks:
            yield from _block(view, [block], "")


def _block(view: StatementView, blocks: Sequence[int], label: str) -> Iterator[str]:
    extraction = view.extraction
    for index in blocks:
        block = extraction.blocks[index]
        words = " ".join(extraction.text[block.start : block.end].split())
        yield textwrap.fill(
            words, _WIDTH, initial_indent=f"    {label}", subsequent_indent=" " * (4 + len(label))
        )
