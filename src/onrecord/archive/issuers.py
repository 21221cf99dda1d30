"""The issuers of an archive as a service: those with statements in it, and what is known of them.

Never ranked: they come in the order of their names.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.archive.narrowing import quoted
from onrecord.archive.searching import fresh_index
from onrecord.errors import NotFoundError
from onrecord.model.issuer import Issuer
from onrecord.model.search import SearchRequest
from onrecord.store.issuers import list_issuers

if TYPE_CHECKING:
    from onrecord.archive.opening import Archive


@dataclass(frozen=True, slots=True)
class IssuerView:
    """An issuer and how many statements of it are here. `registered` says whether onrecord.toml
    names it; else it is known from the head of its statements alone."""

    issuer: Issuer
    statements: int
    registered: bool


class Issuers:
    """`archive.issuers`: `get(id)`, `list()`."""

    def __init__(self, archive: "Archive") -> None:
        self._archive = archive

    def get(self, id: str) -> IssuerView:
        """Return an issuer by its id; raises NotFoundError where nothing here is of it."""
        registered = self._archive.config.registry.find(id)
        with self._archive.database.reading() as connection:
            named = dict(list_issuers(connection, id))
        statements = self._count(id)
        if registered is None and (id not in named or not statements):
            raise NotFoundError("no issuer of that id in this archive", id=id)
        issuer = registered or Issuer(id=id, name=named[id])
        return IssuerView(issuer, statements, registered is not None)

    def list(self) -> list[IssuerView]:
        """Return all issuers that have statements here or are registered, by name."""
        registry = {issuer.id: issuer for issuer in self._archive.config.registry.issuers}
        with self._archive.database.reading() as connection:
            named = dict(list_issuers(connection))
        facets = fresh_index(self._archive).search(SearchRequest(query="", limit=0, facets=True))
        counted = dict(facets.facets.get("issuer", ()))
        found = []
        for id in named.keys() | registry.keys():
            statements = counted[id] if id in counted else self._count(id)
            if statements or id in registry:
                issuer = registry.get(id) or Issuer(id=id, name=named[id])
                found.append(IssuerView(issuer, statements, id in registry))
        return sorted(found, key=lambda one: (one.issuer.name.casefold(), one.issuer.id))

    def _count(self, id: str) -> int:
        request = SearchRequest(query=f"issuer:{quoted(id)}", limit=0, snippets=0)
        return fresh_index(self._archive).search(request).total
