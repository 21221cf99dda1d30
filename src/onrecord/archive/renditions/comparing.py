"""Renditions of a statement: found, and brought side by side with it."""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import islice

from onrecord.archive.narrowing import quoted
from onrecord.archive.opening import Archive
from onrecord.archive.renditions.anchors import numbers_in, part_of
from onrecord.archive.searching import fresh_index
from onrecord.model.rendition import Aligned, Basis, SideBySide
from onrecord.model.search import SearchRequest
from onrecord.model.statement import BlockKind, Extraction
from onrecord.model.view import StatementView
from onrecord.text.aligning import Pair, Part, align, shared
from onrecord.text.analysis import primary

# Of the demo collection's renditions none is below 0.44; of other statements of one issuer and day
# none is above 0.39.
_ALIKE = 0.42
_LEAST_MET = 8.0  # weight of what meets: two short notices may share a date and a name
_SLACK = dt.timedelta(days=1)  # a rendition may come out on the day after
_MOST = 40  # statements of one issuer and day that are looked through


def renditions(archive: Archive, id: str) -> list[SideBySide]:
    """Return the renditions of a statement, each beside it: those named first, then the likest.

    Raises NotFoundError.
    """
    here = archive.statements.get(id)
    named = [one.id for one in here.renditions if one.id is not None]
    found = [side_by_side(here, archive.statements.get(one), Basis.NAMED) for one in named]
    for other in _candidates(archive, here):
        if other.id not in named:
            beside = side_by_side(here, other, Basis.ALIKE)
            if beside.likeness >= _ALIKE:
                found.append(beside)
    return sorted(found, key=lambda one: (one.basis is Basis.ALIKE, -one.likeness, one.there.id))


def side_by_side(here: StatementView, there: StatementView, basis: Basis) -> SideBySide:
    """Return two statements brought together block by block, whatever their languages."""
    mine, theirs = _said(here.extraction), _said(there.extraction)
    texts = _texts(here.extraction, mine), _texts(there.extraction, theirs)
    parts = (
        [part_of(text, here.extraction.language) for text in texts[0]],
        [part_of(text, there.extraction.language) for text in texts[1]],
    )
    pairs = align(*parts)
    return SideBySide(
        here=here,
        there=there,
        basis=basis,
        likeness=round(_likeness(*parts, pairs), 3),
        pairs=tuple(_aligned(pair, mine, theirs, *texts) for pair in pairs if all(pair)),
        only_here=tuple(mine[i] for pair in pairs if not pair.there for i in pair.here),
        only_there=tuple(theirs[i] for pair in pairs if not pair.here for i in pair.there),
    )


def _candidates(archive: Archive, here: StatementView) -> Iterator[StatementView]:
    """Yield what the same issuers issued on that day in other languages."""
    day = here.extraction.published_on
    if day is None or not here.extraction.issuers:
        return
    issuers = " OR ".join(f"issuer:{quoted(one.id)}" for one in here.extraction.issuers)
    query = f"({issuers}) date:[{day - _SLACK} TO {day + _SLACK}]"
    for id in islice(fresh_index(archive).ids(SearchRequest(query=query)), _MOST):
        other = archive.statements.get(id)
        languages = {primary(one.extraction.language) for one in (here, other)}
        if id != here.id and len(languages) == 2:
            yield other


def _said(extraction: Extraction) -> list[int]:
    """Return the indices of the blocks that say something: a contact is another office's."""
    return [i for i, block in enumerate(extraction.blocks) if block.kind is not BlockKind.CONTACT]


def _texts(extraction: Extraction, some: Sequence[int]) -> list[str]:
    blocks = (extraction.blocks[i] for i in some)
    return [extraction.text[block.start : block.end] for block in blocks]


def _likeness(here: Sequence[Part], there: Sequence[Part], pairs: Sequence[Pair]) -> float:
    met = 0.0
    length = 0
    for pair in pairs:
        one = {g: w for i in pair.here for g, w in here[i].anchors.items()}
        other = {g: w for i in pair.there for g, w in there[i].anchors.items()}
        met += min(
            sum(one[group] for group in shared(one, other)),
            sum(other[group] for group in shared(other, one)),
        )
        if all(pair):
            length += sum(here[i].length for i in pair.here)
            length += sum(there[i].length for i in pair.there)
    whole = min(_weight(here), _weight(there))
    text = sum(part.length for part in (*here, *there))
    return met / whole * length / text if met >= _LEAST_MET else 0.0


def _weight(parts: Sequence[Part]) -> float:
    return sum(weight for part in parts for weight in part.anchors.values())


def _aligned(
    pair: Pair, mine: Sequence[int], theirs: Sequence[int], here: list[str], there: list[str]
) -> Aligned:
    one = numbers_in("\n".join(here[i] for i in pair.here))
    other = numbers_in("\n".join(there[i] for i in pair.there))
    return Aligned(
        here=tuple(mine[i] for i in pair.here),
        there=tuple(theirs[i] for i in pair.there),
        numbers_here=tuple(number for number in one if number not in other),
        numbers_there=tuple(number for number in other if number not in one),
    )
