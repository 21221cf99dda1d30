"""`onrecord completion SHELL`: the lines that teach a shell to complete our commands."""

import click
from click.shell_completion import get_completion_class


@click.command("completion", short_help="Print what teaches a shell our commands.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print what makes SHELL complete our commands; for bash put it into ~/.bashrc:

    eval "$(onrecord completion bash)"
    """
    complete = get_completion_class(shell)
    assert complete is not None  # noqa: S101 - the choice above names click's own shells
    root = ctx.find_root().command
    click.echo(complete(root, {}, "onrecord", "_ONRECORD_COMPLETE").source())
