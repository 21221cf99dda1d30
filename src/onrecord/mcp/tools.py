"""The tools: search, show, versions, diff, citations, claims, compare. They read and never write.

Plain methods on an archive; must not know the protocol. Each docstring is what an assistant is
told the tool is for.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from onrecord.archive import citing, comparing, differing
from onrecord.archive.opening import Archive
from onrecord.archive.presenting import claim_object, statement_object
from onrecord.errors import QueryError
from onrecord.mcp.answers import (
    Citations,
    Cited,
    Claimed,
    Claims,
    Column,
    Compared,
    Differing,
    Edited,
    Event,
    Found,
    Recited,
    Saying,
    Shown,
    Stood,
    Versions,
    Words,
)
from onrecord.mcp.saying import Permalinks, passage, saying, words
from onrecord.model.claim_view import ClaimView
from onrecord.model.comparison import Compared as ComparedEvent
from onrecord.model.edit import Edit
from onrecord.model.instant import format_instant
from onrecord.model.page_state import PageState
from onrecord.model.statement import Block, Span
from onrecord.model.view import StatementView

T = TypeVar("T")

MOST = 50  # answers at a time: what an assistant can still read
LONGEST = 40_000  # code points of a wording shown at a time
FIRST_BLOCKS = 2  # of a wording, where only how it begins is told


class Tools:
    """The tools of one archive; not for two threads at once."""

    def __init__(self, archive: Archive, permalinks: Permalinks) -> None:
        self._archive = archive
        self._permalinks = permalinks

    def search(self, query: str, limit: int = 10, as_of: str | None = None) -> Found:
        """Find official statements: words, "phrases", AND OR NOT, issuer: kind: date:[A TO B].

        Each hit has its issuers, date, permalink and the passages that answer, verbatim. A hit with
        `stands` false is in a wording that was replaced since. `as_of` (2020-10-31) searches the
        wordings that stood at the end of that day.
        """
        results = self._archive.search(query, limit=_most(limit), as_of=_day(as_of))
        hits = []
        for hit in results:
            view = self._view(hit.id, hit.version)
            hits.append(self._said(view, [passage(view, each.text) for each in hit.snippets]))
        return Found(
            total=results.total,
            also=tuple({"words": a.words, "names": list(a.names)} for a in results.also),
            did_you_mean=results.did_you_mean,
            hits=tuple(hits),
        )

    def show(self, id: str, version: int | None = None, start: int = 0) -> Shown:
        """Show a statement, block by block, verbatim, with who issued it and what it cites.

        In the wording that stands, or the one `version` names. A long one comes in parts: ask again
        with `start` set to `next_start`.
        """
        view = self._view(id, version)
        blocks, rest = _part(view.extraction.blocks, start)
        whole = statement_object(view)
        return Shown(
            said=self._said(view, [words(view, block) for block in blocks]),
            place=view.extraction.place,
            citations=tuple(whole["citations"]),
            versions=tuple(v.number for v in view.versions),
            captures=len(view.captures),
            cited_by=tuple(other.id for other in view.cited_by),
            next_start=rest,
        )

    def versions(self, id: str) -> Versions:
        """List the wordings of a statement: when each stood, who issued it, and how it begins."""
        numbers = [version.number for version in self._view(id).versions]
        return Versions(tuple(self._stood(self._view(id, number)) for number in numbers))

    def diff(self, id: str, older: int | None = None, newer: int | None = None) -> Differing:
        """Show what one wording of a statement changed of another, edit by edit, verbatim.

        Without numbers, from the wording before to the one that stands. A statement with one
        wording has no edits.
        """
        if (older is None) != (newer is None):
            raise QueryError("Give two version numbers, or none", position=0)
        old, new = self._ends(id) if older is None or newer is None else (older, newer)
        before, after = self._view(id, old), self._view(id, new)
        edits = differing.compare(self._archive, id, old, new)
        edited = [_edited(edit) for edit in edits if differing.says_something(edit)]
        return Differing(
            older=self._said(before, [each.before for each in edited if each.before.text]),
            newer=self._said(after, [each.after for each in edited if each.after.text]),
            edits=tuple(edited),
        )

    def citations(
        self,
        host: str | None = None,
        state: str | None = None,
        issuer: str | None = None,
        limit: int = 20,
    ) -> Citations:
        """List what statements cite: pages of a host, in a state, cited by an issuer (id or name).

        Each with the words that cite it, and what has become of the page as this archive saw it. An
        issuer that cites its own state's bodies is no second source.
        """
        found = citing.list_citations(self._archive, state=_state(state), host=host, issuer=issuer)
        some, more = _some((self._cited(cited) for cited in found), limit)
        return Citations(some, more)

    def claims(self, query: str | None = None, limit: int = 20) -> Claims:
        """List what issuers say happened: who did what to whom, where, when, how many.

        type: act: mode: actor: target: place: since: until: ask of the claim, the rest of `query`
        of its statement: 'ferry type:COERCE since:2025-10-20'. A claim is what its issuer says,
        never a finding. One marked experimental is in a language that was never measured.
        """
        found = self._archive.claims.list(query)
        return Claims(*_some(map(self._claimed, found), limit))

    def compare(self, query: str, limit: int = 5) -> Compared:
        """Show what different issuers say of the same event, a column each.

        Silence is neither agreement nor denial, and comes in four kinds: no_source, not_captured,
        no_claim, language_not_supported. Nothing here says who is right.
        """
        found = comparing.compare(self._archive, query)
        return Compared(*_some(map(self._event, found), limit))

    def _view(self, id: str, version: int | None = None) -> StatementView:
        return self._archive.statements.get(id, version=version)

    def _said(self, view: StatementView, spans: Iterable[Words]) -> Saying:
        return saying(view, spans, self._permalinks)

    def _stood(self, view: StatementView) -> Stood:
        own = next(v for v in view.versions if v.number == view.version)
        return Stood(
            said=self._said(
                view, [words(view, block) for block in view.extraction.blocks[:FIRST_BLOCKS]]
            ),
            seen=tuple(
                {"from": format_instant(run.first_seen_at), "to": format_instant(run.last_seen_at)}
                for run in own.intervals
            ),
            text_sha256=own.text_sha256,
        )

    def _ends(self, id: str) -> tuple[int, int]:
        """The wording before the one that stands, and that one."""
        view = self._view(id)
        runs = sorted(
            (run for version in view.versions for run in version.intervals),
            key=lambda run: run.first_seen_at,
        )
        return (runs[-2].number if len(runs) > 1 else view.version), view.version

    def _cited(self, cited: citing.Cited) -> Cited:
        view = self._view(cited.statement)
        blocks = view.extraction.blocks
        places = next(
            (
                citation.blocks
                for citation in view.extraction.citations
                if (citation.url, citation.marker) == (cited.url, cited.marker)
            ),
            (),
        )
        return Cited(
            said=self._said(view, [words(view, blocks[i]) for i in places]),
            marker=cited.marker,
            cites=cited.url,
            state=cited.state.value,
            last_seen_at=format_instant(cited.last_seen_at) if cited.last_seen_at else None,
            first_missing_at=(
                format_instant(cited.first_missing_at) if cited.first_missing_at else None
            ),
        )

    def _claimed(self, claim: ClaimView) -> Claimed:
        view = self._view(claim.statement, claim.version)
        span = words(view, Span(claim.claim.start, claim.claim.end))
        return Claimed(self._said(view, [span]), claim_object(claim))

    def _event(self, compared: ComparedEvent) -> Event:
        return Event(
            place=compared.place,
            first=compared.first.isoformat(),
            last=compared.last.isoformat(),
            event_type=compared.event_type.value if compared.event_type else None,
            columns=tuple(
                Column(
                    column.name,
                    tuple(map(self._claimed, column.claims)),
                    comparing.silence_json(column.silence),
                )
                for column in compared.columns
            ),
            differing=tuple(
                {"field": each.field, "values": [list(pair) for pair in each.values]}
                for each in compared.differing
            ),
        )


def _edited(edit: Edit) -> Edited:
    of = edit.recited
    return Edited(
        edit.kind.value,
        Words(edit.before, edit.before_span.start, edit.before_span.end),
        Words(edit.after, edit.after_span.start, edit.after_span.end),
        Recited(of.marker, of.before, of.after) if of else None,
    )


def _part(blocks: Iterable[Block], start: int) -> tuple[list[Block], int | None]:
    """The whole blocks from `start` on, one at least, and where the rest begins."""
    part: list[Block] = []
    for block in blocks:
        if block.start < start:
            continue
        if part and block.end - part[0].start > LONGEST:
            return part, block.start
        part.append(block)
    return part, None


def _some(found: Iterator[T], limit: int) -> tuple[tuple[T, ...], bool]:
    """At most so many, and whether there are more."""
    some = tuple(islice(found, _most(limit)))
    return some, next(found, None) is not None


def _most(limit: int) -> int:
    return max(1, min(limit, MOST))


def _state(value: str | None) -> PageState | None:
    if value is None:
        return None
    try:
        return PageState(value)
    except ValueError:
        known = ", ".join(state.value for state in PageState)
        raise QueryError(f"A state is one of {known}", position=0) from None


def _day(text: str | None) -> dt.date | None:
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise QueryError(f"{text!r} is not a date; write it as 2020-10-31", position=0) from None
