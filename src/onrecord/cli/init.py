"""`onrecord init DIR`: make an empty archive."""

from pathlib import Path

import click

from onrecord.archive.making import init_archive


@click.command("init", short_help="Make an empty archive.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--store", metavar="URL", help="Where the record lies: postgresql://HOST/DATABASE.")
def command(folder: Path, store: str | None) -> None:
    """Make an empty archive in DIR, with its settings in onrecord.toml.

    With --store the record lies in a PostgreSQL database, which must be empty.
    """
    init_archive(folder, store=store).close()
    click.echo(f"made an archive in {folder}; fill it with: onrecord -a {folder} add TARGET...")
