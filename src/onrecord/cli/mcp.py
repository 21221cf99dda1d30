"""`onrecord mcp`: the archive for assistants, over the Model Context Protocol."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from onrecord.cli.opened import opened
from onrecord.errors import ConfigError


@click.command("mcp", short_help="Answer an assistant, over the Model Context Protocol.")
@click.option("--site", metavar="URL", help="The site of this archive, for permalinks to lead to.")
@click.pass_context
def command(ctx: click.Context, site: str | None) -> None:
    """Answer an assistant on standard input and output. It reads, and can't change anything.

    Its tools are search, show, versions, diff, citations, claims and compare; every answer has who
    says it, when, a permalink and the words as they stand.
    """
    archive = opened(ctx)
    with needing_mcp():
        from onrecord.mcp.server import serve_stdio
    serve_stdio(archive, site=site)


@contextmanager
def needing_mcp() -> Iterator[None]:
    """Say what to install where the package mcp is missing."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "mcp":
            raise
        raise ConfigError('this needs the package mcp: pip install "onrecord[mcp]"') from None
