"""`onrecord export FORMAT [QUERY]`: statements out of the archive, streamed."""

from contextlib import suppress
from pathlib import Path

import click

from onrecord.archive.exporting import select_json
from onrecord.archive.lines import line
from onrecord.cli.opened import opened
from onrecord.cli.words import plural
from onrecord.errors import ConfigError

FORMATS = ("jsonl",)


@click.command("export", short_help="Write the statements that answer a query.")
@click.argument("form", metavar="FORMAT", type=click.Choice(FORMATS))
@click.argument("query", metavar="[QUERY]", required=False)
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_context
def command(ctx: click.Context, form: str, query: str | None, output: Path | None) -> None:
    """Write the statements that answer QUERY, all without one, as FORMAT (jsonl)."""
    objects = select_json(opened(ctx), query)
    if output is None:
        for value in objects:
            click.echo(line(value))
        return
    count = 0
    partial = output.with_name(output.name + ".partial")
    try:
        with partial.open("w", encoding="utf-8") as file:
            for value in objects:
                file.write(line(value) + "\n")
                count += 1
        partial.replace(output)
    except OSError as error:
        with suppress(OSError):
            partial.unlink()
        raise ConfigError(
            f"this file can't be written ({error.strerror}); choose another place", file=str(output)
        ) from error
    click.echo(f"wrote {plural(count, 'statement')} to {output}", err=True)
