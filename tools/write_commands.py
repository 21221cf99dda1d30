"""Write docs/commands.md from the commands' own help. Run as `python tools/write_commands.py`."""

from pathlib import Path

import click

from onrecord.cli.commands import COMMANDS, group

PAGE = Path(__file__).parent.parent / "docs" / "commands.md"
HEAD = """# Commands

Made by `python tools/write_commands.py` from the commands' own help; a test compares them.

The archive to use is `-a DIR`, else `$ONRECORD_ARCHIVE`, else the nearest parent folder with an
`onrecord.toml`. `--json` prints JSON Lines on stdout and nothing else there; messages and progress
go to stderr. Exit status: 0 done, 1 error, 2 usage, 3 integrity failure.
"""


def page() -> str:
    """Return the page's whole text."""
    parts = [HEAD]
    root = click.Context(group, info_name="onrecord", **group.context_settings)
    for name in sorted(COMMANDS):
        command = group.get_command(root, name)
        assert command is not None, name  # noqa: S101 - COMMANDS names it
        context = click.Context(command, info_name=name, parent=root, terminal_width=96)
        helps = [command.get_help(context)]
        if isinstance(command, click.Group):
            for part, one in command.commands.items():
                within = click.Context(one, info_name=part, parent=context, terminal_width=96)
                helps.append(one.get_help(within))
        whole = "\n\n".join(helps)
        parts.append(f"\n## {name}\n\n```\n{whole}\n```\n")
    return "".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
