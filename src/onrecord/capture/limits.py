"""How much is accepted from untrusted files; each figure with where it comes from."""

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Sizes in bytes.

    `payload`: issue 2 names a 200 MB page as input to be met; 256 MiB keeps that and stops what
    would not fit a worker's memory. `expanded`: of one compressed file as a whole, when it is
    streamed row by row. `ratio`: deflate of natural-language text stays under 20:1, pages with much
    repeated mark-up under 100:1, and the format's own ceiling is 1032:1; it counts only past
    `ratio_from`, for small files are harmless whatever their ratio. `header`: of one record;
    fastwarc and Apache stop at 32 and 64 KiB. `row`: a row of a data set longer than that is an
    unclosed quote. `entries`: files inside one WACZ.
    """

    payload: int = 256 * MIB
    expanded: int = 64 * 1024 * MIB
    ratio: int = 200
    ratio_from: int = 16 * MIB
    header: int = 64 * 1024
    row: int = 16 * MIB
    entries: int = 10_000


DEFAULT = Limits()
# Of a record the archive itself has kept: it was let in under the limits above, head and all.
KEPT = Limits(payload=2 * DEFAULT.payload, ratio=2000)
