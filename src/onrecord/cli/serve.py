"""`onrecord serve`: the archive in a browser, and as a JSON API."""

import click

from onrecord.cli.mcp import needing_mcp
from onrecord.cli.opened import opened


@click.command("serve", short_help="Show the archive in a browser, and as a JSON API.")
@click.option("--host", metavar="ADDRESS", default="127.0.0.1", show_default=True)
@click.option("--port", metavar="N", type=click.IntRange(1, 65535), default=8470, show_default=True)
@click.option("--mcp", "for_assistants", is_flag=True, help="Answer assistants too, at /mcp.")
@click.option("--site", metavar="URL", help="The site's own address, for their permalinks.")
@click.option("--log", "is_logged", is_flag=True, help="A line of JSON for each answer, on stderr.")
@click.pass_context
def command(
    ctx: click.Context,
    host: str,
    port: int,
    for_assistants: bool,
    site: str | None,
    is_logged: bool,
) -> None:
    """Serve the archive: the site at /, the API at /api/v1. On any address but the
    loopback's only where there are users (`onrecord user add`).

    With --mcp assistants are answered over the Model Context Protocol at /mcp, with the same tokens
    as the API (`onrecord token add`).
    """
    archive = opened(ctx)
    from onrecord.web.serving import serve  # half a second that a wrong archive need not wait

    assistants = None
    if for_assistants:
        from onrecord.web.assistants import Beside

        with needing_mcp():
            from onrecord.mcp.http import make_http_server
        assistants = Beside(*make_http_server(archive, site=site or f"http://{host}:{port}/"))
    serve(
        archive.folder,
        host=host,
        port=port,
        say=archive.say,
        assistants=assistants,
        log=archive.say if is_logged else None,
    )
