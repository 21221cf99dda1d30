"""What somebody who types may mean."""

from enum import StrEnum
from typing import NamedTuple


class SuggestionKind(StrEnum):
    """Concepts join these when the index names them."""

    ISSUER = "issuer"
    PLACE = "place"
    TITLE = "title"


class Suggestion(NamedTuple):
    """A name or title as written; `statements` is how many have it, 0 where not counted."""

    kind: SuggestionKind
    text: str
    statements: int = 0
