"""schema.org JSON-LD: a statement is a CreativeWork that its issuers published; never rated."""

from collections.abc import Iterator
from typing import Any

from onrecord.export.json_bytes import json_array
from onrecord.export.selection import Selection
from onrecord.model.statement import IssuerMention
from onrecord.model.view import StatementView


def jsonld(selection: Selection) -> Iterator[bytes]:
    """Yield one graph, a work a line."""
    head = b'{"@context":"https://schema.org","@graph":['
    works = (_work(view, selection.versions) for view in selection.statements())
    return json_array(head, works, b"]}")


def _work(view: StatementView, is_version: bool) -> dict[str, Any]:
    """A statement, or one wording of it: then a work by itself, an example of the statement."""
    e, itself = view.extraction, f"urn:onrecord:{view.id}"
    work = {
        "publisher": [_organization(issuer) for issuer in e.issuers],
        "@type": "CreativeWork",
        "@id": f"{itself}:{view.version}" if is_version else itself,
        "exampleOfWork": {"@id": itself} if is_version else None,
        "identifier": view.key,
        "url": view.url,
        "version": view.version,
        "genre": e.kind.value,
        "headline": e.title,
        "datePublished": e.published_on.isoformat() if e.published_on else None,
        "inLanguage": e.language,
        "locationCreated": {"@type": "Place", "name": e.place} if e.place else None,
        "text": e.text,
        "citation": [c.url for c in e.citations],
        "workTranslation": [
            {"@type": "CreativeWork", "url": r.url, "inLanguage": r.language}
            for r in view.renditions
            if r.url
        ],
    }
    return {name: value for name, value in work.items() if value not in (None, "", [])}


def _organization(issuer: IssuerMention) -> dict[str, str]:
    """An issuer; schema.org has no word for the role in which it issued, so `description` does."""
    return {
        "@type": "Organization",
        "name": issuer.name,
        "identifier": issuer.id,
        "description": f"issuer ({issuer.role.value})",
    }
