"""`onrecord migrate`: an archive brought up to this program, or to other places."""

from pathlib import Path

import click

from onrecord.archive.migrating import migrate
from onrecord.archive.moving import Places, move
from onrecord.cli.opened import opened

FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command("migrate", short_help="Bring an archive up to this program, or to other places.")
@click.argument("source", metavar="[SRC", required=False, type=FOLDER)
@click.argument("target", metavar="DST]", required=False, type=FOLDER)
@click.option("--store", metavar="URL", help="Where DST's record is to lie: postgresql://...")
@click.option("--captures", metavar="URL", help="Where DST's WARC files are to lie: s3://...")
@click.pass_context
def command(
    ctx: click.Context,
    source: Path | None,
    target: Path | None,
    store: str | None,
    captures: str | None,
) -> None:
    """Bring an archive that an older onrecord wrote up to this one's schema.

    With SRC and DST the archive in folder SRC is brought whole into a new folder DST, its record
    and WARC files to where --store and --captures say, else into the folder. Interrupted, it goes
    on when it is run again. All is checked at the end; SRC stays as it is.
    """
    if source is not None:
        if target is None:
            raise click.UsageError("name the folder it is to be brought to: migrate SRC DST")
        places = Places(store=store, captures=captures)
        move(source, target, places, say=lambda message: click.echo(message, err=True)).close()
        click.echo(f"{target} is the same archive, checked; write to one of the two from now on")
        return
    if store is not None or captures is not None:
        raise click.UsageError("--store and --captures say where DST lies: migrate SRC DST")
    reached = migrate(opened(ctx))
    if not reached:
        click.echo("nothing to do: the archive has this program's schema")
        return
    click.echo(f"the archive has schema {reached[-1]} now")
    click.echo("run `onrecord rebuild claims` to make its claims", err=True)
