"""`onrecord import PATH...`: what another archive has kept, into this one."""

from pathlib import Path

import click

from onrecord.archive.importing.choosing import import_paths
from onrecord.cli.claim_making import make_claims
from onrecord.cli.counts import in_words, tell_failures, tell_reasons
from onrecord.cli.opened import opened


@click.command("import", short_help="Bring in another archive, or what it exported.")
@click.argument(
    "paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.pass_context
def command(ctx: click.Context, paths: tuple[Path, ...]) -> None:
    """Bring in what another archive has kept, its records byte for byte; the same records once.

    PATH is the folder of an archive of Onrecord; WARC files of `onrecord export warc` with the
    lines of `onrecord export jsonl`; a folder of ArchiveBox; or an index (.cdx, .cdxj) with the
    WARC files, or their folder, that it is of.

    Ends with counts; exits 1 when anything failed, after all the rest was brought in.
    """
    archive = opened(ctx)
    counts = import_paths(archive, paths)
    make_claims(archive)
    tell_failures(counts)
    tell_reasons(counts)
    click.echo(in_words(counts))
    if counts.failed:
        ctx.exit(1)
