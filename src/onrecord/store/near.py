"""The store of near-duplicates: statements whose words are almost the same, linked and kept.

Two simhashes that differ in at most three of 64 bits agree in at least one of four bands of 16
bits (Manku, Jain, Das Sarma 2007), so candidates are found by band.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, or_, select

from onrecord.store.captures import CHUNK
from onrecord.store.rows import Over, insert_rows
from onrecord.store.schema import near, simhash_bands

BANDS = 4
BAND_BITS = 16
MOST_BITS = 3  # in which near-duplicates differ; Manku et al. section 4 for 64 bits
MOST_IN_BAND = 500  # candidates looked at: beyond it a band is boilerplate, not a likeness


def link(connection: Connection, hashes: Mapping[int, int]) -> None:
    """Enter the simhashes of new wordings by statement and link those near to one another.

    A simhash of 0 is a text without words and is near to nothing.
    """
    entered = {n: value for n, value in hashes.items() if value}
    if not entered:
        return
    by_band: dict[int, list[tuple[int, int]]] = defaultdict(list)
    wanted = sorted({band for value in entered.values() for band in bands(value)})
    for start in range(0, len(wanted), CHUNK):
        for band, n, digits in connection.execute(
            select(simhash_bands)
            .where(simhash_bands.c.band.in_(wanted[start : start + CHUNK]))
            .order_by(simhash_bands.c.band, simhash_bands.c.statement_n)
        ):
            by_band[band].append((n, int(digits, 16)))
    links: dict[tuple[int, int], int] = {}
    rows = []
    for n, value in entered.items():
        for band in bands(value):
            for other, other_value in by_band[band][-MOST_IN_BAND:]:
                distance = (value ^ other_value).bit_count()
                if other != n and distance <= MOST_BITS:
                    links[min(n, other), max(n, other)] = distance
            by_band[band].append((n, value))
            rows.append({"band": band, "statement_n": n, "simhash": f"{value:016x}"})
    insert_rows(connection, simhash_bands, rows, Over.REPLACE)
    linked = [{"statement_n": a, "other_n": b, "distance": d} for (a, b), d in links.items()]
    insert_rows(connection, near, linked, Over.REPLACE)


def bands(simhash: int) -> list[int]:
    """Return the four bands of a simhash, each with its place in the upper bits.

    >>> bands(0x0001_0000_0000_0002)
    [2, 65536, 131072, 196609]
    """
    mask = (1 << BAND_BITS) - 1
    return [
        (place << BAND_BITS) | ((simhash >> (place * BAND_BITS)) & mask) for place in range(BANDS)
    ]


def list_near(connection: Connection, n: int) -> Sequence[tuple[int, int]]:
    """Return (statement, bits that differ) of the near-duplicates of a statement, nearest first."""
    rows = connection.execute(select(near).where(or_(near.c.statement_n == n, near.c.other_n == n)))
    found = [
        (row.other_n if row.statement_n == n else row.statement_n, row.distance) for row in rows
    ]
    return sorted(found, key=lambda pair: (pair[1], pair[0]))
