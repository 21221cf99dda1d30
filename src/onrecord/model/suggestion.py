"""What somebody who types may mean."""

from enum import StrEnum
from typing import NamedTuple


class SuggestionKind(StrEnum):
    """What is suggested; a concept by one of its names."""

    ISSUER = "issuer"
    PLACE = "place"
    CONCEPT = "concept"
    TITLE = "title"


class Suggestion(NamedTuple):
    """A name or title as written; `statements` is how many have it, 0 where not counted."""

    kind: SuggestionKind
    text: str
    statements: int = 0
