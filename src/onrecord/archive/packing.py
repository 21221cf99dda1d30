"""Proof packs: statements with their captures, cited pages, and what proves these."""

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial

from onrecord.archive.anchoring import list_stamps
from onrecord.archive.exporting import to_json
from onrecord.archive.opening import Archive
from onrecord.archive.proving import get_standing, tree_under
from onrecord.export.wacz import Pack, PackedCapture, wacz
from onrecord.model.instant import format_instant
from onrecord.model.merkle import Tree
from onrecord.store import captures
from onrecord.store.taking_out import EXPUNGED


def pack(archive: Archive, ids: Sequence[str]) -> Iterator[bytes]:
    """Return a proof pack of these statements, the bytes of a WACZ piece by piece.

    Raises NotFoundError, FixityError where a record is not what was kept, and ConfigError where
    the ledger is under no checkpoint and none can be signed here.
    """
    ids = list(dict.fromkeys(ids))
    seqs, pages = _captures(archive, ids)
    standing = get_standing(archive)
    tree = tree_under(archive, standing.checkpoint)
    return wacz(
        Pack(
            archive_id=standing.checkpoint.archive_id,
            public_key=standing.public_key,
            checkpoint=standing.note,
            anchor=standing.anchor,
            stamps=list(list_stamps(archive, standing.note)),
            made_at=format_instant(dt.datetime.now(dt.UTC)),
            captures=[_packed(archive, seq, tree) for seq in seqs],
            statements=((id, to_json(archive.statements.get(id))) for id in ids),
            pages=pages,
        )
    )


def _captures(archive: Archive, ids: Sequence[str]) -> tuple[list[int], list[tuple[str, str, str]]]:
    """Return the captures that show the statements and those of the pages they cite, and pages.

    A page is the address under which a statement can be replayed, with its time and title.
    """
    found: set[int] = set()
    pages: list[tuple[str, str, str]] = []
    for id in ids:
        view = archive.statements.get(id)
        found |= {capture.seq for capture in view.captures}
        for one in view.captures:
            kept = archive.captures.get(one.seq)
            pages.append((kept.uri, format_instant(kept.at), view.extraction.title))
        cited = [one.url for one in view.extraction.citations]
        with archive.database.reading() as connection:
            found |= {seq for seq, _ in captures.find_responses(connection, cited).values()}
    with archive.database.reading() as connection:
        kept_all = (captures.get_capture(connection, seq) for seq in sorted(found))
        return [one.seq for one in kept_all if one.role != EXPUNGED], pages


def _packed(archive: Archive, seq: int, tree: Tree) -> PackedCapture:
    kept = archive.captures.get(seq)
    return PackedCapture(
        leaf=kept.leaf(format_instant(kept.at)),
        member=partial(archive.captures.member, kept),
        path=tuple(tree.inclusion_proof(seq)),
        status=kept.status,
        media_type=kept.media_type,
    )
