"""The claims of what was just added or read again: made when all of it is kept and found."""

import click

from onrecord.archive.claim_making import Making, make_claims_lacking
from onrecord.archive.opening import Archive
from onrecord.cli.progress import counting


def make_claims(archive: Archive) -> None:
    """Make the claims that are lacking; what fails is told and costs nothing else."""
    with counting("making claims") as progress:
        tell_making_failures(make_claims_lacking(archive, progress))


def tell_making_failures(made: Making) -> None:
    for reason in made.failures:
        click.echo(f"failed: {reason}", err=True)
