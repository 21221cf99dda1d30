"""Answers of OAI-PMH 2.0 as XML (openarchives.org/OAI/2.0/openarchivesprotocol.htm)."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

from onrecord.export.dublin_core import OAI_DC, SCHEMA
from onrecord.export.xml_text import xml_text

PREFIX = "oai_dc"
_OAI = "http://www.openarchives.org/OAI/2.0/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """What the repository says of itself."""

    name: str
    base_url: str
    email: str
    earliest: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head of a record; `deleted` is what is withheld."""

    identifier: str
    at: dt.datetime
    deleted: bool


def answer(
    base_url: str, arguments: Iterable[tuple[str, str]], parts: Sequence[Element], at: dt.datetime
) -> bytes:
    """Return a whole answer; `arguments` are those of the request, none where they were wrong."""
    root = Element(
        "OAI-PMH",
        {
            "xmlns": _OAI,
            "xmlns:xsi": _XSI,
            "xsi:schemaLocation": f"{_OAI} {_OAI}OAI-PMH.xsd",
        },
    )
    SubElement(root, "responseDate").text = utc(at)
    attributes = {name: xml_text(value) for name, value in arguments}
    SubElement(root, "request", attributes).text = xml_text(base_url)
    root.extend(parts)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def error(code: str, words: str) -> Element:
    """Return an error; the protocol names its codes."""
    part = Element("error", code=code)
    part.text = xml_text(words)
    return part


def identify(repository: Repository) -> Element:
    part = Element("Identify")
    for name, value in (
        ("repositoryName", repository.name),
        ("baseURL", repository.base_url),
        ("protocolVersion", "2.0"),
        ("adminEmail", repository.email),
        ("earliestDatestamp", utc(repository.earliest)),
        ("deletedRecord", "persistent"),
        ("granularity", "YYYY-MM-DDThh:mm:ssZ"),
    ):
        SubElement(part, name).text = xml_text(value)
    return part


def formats() -> Element:
    """Return the one format there is."""
    part = Element("ListMetadataFormats")
    form = SubElement(part, "metadataFormat")
    for name, value in (
        ("metadataPrefix", PREFIX),
        ("schema", SCHEMA),
        ("metadataNamespace", OAI_DC),
    ):
        SubElement(form, name).text = value
    return part


def header(head: Head) -> Element:
    part = Element("header", {"status": "deleted"} if head.deleted else {})
    SubElement(part, "identifier").text = head.identifier
    SubElement(part, "datestamp").text = utc(head.at)
    return part


def record(head: Head, metadata: Element | None) -> Element:
    part = Element("record")
    part.append(header(head))
    if metadata is not None:
        SubElement(part, "metadata").append(metadata)
    return part


def listed(verb: str, items: Iterable[Element], token: str | None) -> Element:
    """Return a list; `token` asks for the rest, "" ends a list that came in parts."""
    part = Element(verb)
    part.extend(items)
    if token is not None:
        SubElement(part, "resumptionToken").text = token or None
    return part


def utc(at: dt.datetime) -> str:
    """Return an instant to the second, as the protocol writes it."""
    return at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
