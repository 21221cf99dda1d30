"""`onrecord collect NAME ID...`: statements put together under a name."""

import click

from onrecord.archive.collecting import collect, keep_collection, list_collections, take_out_of
from onrecord.cli.by import by_option
from onrecord.cli.opened import opened


@click.command("collect", short_help="Put statements into a collection.")
@click.argument("name")
@click.argument("ids", metavar="ID...", nargs=-1)
@by_option
@click.option("--about", default="", help="What a new collection is for.")
@click.option("--remove", is_flag=True, help="Take the statements out of it.")
@click.pass_context
def command(
    ctx: click.Context, name: str, ids: tuple[str, ...], by: str, about: str, remove: bool
) -> None:
    """Put the statements of these IDs into the collection NAME, made where there is none.

    `onrecord search collection:ID` finds what is in it, `onrecord export FORMAT collection:ID`
    writes it; `onrecord collections` tells the ids.
    """
    archive = opened(ctx)
    known = {n: one.id for one, _ in list_collections(archive) for n in (one.id, one.name)}
    if name not in known and not remove:
        known[name] = keep_collection(archive, name, about=about, by=by).id
    collection = known.get(name, name)
    for id in ids:
        if remove:
            take_out_of(archive, collection, id)
        else:
            collect(archive, collection, id, by=by)
    click.echo(f"collection:{collection}", err=True)
