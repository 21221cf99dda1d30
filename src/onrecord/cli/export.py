"""`onrecord export FORMAT [QUERY]`: statements out of the archive, streamed."""

import sys
from contextlib import suppress
from pathlib import Path

import click

from onrecord.archive.exporting import FORMATS, export
from onrecord.cli.opened import opened
from onrecord.errors import ConfigError


@click.command("export", short_help="Write the statements that answer a query.")
@click.argument("form", metavar="FORMAT", type=click.Choice(list(FORMATS)))
@click.argument("query", metavar="[QUERY]", required=False)
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--versions", is_flag=True, help="Every wording, not only the one that stands.")
@click.pass_context
def command(
    ctx: click.Context, form: str, query: str | None, output: Path | None, versions: bool
) -> None:
    """Write the statements that answer QUERY, all without one, as FORMAT.

    jsonl, csv, parquet, ftm (FollowTheMoney), csl, ris, bibtex and jsonld (schema.org) hold
    statements, geojson their claims with a known place, warc their captures. jsonl, csv, parquet
    and jsonld can hold every wording of a statement.
    """
    if output is None and FORMATS[form].binary and sys.stdout.isatty():
        raise click.UsageError(f"{form} is not for a terminal: give -o FILE")
    pieces = export(opened(ctx), form, query, versions=versions)
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
