"""What is odd about a source: numbers that were passed over, too few items, pages that hold no
statements, fields that are there no more. Read off the newest statements and checks, never told as
anybody's doing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from sqlalchemy import Connection

from onrecord.model.records import WordingHead
from onrecord.store import captures, observations, sightings, statements, versions
from onrecord.text.serials import missing_serials, serials_of

NEWEST = 200  # statements of a source that are looked at
PAGES = 100  # captures
CHECKS = 20  # of a list, by which its usual number of items is told
FEW = 0.5  # of the usual number: fewer is odd ...
USUAL = 4  # ... where this many are usual
BARE = 0.5  # of the pages without a statement: more is odd ...
SEVERAL = 10  # ... of this many pages
LATELY = 10  # statements in which a field is missed ...
BEFORE = 0.8  # ... that had been in this share of those before


@dataclass(frozen=True, slots=True, kw_only=True)
class Symptoms:
    """`missing` are gaps as (series, first, last); `items` those of the last check of a list that
    said, `usual_items` the median of the checks before; `bare_share` of `pages` held no statement;
    `vanished` are fields that the newest statements lack and those before had."""

    missing: tuple[tuple[str, int, int], ...] = ()
    items: int | None = None
    usual_items: float | None = None
    pages: int = 0
    bare_share: float = 0.0
    vanished: tuple[str, ...] = ()

    @property
    def has_too_few_items(self) -> bool:
        if self.items is None or self.usual_items is None or self.usual_items < USUAL:
            return False
        return self.items < FEW * self.usual_items

    @property
    def has_bare_pages(self) -> bool:
        return self.pages >= SEVERAL and self.bare_share > BARE

    @property
    def are_bad(self) -> bool:
        """Whether somebody should look. Numbers passed over alone are told and no more: an issuer
        may leave some out, and they would be missing for ever."""
        return self.has_too_few_items or self.has_bare_pages or bool(self.vanished)


NOTHING_ODD = Symptoms()


def symptoms_of(connection: Connection, source_id: int, uri: str) -> Symptoms:
    """Return what is odd about the source at an address."""
    numbers = sightings.newest_of_source(connection, source_id, NEWEST)
    shown = statements.find_statements(connection, numbers)
    heads = {n: heads[-1] for n, heads in versions.heads_of(connection, list(shown)).items()}
    counts = observations.listed_by(connection, uri, CHECKS + 1)
    pages, bare = captures.count_bare(connection, source_id, PAGES)
    serials = [
        serial for n, head in heads.items() for serial in serials_of(head.title, shown[n].url)
    ]
    return Symptoms(
        missing=tuple(missing_serials(serials)),
        items=counts[0] if counts else None,
        usual_items=median(counts[1:]) if counts[1:] else None,
        pages=pages,
        bare_share=bare / pages if pages else 0.0,
        vanished=vanished_fields([heads[n] for n in numbers if n in heads]),
    )


def vanished_fields(heads: Sequence[WordingHead]) -> tuple[str, ...]:
    """Return the fields that the newest lack; heads come newest first."""
    lately, before = heads[:LATELY], heads[LATELY:]
    if len(lately) < LATELY or len(before) < LATELY:
        return ()
    has = {
        "issuers": lambda head: bool(head.issuers),
        "published_on": lambda head: head.published_on is not None,
        "place": lambda head: head.place is not None,
        "language": lambda head: head.language is not None,
        "citations": lambda head: bool(head.cites),
    }
    return tuple(
        name
        for name, there in has.items()
        if not any(map(there, lately)) and sum(map(there, before)) >= BEFORE * len(before)
    )
