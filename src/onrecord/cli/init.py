"""`onrecord init DIR`: make an empty archive."""

from pathlib import Path

import click

from onrecord.archive.making import init_archive


@click.command("init", short_help="Make an empty archive.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--store", metavar="URL", help="Where the record lies: postgresql://HOST/DATABASE.")
@click.option("--captures", metavar="URL", help="Where WARC files lie: s3://BUCKET/PREFIX.")
def command(folder: Path, store: str | None, captures: str | None) -> None:
    """Make an empty archive in DIR, with its settings in onrecord.toml.

    With --store the record lies in a PostgreSQL database, which must be empty; with --captures the
    originals lie in a bucket of S3-compatible storage.
    """
    init_archive(folder, store=store, captures=captures).close()
    click.echo(f"made an archive in {folder}; fill it with: onrecord -a {folder} add TARGET...")
