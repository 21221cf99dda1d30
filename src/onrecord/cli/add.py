"""`onrecord add TARGET...`: files, folders and containers into the archive."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.archive.adding import add
from onrecord.archive.counts import Counts
from onrecord.archive.opening import Archive
from onrecord.archive.place_names import make_place_names
from onrecord.archive.worked import Failed
from onrecord.cli.claim_making import make_claims
from onrecord.cli.counts import in_words, tell_failures, tell_reasons
from onrecord.cli.opened import opened
from onrecord.cli.progress import counting
from onrecord.errors import CaptureError

if TYPE_CHECKING:
    from onrecord.archive.watching.registry import Entry

WEB = re.compile(r"https?://", re.IGNORECASE)
# what --map can name -> what a data set's row calls it
OURS = {
    "url": "url",
    "title": "title",
    "date": "date",
    "issuer": "issuer",
    "text": "text",
    "lang": "language",
}


@click.command("add", short_help="Add files, folders, WARC files, addresses, issuers.")
@click.argument("targets", metavar="TARGET...", nargs=-1, required=True)
@click.option("--issuer", metavar="ID", help="Who issued these, where they do not say it.")
@click.option("--source", metavar="NAME", help="The name these files get their keys from.")
@click.option(
    "--map",
    "mapping",
    metavar="THEIRS=OURS",
    multiple=True,
    help="A data set's column that holds url, title, date, issuer, text or lang.",
)
@click.option("--in-place", is_flag=True, help="Index a large WARC file where it lies.")
@click.option(
    "--kind",
    type=click.Choice(["page", "feed", "sitemap", "listing"]),
    help="What an address on the web is, where it is not found out rightly.",
)
@click.option("--allow-private", is_flag=True, help="Ask loopback and private addresses too.")
@click.option("--claims/--no-claims", default=True, help="Make their claims too, at the end.")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    targets: tuple[str, ...],
    mapping: tuple[str, ...],
    allow_private: bool,
    claims: bool,
    **wishes: Any,
) -> None:
    """Add files, folders, WARC and WACZ files, feeds, data sets and mailboxes.

    The address of a statement, feed, sitemap or listing page is captured, written into
    onrecord.toml and watched from then on: `onrecord watch`. So is an issuer that `onrecord sources
    --registry` lists, by its id, domain or name: its feeds and lists are looked for.

    What is added can be found as soon as it is kept; its claims are made at the end, and what
    is left of them when that is interrupted is made by the next `add` or `watch`.

    Ends with counts; exits 1 when anything failed, after all the rest was added.
    """
    columns = tuple(_column(pair) for pair in mapping)
    archive = opened(ctx)
    total = Counts()
    for target in targets:
        try:
            if WEB.match(target):
                counts = _add_url(archive, target, allow_private=allow_private, **wishes)
            elif not Path(target).exists() and (entry := _entry(archive, target)):
                counts = _add_entry(archive, entry, allow_private=allow_private)
            else:
                counts = _add_files(archive, target, columns=columns, **wishes)
        except CaptureError as error:
            click.echo(f"failed: {error}", err=True)
            total.failures.append(Failed(target, str(error)))
            continue
        tell_failures(counts)
        total.include(counts)
    make_place_names(archive.say)
    if claims:
        make_claims(archive)
    tell_reasons(total)
    click.echo(in_words(total))
    if total.failed:
        ctx.exit(1)


def _add_files(archive: Archive, target: str, *, kind: str | None, **wishes: Any) -> Counts:
    if kind is not None:
        raise click.UsageError("--kind is for addresses on the web")
    with counting(f"adding {target}") as progress:
        return add(archive, Path(target), progress=progress, **wishes)


def _add_url(
    archive: Archive,
    url: str,
    *,
    kind: str | None,
    source: str | None,
    issuer: str | None,
    allow_private: bool,
    **_of_files: Any,
) -> Counts:
    from onrecord.archive.watching.adding import add_address  # loads what asks the web

    return add_address(
        archive, url, source=source, issuer=issuer, kind=kind, allow_private=allow_private
    )


def _entry(archive: Archive, target: str) -> "Entry | None":
    from onrecord.archive.watching.registry import find_entry

    return find_entry(archive.folder, target)


def _add_entry(archive: Archive, entry: "Entry", *, allow_private: bool) -> Counts:
    from onrecord.archive.watching.adding import add_entry  # loads what asks the web

    click.echo(f"looking for feeds and lists of {entry.issuer.name}: {entry.front}", err=True)
    return add_entry(archive, entry, allow_private=allow_private)


def _column(pair: str) -> tuple[str, str]:
    theirs, equals, ours = pair.rpartition("=")
    if not equals or not theirs or ours not in OURS:
        raise click.UsageError(
            f"--map takes THEIRS=OURS, where OURS is one of {', '.join(OURS)}; not {pair!r}"
        )
    return theirs, OURS[ours]
