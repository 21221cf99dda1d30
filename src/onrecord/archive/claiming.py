"""The claims of an archive: listed, counted by rules, told one by one."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING

import orjson

from onrecord.archive.claim_query import Wanted, parse
from onrecord.archive.corrected import head_as_corrected
from onrecord.archive.documents import country_of
from onrecord.archive.searching import fresh_index
from onrecord.claims.measured import is_measured
from onrecord.claims.resolving import Look, looking_in, resolve
from onrecord.errors import NotFoundError
from onrecord.lexicon.gazetteer import find_gazetteer
from onrecord.model.addition import Correction
from onrecord.model.claim import Claim
from onrecord.model.claim_json import claims_from_json
from onrecord.model.claim_view import ClaimView
from onrecord.model.issuer import Registry
from onrecord.model.search import SearchRequest
from onrecord.model.statement import IssuerMention
from onrecord.model.structure_json import head_from_json
from onrecord.store import claims, corrections, statements, versions
from onrecord.store.statements import KeptStatement

if TYPE_CHECKING:
    from onrecord.archive.opening import Archive

_AT_ONCE = 200  # statements whose texts are held at a time


class Claims:
    """`archive.claims`: what issuers say happened, in the wordings that stand now."""

    def __init__(self, archive: "Archive") -> None:
        self._archive = archive
        self._look: Look | None = None

    def list(self, query: str | None = None) -> Iterator[ClaimView]:
        """Yield the claims that answer a query, all for None, statement by statement, lazily.

        `type: act: mode: actor: target: place: since: until:` are conditions on one claim, the
        rest is a search of statements. Raises QueryError.
        """
        return self._listed(parse(query))

    def get(self, id: str) -> ClaimView:
        """Return one claim by its id; raises NotFoundError."""
        statement, _, _ = id.partition(".")
        with self._archive.database.reading() as connection:
            kept = statements.get_statement(connection, statement)
        for view in self._of([kept]):
            if view.id == id:
                return view
        raise NotFoundError("the statement makes no claim of that id now", id=id)

    def of(self, ids: Sequence[str]) -> Iterator[ClaimView]:
        """Yield the claims of these statements."""
        with self._archive.database.reading() as connection:
            known = statements.find_by_ids(connection, ids)
        return self._of([known[id] for id in ids if id in known])

    def _listed(self, wanted: Wanted) -> Iterator[ClaimView]:
        if wanted.rest:
            ids = fresh_index(self._archive).ids(SearchRequest(query=wanted.rest))
            first = list(islice(ids, _AT_ONCE))  # a wrong query is told now, not to the reader
            kept = self._kept(chain(first, ids))
        else:
            kept = self._all()
        return (view for view in self._of(kept) if wanted.keeps(view))

    def _all(self) -> Iterator[KeptStatement]:
        with self._archive.database.reading() as connection:
            yield from statements.list_statements(connection)

    def _kept(self, ids: Iterator[str]) -> Iterator[KeptStatement]:
        while some := list(islice(ids, _AT_ONCE)):
            with self._archive.database.reading() as connection:
                known = statements.find_by_ids(connection, some)
            yield from (known[id] for id in some if id in known)

    def _of(self, kept: Iterable[KeptStatement]) -> Iterator[ClaimView]:
        rest = iter(kept)
        while some := list(islice(rest, _AT_ONCE)):
            with self._archive.database.reading() as connection:
                made = claims.claims_of(connection, [each.n for each in some])
                texts = versions.wordings_of(connection, [each.n for each in some])
                corrected = corrections.corrections_of(connection, [each.n for each in some])
            for each in some:
                number, items = made.get(each.n, (each.current_version, b"[]"))
                written = texts.get((each.n, number))
                if items != b"[]" and written is not None:
                    by = corrected.get(each.n, ())
                    yield from self._views(each, number, claims_from_json(items), written, by)

    def _views(
        self,
        kept: KeptStatement,
        number: int,
        made: Sequence[Claim],
        written: tuple[str, bytes],
        corrected: Sequence[Correction],
    ) -> Iterator[ClaimView]:
        text, structure = written[0], orjson.loads(written[1])
        head = head_from_json(structure, statement_n=kept.n, number=number, text=text)
        head = head_as_corrected(head, corrected)
        issuers = head.issuers
        countries = _countries(issuers, self._archive.config.registry)
        names = {place.name for claim in made for place in claim.places}
        resolved = {
            name: resolve(name, self._looking(), names - {name}, countries) for name in names
        }
        for claim in made:
            yield ClaimView(
                id=f"{kept.id}.{number}.{claim.at}",
                statement=kept.id,
                version=number,
                issuers=tuple((i.id, i.name) for i in issuers),
                countries=countries,
                title=head.title,
                kind=head.kind,
                language=head.language,
                published_on=head.published_on,
                url=kept.url,
                text=text[claim.start : claim.end],
                claim=claim,
                experimental=not is_measured(head.language),
                citation_urls=tuple(structure["citations"][i][1] for i in claim.citations),
                resolved=tuple(resolved[place.name] for place in claim.places),
            )

    def _looking(self) -> Look:
        if self._look is None:
            self._look = looking_in(find_gazetteer())
        return self._look


def _countries(issuers: Sequence[IssuerMention], registry: Registry) -> tuple[str, ...]:
    found = (country_of(mention, registry) for mention in issuers)
    return tuple(dict.fromkeys(country for country in found if country))
