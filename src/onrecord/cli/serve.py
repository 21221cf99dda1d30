"""`onrecord serve`: the archive in a browser, and as a JSON API."""

import click

from onrecord.cli.opened import opened


@click.command("serve", short_help="Show the archive in a browser, and as a JSON API.")
@click.option("--host", metavar="ADDRESS", default="127.0.0.1", show_default=True)
@click.option("--port", metavar="N", type=click.IntRange(1, 65535), default=8470, show_default=True)
@click.pass_context
def command(ctx: click.Context, host: str, port: int) -> None:
    """Serve the archive: the site at /, the API at /api/v1. On any address but the
    loopback's only where there are users (`onrecord user add`)."""
    archive = opened(ctx)
    from onrecord.web.serving import serve  # half a second that a wrong archive need not wait

    serve(archive.folder, host=host, port=port, say=archive.say)
