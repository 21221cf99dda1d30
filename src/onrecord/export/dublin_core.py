"""A statement as unqualified Dublin Core, in the form that OAI-PMH asks of every repository."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from onrecord.export.xml_text import xml_text
from onrecord.model.view import StatementView

OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
_DC = "http://purl.org/dc/elements/1.1/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"


def dublin_core(view: StatementView, permalink: str) -> Element:
    """Return `oai_dc:dc`: every issuer a creator, first of all; nothing of the text is cut."""
    root = Element(
        "oai_dc:dc",
        {
            "xmlns:oai_dc": OAI_DC,
            "xmlns:dc": _DC,
            "xmlns:xsi": _XSI,
            "xsi:schemaLocation": f"{OAI_DC} {SCHEMA}",
        },
    )
    for name, value in _elements(view, permalink):
        SubElement(root, f"dc:{name}").text = xml_text(value)
    return root


def _elements(view: StatementView, permalink: str) -> Iterator[tuple[str, str]]:
    e = view.extraction
    for issuer in e.issuers:
        yield "creator", issuer.name
    yield "title", e.title
    if e.published_on:
        yield "date", e.published_on.isoformat()
    yield "type", e.kind.value.replace("_", " ")
    yield "format", "text/plain"
    if e.language:
        yield "language", e.language
    for identifier in (permalink, view.url, e.serial):
        if identifier:
            yield "identifier", identifier
    for rendition in view.renditions:
        if rendition.url:
            yield "relation", rendition.url
    for url in dict.fromkeys(citation.url for citation in e.citations):
        yield "relation", url
