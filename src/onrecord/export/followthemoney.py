"""FollowTheMoney entities, a line each: a statement, its issuers, and what binds them.

A statement is a `PlainText`, an issuer an `Organization`, and `Documentation` says in which role
the one issued the other. Facts about the world are not made into entities.
"""

from collections.abc import Iterator
from hashlib import sha1
from typing import Any

from onrecord.export.json_bytes import json_line
from onrecord.export.selection import Selection
from onrecord.model.instant import format_instant
from onrecord.model.statement import IssuerMention
from onrecord.model.view import StatementView


def ftm(selection: Selection) -> Iterator[bytes]:
    """Yield the entities; an issuer's comes once for each way its name is written."""
    told: set[tuple[str, str]] = set()
    for view in selection.statements():
        for issuer in view.extraction.issuers:
            if (issuer.id, issuer.name) not in told:
                told.add((issuer.id, issuer.name))
                yield json_line(_organization(issuer))
        yield json_line(_document(view))
        for issuer in view.extraction.issuers:
            yield json_line(_documentation(view, issuer))


def _organization(issuer: IssuerMention) -> dict[str, Any]:
    country = [issuer.country.lower()] if issuer.country else []
    return _entity(_issuer_id(issuer), "Organization", {"name": [issuer.name], "country": country})


def _document(view: StatementView) -> dict[str, Any]:
    e = view.extraction
    url = [view.url] if view.url and view.url.startswith(("http://", "https://")) else []
    properties = {
        "publisher": [issuer.name for issuer in e.issuers],
        "title": [e.title],
        "date": [e.published_on.isoformat()] if e.published_on else [],
        "bodyText": [e.text],
        "sourceUrl": url,
        "retrievedAt": [format_instant(view.captures[-1].at)[:19]] if view.captures else [],
        "keywords": [e.kind.value],
        "notes": [f"key {view.key}", f"version {view.version}"],
        "mimeType": ["text/plain"],
    }
    return _entity(view.id, "PlainText", properties)


def _documentation(view: StatementView, issuer: IssuerMention) -> dict[str, Any]:
    properties = {
        "entity": [_issuer_id(issuer)],
        "document": [view.id],
        "role": [f"issuer ({issuer.role.value})"],
    }
    return _entity(f"{view.id}-{_issuer_id(issuer)}", "Documentation", properties)


def _issuer_id(issuer: IssuerMention) -> str:
    """An entity's id holds few characters, an issuer's any."""
    return "issuer-" + sha1(issuer.id.encode(), usedforsecurity=False).hexdigest()


def _entity(id: str, schema: str, properties: dict[str, list[str]]) -> dict[str, Any]:
    kept = {name: values for name, values in properties.items() if any(values)}
    return {"id": id, "schema": schema, "properties": kept}
