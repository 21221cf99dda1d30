"""`onrecord export FORMAT [QUERY]`: statements out of the archive, streamed."""

import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import click

from onrecord.archive.exporting import FORMATS, export
from onrecord.archive.opening import Archive
from onrecord.archive.packing import pack
from onrecord.cli.opened import opened
from onrecord.errors import ConfigError

WACZ = "wacz"  # of ids, not of what answers a query


@click.command("export", short_help="Write the statements that answer a query.")
@click.argument("form", metavar="FORMAT", type=click.Choice([*FORMATS, WACZ]))
@click.argument("query", metavar="[QUERY]", nargs=-1)
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--versions", is_flag=True, help="Every wording, not only the one that stands.")
@click.pass_context
def command(
    ctx: click.Context, form: str, query: tuple[str, ...], output: Path | None, versions: bool
) -> None:
    """Write the statements that answer QUERY, all without one, as FORMAT.

    jsonl, csv, parquet, ftm (FollowTheMoney), csl, ris, bibtex and jsonld (schema.org) hold
    statements, geojson their claims with a known place, warc their captures. jsonl, csv, parquet
    and jsonld can hold every wording of a statement. `wacz ID...` is a proof pack of statements:
    captures, cited pages, and what proves that they were not altered.
    """
    if output is None and (form == WACZ or FORMATS[form].binary) and sys.stdout.isatty():
        raise click.UsageError(f"{form} is not for a terminal: give -o FILE")
    pieces = _pieces(opened(ctx), form, query, versions=versions)
    if output is None:
        for piece in pieces:
            click.echo(piece, nl=False)
        return
    size = 0
    partial = output.with_name(output.name + ".partial")
    try:
        with partial.open("wb") as file:
            for piece in pieces:
                size += file.write(piece)
        partial.replace(output)
    except OSError as error:
        with suppress(OSError):
            partial.unlink()
        raise ConfigError(
            f"this file can't be written ({error.strerror}); choose another place", file=str(output)
        ) from error
    click.echo(f"wrote {size:,} bytes to {output}", err=True)


def _pieces(
    archive: Archive, form: str, query: tuple[str, ...], *, versions: bool
) -> Iterable[bytes]:
    if form == WACZ:
        if not query or versions:
            raise click.UsageError("a proof pack is of statements: give their ids alone")
        return pack(archive, query)
    if len(query) > 1:
        raise click.UsageError("put the query in quotation marks")
    return export(archive, form, query[0] if query else None, versions=versions)
