"""Statements as linked data of schema.org, for those who index pages. Never a rating of truth."""

from typing import Any

from onrecord.model.view import StatementView
from onrecord.web.links import web_url


def linked_data(view: StatementView, base: str) -> dict[str, Any]:
    """Return a statement as an ArchiveComponent that holds an Article of its issuers."""
    e = view.extraction
    article: dict[str, Any] = {
        "@type": "Article",
        "headline": e.title,
        "publisher": [{"@type": "Organization", "name": i.name} for i in e.issuers],
    }
    if e.published_on:
        article["datePublished"] = e.published_on.isoformat()
    if e.language:
        article["inLanguage"] = e.language
    if web_url(view.url):
        article["url"] = view.url
    return {
        "@context": "https://schema.org",
        "@type": "ArchiveComponent",
        "@id": f"{base}/s/{view.id}",
        "identifier": view.id,
        "version": view.version,
        "name": e.title,
        "mainEntity": article,
    }
