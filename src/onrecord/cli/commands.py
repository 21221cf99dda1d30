"""All commands, each loaded only when it is run, read by click."""

import gc
import importlib

import click

# command -> module under onrecord.cli that holds it, under the command's own name
COMMANDS = {
    "add": "add",
    "alerts": "alerts",
    "backfill": "backfill",
    "changes": "changes",
    "citations": "citations",
    "claims": "claims",
    "collect": "collect",
    "collections": "collections",
    "compare": "compare",
    "completion": "completion",
    "correct": "correct",
    "demo": "demo",
    "diff": "diff",
    "explain": "explain",
    "export": "export",
    "expunge": "expunge",
    "import": "importing",
    "init": "init",
    "mcp": "mcp",
    "migrate": "migrate",
    "proof": "proof",
    "quote": "quote",
    "rebuild": "rebuild",
    "renditions": "renditions",
    "reply": "reply",
    "search": "search",
    "searches": "searches",
    "serve": "serve",
    "show": "show",
    "sources": "sources",
    "stats": "stats",
    "suggest": "suggest",
    "tag": "tag",
    "token": "token",
    "user": "user",
    "verify": "verify",
    "watch": "watch",
    "withhold": "withhold",
}
# Commands that end before a collection of cycles would free anything: without one a cold search
# takes a tenth less time.
BRIEF = frozenset({"search", "suggest"})


class LazyGroup(click.Group):
    """Knows the names of all commands and imports only the one that is run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"onrecord.cli.{COMMANDS[cmd_name]}")
        if cmd_name not in BRIEF:
            gc.enable()
        command = module.command
        assert isinstance(command, click.Command)  # noqa: S101 - a module of ours
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "-a", "--archive", "archive", metavar="DIR", help="The archive to use, else $ONRECORD_ARCHIVE."
)
@click.version_option(package_name="onrecord", message="%(prog)s %(version)s")
@click.pass_context
def group(ctx: click.Context, archive: str | None) -> None:
    """Keep an archive of official statements: search it, show it, check it."""
    ctx.obj = archive


def run() -> int:
    """Run what was typed, and return the exit status; our own errors are the caller's to tell."""
    try:
        # Without standalone mode click returns the status that a command leaves with `ctx.exit`.
        status = group(standalone_mode=False)
        return status if isinstance(status, int) else 0
    except click.Abort:
        click.echo("stopped", err=True)
        return 130
    except click.ClickException as error:
        error.show()
        return error.exit_code
