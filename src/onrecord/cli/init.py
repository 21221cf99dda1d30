"""`onrecord init DIR`: make an empty archive."""

from pathlib import Path

import click

from onrecord.archive.making import init_archive


@click.command("init", short_help="Make an empty archive.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
def command(folder: Path) -> None:
    """Make an empty archive in DIR, with its settings in onrecord.toml."""
    init_archive(folder).close()
    click.echo(f"made an archive in {folder}; fill it with: onrecord -a {folder} add TARGET...")
