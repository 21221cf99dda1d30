"""Answers weighed against what the archive has: is it the same text elsewhere, a new wording, or
only the site's new frame around the old one?
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.archive.edits import Words
from onrecord.archive.opening import Archive
from onrecord.archive.watching.frames import Frames, explains
from onrecord.archive.watching.sites import Pending, as_gone, is_changed, without_soft_404
from onrecord.archive.watching.states import CHECKS, OVER, Answer
from onrecord.model.edit import Edit
from onrecord.model.page_state import PageState
from onrecord.model.watching import Role
from onrecord.store import near, sightings, statements, versions, watched
from onrecord.text.diffing import diff
from onrecord.text.similarity import hamming
from onrecord.text.urls import canonical_url, same_site

# Bits of 64 in which the simhashes of one statement's wordings may differ; unrelated texts differ
# in about 32, with a deviation of 4.
SAME_STATEMENT = 16


@dataclass(frozen=True, slots=True)
class Weighed:
    """A reply with its answer made sure. `same_as` is the digest of the wording that it shows where
    only the site's own words changed; `frame` are those words."""

    pending: Pending
    same_as: str | None = None
    frame: frozenset[Words] = frozenset()


@dataclass(frozen=True, slots=True)
class KeptWording:
    """The wording of a statement that stands."""

    n: int
    text: str
    text_sha256: str
    simhash: int


def weigh(archive: Archive, pending: Sequence[Pending]) -> list[Weighed]:
    """Return the replies of one site, weighed against each other and what the archive has."""
    pending = without_soft_404(pending)
    kept = kept_wordings(archive, [canonical_url(p.before.uri) for p in pending])
    made_sure = [_made_sure(archive, one, kept) for one in pending]
    return list(_framed(made_sure, kept))


def kept_wordings(archive: Archive, keys: Sequence[str]) -> dict[str, KeptWording]:
    """Return key -> the current wording of the statement it leads to."""
    found: dict[str, KeptWording] = {}
    with archive.database.reading() as connection:
        for key, known in statements.find_known(connection, keys).items():
            version = versions.get_version(connection, known.n, known.current_version)
            found[key] = KeptWording(
                known.n, version.extraction.text, version.text_sha256, int(version.simhash, 16)
            )
    return found


def _made_sure(archive: Archive, one: Pending, kept: Mapping[str, KeptWording]) -> Pending:
    known = kept.get(canonical_url(one.before.uri))
    if one.seen.answer is Answer.MOVED:
        return _moved(one, known)
    if one.seen.answer is Answer.GONE and known is not None and _is_late(one):
        target = _elsewhere(archive, one, known)
        return replace(one, seen=replace(one.seen, target=target)) if target else one
    return one


def _moved(one: Pending, known: KeptWording | None) -> Pending:
    """A redirect is a move only where the same words stand at its end."""
    if one.before.last_seen_at is None:
        return replace(one, seen=replace(one.seen, answer=Answer.FOUND, target=None))
    if one.brought.text_sha256 == one.before.text_sha256:
        return one
    hashes = [int(found.simhash, 16) for found in one.brought.found]
    if known is not None and any(hamming(h, known.simhash) <= SAME_STATEMENT for h in hashes):
        return one
    if known is None and one.before.role is Role.CITED:
        return one
    return as_gone(one, f"redirects to other words, at {one.seen.target}")


def _is_late(one: Pending) -> bool:
    """Whether this check may be the one that makes it removed."""
    first = one.before.first_missing_at
    return (
        first is not None
        and one.before.missing + 1 >= CHECKS
        and one.seen.at - first >= OVER
        and one.before.state is not PageState.REMOVED
    )


def _elsewhere(archive: Archive, one: Pending, known: KeptWording) -> str | None:
    """Return the address on the same site where the same words are served now.

    Almost the same words are those of another statement, unless they came when these had gone.
    """
    with archive.database.reading() as connection:
        others = [n for n, _ in near.list_near(connection, known.n)]
        found = statements.find_statements(connection, others)
        urls = {
            kept.url: n
            for n, kept in found.items()
            if kept.url and same_site(kept.url, one.before.uri)
        }
        stands = watched.find_watched(connection, [canonical_url(url) for url in urls])
        for url, n in urls.items():
            there = stands.get(canonical_url(url))
            if there is None or there.missing or there.state not in _SERVED:
                continue
            version = versions.get_version(connection, n, found[n].current_version)
            first = sightings.list_intervals(connection, n)[0].first_seen_at
            came_later = one.before.last_seen_at is not None and first > one.before.last_seen_at
            if came_later or _bare(version.extraction.text) == _bare(known.text):
                return url
    return None


_SERVED = frozenset({PageState.PRESENT, PageState.CHANGED})


def _bare(text: str) -> str:
    return "".join(text.split())


def _framed(pending: Sequence[Pending], kept: Mapping[str, KeptWording]) -> Iterator[Weighed]:
    """Yield the replies with what in them changed alike on many pages, and whether nothing else."""
    frames, edits = Frames(), dict[str, list[Edit]]()
    for one in pending:
        known = kept.get(canonical_url(one.before.uri))
        if is_changed(one) and known is not None and len(one.brought.found) == 1:
            edits[one.before.uri] = diff(known.text, one.brought.found[0].text)
            frames.add(one.before.uri, edits[one.before.uri])
    frame = frames.words()
    for one in pending:
        is_same = explains(frame, edits.get(one.before.uri, ()))
        same_as = kept[canonical_url(one.before.uri)].text_sha256 if is_same else None
        yield Weighed(one, same_as, frame)
