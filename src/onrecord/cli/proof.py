"""`onrecord proof`: what others can be given to check the ledger by."""

from pathlib import Path

import click

from onrecord.archive.lines import line
from onrecord.archive.proving import get_standing, prove_consistency, prove_inclusion
from onrecord.cli.opened import opened
from onrecord.cli.words import plural
from onrecord.errors import ConfigError


@click.group("proof", short_help="Prove what is in the ledger, and that it only grew.")
def command() -> None:
    """Prove what is in the ledger, and that it only grew, by the proofs of RFC 6962.

    Each is for somebody who has the archive's public key from elsewhere, and needs no trust in
    who runs it beyond what the checkpoint's time stamp leaves open.
    """


@command.command("checkpoint")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
@click.pass_context
def checkpoint(ctx: click.Context, as_json: bool) -> None:
    """Print the last checkpoint as a signed note: give it to others, they can hold you to it."""
    standing = get_standing(opened(ctx))
    if as_json:
        click.echo(line(standing.to_json()))
        return
    click.echo(standing.note, nl=False)
    click.echo(standing.anchor, err=True)


@command.command("inclusion")
@click.argument("id", metavar="ID")
@click.pass_context
def inclusion(ctx: click.Context, id: str) -> None:
    """Print a line of JSON for each capture of the statement ID: its leaf, and the path of digests
    from it to the root of the last checkpoint."""
    proofs = list(prove_inclusion(opened(ctx), id))
    for proof in proofs:
        click.echo(line(proof))
    if proofs:
        click.echo(f"{plural(len(proofs), 'capture')} under: {proofs[0]['anchor']}", err=True)


@command.command("consistency")
@click.argument("note", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_context
def consistency(ctx: click.Context, note: Path) -> None:
    """Prove that the ledger grew from the older checkpoint in FILE, as `proof checkpoint` printed
    it; exit 3 where it did not."""
    try:
        text = note.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError("this checkpoint can't be read", file=note.name, cause=error) from error
    proof = prove_consistency(opened(ctx), text)
    click.echo(line(proof))
    click.echo(f"the ledger of {proof['size']} leaves grew from it: {proof['anchor']}", err=True)
