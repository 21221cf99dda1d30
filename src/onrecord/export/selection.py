"""What an export is made of, handed to every format alike: statements, claims, kept records.

Everything is lazy, so that a format that holds one thing at a time needs the memory of one.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onrecord.model.claim_view import ClaimView
from onrecord.model.view import CaptureView, StatementView


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The statements that answer a query, in the search's order; all of them without one.

    With `versions` every wording of them that ever stood, each by itself, in the order of time.
    `statements` and `claims` begin anew at each call. `record` returns the bytes of a capture's
    WARC record as stored, checked against their digest; it raises FixityError.
    """

    statements: Callable[[], Iterator[StatementView]]
    claims: Callable[[], Iterator[ClaimView]]
    record: Callable[[CaptureView], bytes]
    versions: bool = False
