"""What extraction hands to the archive for each part of a capture: key parts and an outcome.

Knows nothing of identity keys, versions or the store: the archive makes those.
"""

from dataclasses import dataclass, field

from onrecord.errors import ExtractionError
from onrecord.model.capture import Supplied
from onrecord.model.statement import Extraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """One part of a capture, read.

    `url` and `identifier` are the parts an identity key can be made of: the part's own URL
    (supplied, else what the format calls canonical, in canonical form), and its guid, Message-ID or
    row id. An error is a value here, so that one part of a feed or mail never costs the others:
    a NoStatementError says it was read and holds no statement, any other that it is damaged.
    """

    fragment: str
    outcome: Extraction | ExtractionError
    supplied: Supplied = field(default_factory=Supplied)
    url: str | None = None
    identifier: str | None = None
