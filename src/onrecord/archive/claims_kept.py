"""What a search asks of claims: the store knows them, the index does not."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from onrecord.model.query import Boolean, Boosted, Phrase, Query, Term

if TYPE_CHECKING:
    from onrecord.archive.opening import Archive
    from onrecord.model.claim import Claim


class ClaimsKept:
    """The claims of an archive's wordings that stand now."""

    def __init__(self, archive: "Archive") -> None:
        self._archive = archive

    def silent(self) -> Collection[str]:
        """Return the ids of the statements that make no claim."""
        from onrecord.store.claims import silent_statements  # few queries ask of claims

        with self._archive.database.reading() as connection:
            return silent_statements(connection)

    def making(self, asked: Query) -> Collection[str]:
        """Return the ids of the statements that make one claim of which all of this holds."""
        from onrecord.model.claim_json import claims_from_json
        from onrecord.store.claims import list_standing

        words = [word.casefold() for word in _words(asked)]
        with self._archive.database.reading() as connection:
            return [
                id
                for id, written in list_standing(connection)
                # Most hold none of the words, and are seen to in a fraction of their reading.
                if any(word in written.decode().casefold() for word in words)
                and any(_holds(asked, claim) for claim in claims_from_json(written))
            ]


def _words(asked: Query) -> Sequence[str]:
    match asked:
        case Term() | Phrase():
            return [asked.text]
        case Boosted():
            return _words(asked.node)
        case Boolean():
            parts = (*asked.must, *asked.should, *asked.conditions)
            return [word for part in parts for word in _words(part)]
        case _:
            return []


def _holds(asked: Query, claim: "Claim") -> bool:
    from onrecord.archive.claim_query import is_called

    match asked:
        case Term(field="type"):
            return claim.event_type is not None and claim.event_type == asked.text.upper()
        case Term() | Phrase():
            return any(is_called(asked.text, party.name, party.code) for party in claim.actors)
        case Boosted():
            return _holds(asked.node, claim)
        case Boolean():
            needed = (*asked.must, *asked.conditions)
            if not all(_holds(part, claim) for part in needed):
                return False
            return bool(needed) or any(_holds(part, claim) for part in asked.should)
        case _:
            return False
