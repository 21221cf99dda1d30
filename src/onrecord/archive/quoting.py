"""Did they ever say this? Words looked for in every wording that ever stood, with its dates."""

from collections.abc import Iterator, Sequence

from onrecord.archive.lines import line
from onrecord.archive.opening import Archive
from onrecord.archive.searching import fresh_index
from onrecord.errors import QueryError
from onrecord.export.quotation_json import quotation_json
from onrecord.model.quotation import Quotation, Quotes, Wording
from onrecord.model.version import Interval
from onrecord.store.sightings import intervals_by_statement
from onrecord.store.statements import find_by_ids
from onrecord.text.quoting import Place, Quoted, pieces_of

# Wordings whose texts are compared with a quotation that they don't hold exactly. Of 375 changed
# sentences of 16,815 releases the right one is among the first 20 for 349, 40 for 355, 200 for 369.
_COMPARED = 40


def quote(archive: Archive, text: str, limit: int) -> Quotes:
    """Return where a text was said, word for word or nearly, in any version of any statement.

    An ellipsis stands for words left out. Raises QueryError for a text without words.
    """
    pieces = pieces_of(text)
    if not pieces:
        raise QueryError("There is no word to look for in this", position=0)
    index, quoted = fresh_index(archive), Quoted(pieces)
    exact = _placed(quoted, index.holding(pieces, limit + 1, all_of=True))
    placed = [(wording, place) for wording, place in exact if place.exact]
    if len(placed) < limit:
        known = {(wording.statement, wording.version) for wording, _ in placed}
        some = index.holding(pieces, _COMPARED, all_of=False)
        fresh = [one for one in some if (one.statement, one.version) not in known]
        placed += _placed(quoted, fresh)
    found = sorted(_dated(archive, placed), key=_order)
    return Quotes(tuple(found[:limit]), has_more=sum(one.exact for one in found) > limit)


def quote_lines(quotes: Quotes) -> Iterator[str]:
    """Yield a line of JSON for each quotation."""
    for one in quotes:
        yield line(quotation_json(one))


def _placed(quoted: Quoted, wordings: Sequence[Wording]) -> list[tuple[Wording, Place]]:
    places = ((wording, quoted.find(wording.text)) for wording in wordings)
    return [(wording, place) for wording, place in places if place is not None]


def _dated(archive: Archive, placed: Sequence[tuple[Wording, Place]]) -> Iterator[Quotation]:
    """Yield what the store knows of the times; what is withheld since is left out."""
    with archive.database.reading() as connection:
        kept = find_by_ids(connection, {wording.statement for wording, _ in placed})
        runs = intervals_by_statement(connection, [one.n for one in kept.values()])
    for wording, place in placed:
        statement = kept.get(wording.statement)
        if statement is None:
            continue
        own = [run for run in runs.get(statement.n, ()) if run.number == wording.version]
        if own:
            yield _quotation(wording, place, own, runs[statement.n])


def _quotation(
    wording: Wording, place: Place, own: Sequence[Interval], runs: Sequence[Interval]
) -> Quotation:
    later = [run.first_seen_at for run in runs if run.first_seen_at > own[-1].first_seen_at]
    return Quotation(
        statement=wording.statement,
        issuers=wording.issuers,
        version=wording.version,
        first_seen_at=own[0].first_seen_at,
        last_seen_at=own[-1].last_seen_at,
        absent_since=min(later, default=None),
        exact=place.exact,
        similarity=place.similarity,
        start=place.start,
        end=place.end,
        text=wording.text[place.start : place.end],
    )


def _order(one: Quotation) -> tuple[object, ...]:
    return -one.similarity, one.first_seen_at, one.statement, one.version
