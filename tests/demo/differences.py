"""What a shown statement (`show --json`) says otherwise than its line of `expected.jsonl`.

Each difference is one line of words, so that a failing test reads as a list of what is wrong.
What the expected values leave open (see the demo's README) is no difference.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any

Row = dict[str, Any]

_LABEL = re.compile(r"^(?:\(?(?:\d{1,3}|[a-z]{1,3})[.)]|[•*–-])\s+")


def differences(expected: Row, shown: Row) -> list[str]:
    """Return what is wrong with a shown statement, field by field; [] when nothing is."""
    return [
        f"{expected['key']}: {words}"
        for check in (_fields, _issuers, _spans, _blocks, _notes, _links, _contacts, _beside)
        for words in check(expected, shown)
    ]


def _fields(expected: Row, shown: Row) -> Iterator[str]:
    for field in ("published_on", "language"):
        if shown[field] != expected[field]:
            yield f"{field} is {shown[field]}, not {expected[field]}"
    if shown["url"] != expected["url"] and shown["url"] not in expected["links_either"]:
        yield f"url is {shown['url']}, not {expected['url']}"
    for field in ("kind", "place", "title"):
        right = [expected[field], *expected[f"{field}_also"]]
        if _plain(shown[field]) not in [_plain(value) for value in right]:
            yield f"{field} is {shown[field]!r}, not {expected[field]!r}"
    if expected["serial"] and expected["serial"] not in (shown.get("serial") or ""):
        yield f"serial is {shown.get('serial')!r}, not {expected['serial']!r}"


def _plain(value: str | None) -> str | None:
    return " ".join(value.split()).strip(" .,") if value else None


def _issuers(expected: Row, shown: Row) -> Iterator[str]:
    right = {(issuer["id"], issuer["role"]) for issuer in expected["issuers"]}
    found = {(issuer["id"], issuer["role"]) for issuer in shown["issuers"]}
    if found != right:
        yield f"issuers are {sorted(found)}, not {sorted(right)}"


def _spans(expected: Row, shown: Row) -> Iterator[str]:
    for block in shown["blocks"]:
        if shown["text"][block["start"] : block["end"]] != block["text"]:
            yield f"the span of {block['text'][:40]!r} holds other words"


def _blocks(expected: Row, shown: Row) -> Iterator[str]:
    found = Counter(block["kind"] for block in shown["blocks"])
    for kind, number in expected["blocks"].items():
        most = number + expected["either"].get(kind, 0)
        if kind == "heading":  # a header line may stand as either
            most += expected["either"].get("paragraph", 0)
        least = min(number, 1) if kind == "contact" else number
        if not least <= found[kind] <= most:
            yield f"{found[kind]} blocks are {kind}, not {number}" + (
                f" to {most}" * (most > least)
            )


def _notes(expected: Row, shown: Row) -> Iterator[str]:
    blocks = shown["blocks"]
    found = {
        (_digits(c["marker"]), c["url"]): c for c in shown["citations"] if c["marker"] is not None
    }
    for note in expected["notes"]:
        for url in note["urls"]:
            citation = found.pop((_digits(note["marker"]), url), None)
            if citation is None:
                yield f"note {note['marker']} to {url} is missing"
                continue
            bound = [blocks[i] for i in citation["blocks"]]
            yield from _bound(f"note {note['marker']}", note["blocks"], bound)
            yield from _whose(note["cited_kind"], citation)
    for marker, url in found:
        yield f"note {marker} to {url} is not in the text"


def _digits(marker: str) -> str:
    """Return a marker with the digits of ASCII: Arabic pages print others."""
    return "".join(str(unicodedata.decimal(c, c)) for c in marker)


def _links(expected: Row, shown: Row) -> Iterator[str]:
    blocks = shown["blocks"]
    found = {c["url"]: c for c in shown["citations"] if c["marker"] is None}
    for link in expected["links"]:
        citation = found.pop(link["url"], None)
        if citation is None:
            yield f"link to {link['url']} is missing"
            continue
        bound = [blocks[i] for i in citation["blocks"]]
        yield from _bound(f"link to {link['url']}", [link["block"]], bound)
        yield from _whose(link["cited_kind"], citation)
    for url in found.keys() - set(expected["links_either"]):
        yield f"link to {url} is not in the text"


def _bound(what: str, words: list[str], bound: list[Row]) -> Iterator[str]:
    """Compare the blocks that hold a reference with the words these should begin with."""
    for start in words:
        if not any(_begins(block, start) for block in bound):
            yield f"{what} is not bound to {start!r}"
    for block in bound:
        if not any(_begins(block, start) for start in words):
            yield f"{what} is bound to {block['text'][:40]!r}"


def _begins(block: Row, start: str) -> bool:
    if start == "@table":
        return bool(block["kind"] == "table")
    return bool(_LABEL.sub("", block["text"]).startswith(start))


def _whose(kind: str, citation: Row) -> Iterator[str]:
    if citation["cited_kind"] != kind:
        yield f"{citation['url']} is cited as {citation['cited_kind']}, not {kind}"


def _contacts(expected: Row, shown: Row) -> Iterator[str]:
    right = [_contact(contact) for contact in expected["contacts"]]
    either = [_contact(contact) for contact in expected["contacts_either"]]
    found = [_contact(contact) for contact in shown["contacts"]]
    for contact in right:
        if not any(_same(contact, other) for other in found):
            yield f"contact {contact[1]} ({contact[0]}) is missing"
    for contact in found:
        if not any(_same(other, contact) for other in right + either):
            yield f"contact {contact[1]} ({contact[0]}) is none"


def _contact(contact: Row) -> tuple[str, str]:
    kind, value = contact["kind"], contact["value"]
    return kind, re.sub(r"\D", "", value) if kind == "phone" else value


def _same(contact: tuple[str, str], found: tuple[str, str]) -> bool:
    """A person may be shown with a form of address."""
    if contact[0] == "person":
        return found[0] == "person" and contact[1] in found[1]
    return contact == found


def _beside(expected: Row, shown: Row) -> Iterator[str]:
    names = [attachment["name"] for attachment in shown.get("attachments", [])]
    if names != expected["attachments"]:
        yield f"attachments are {names}, not {expected['attachments']}"
    renditions = {rendition["url"] for rendition in shown["renditions"]}
    for url in expected["renditions"]:
        if url not in renditions:
            yield f"rendition {url} is missing"
    for url in renditions - set(expected["renditions"]):
        yield f"{url} is no rendition by the pages' own links"
    if len(shown["versions"]) != expected["versions"]:
        yield f"{len(shown['versions'])} versions, not {expected['versions']}"
