"""JSON Feed files: items of both versions, and what is refused."""

import json

import pytest
from tests.extract.damage import damaged

from onrecord.errors import ExtractionError, NoStatementError, OnRecordError
from onrecord.extract.json_feed import parts
from onrecord.extract.layout import Context, Part
from onrecord.model.statement import Attachment

FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Ministry of Fjordland",
    "home_page_url": "https://mfa.example/",
    "language": "en",
    "items": [
        {
            "id": 61,
            "url": "/en/61",
            "title": "On the ferry",
            "content_html": "<p>Oslo</p><p>See <a href='60'>it</a>.</p>",
            "date_published": "2025-10-19T10:00:00Z",
            "authors": [{"name": "Press service"}],
            "tags": ["Notes", 7],
            "attachments": [
                {"url": "https://mfa.example/a.pdf", "mime_type": "application/pdf", "title": "A"}
            ],
        },
        {"id": "62", "content_text": "Bakı\n\nMətn.", "language": "az"},
        "no item",
    ],
}


def read(feed: object, context: Context) -> list[Part]:
    return list(parts(json.dumps(feed).encode(), context))


def texts(part: Part) -> list[str]:
    return [block.text for block in part.layout.blocks]


def test_items_come_with_what_they_say(context: Context) -> None:
    first, second = read(FEED, context)
    assert texts(first) == ["Oslo", "See it."]
    assert first.layout.blocks[1].links[0].href == "https://mfa.example/en/60"
    assert first.fragment == "61"
    assert first.supplied.url == "https://mfa.example/en/61"
    assert (first.supplied.title, first.supplied.language) == ("On the ferry", "en")
    assert first.layout.hints.issuers[0].value == "Ministry of Fjordland"
    assert first.layout.hints.sections[0].value == "Notes"
    assert first.layout.attachments == (
        Attachment("A", "application/pdf", "https://mfa.example/a.pdf"),
    )
    assert texts(second) == ["Bakı", "Mətn."]
    assert second.supplied.language == "az"


def test_what_is_no_feed_is_refused(context: Context) -> None:
    with pytest.raises(NoStatementError, match="no items"):
        read({**FEED, "items": []}, context)
    shapeless: list[object] = [{}, {"items": 1}, [], "a"]
    for wrong in shapeless:
        with pytest.raises(ExtractionError):
            read(wrong, context)
    for junk in (b"", b"{", b"[" * 200_000, b"\x00\x01\x02" * 50):
        with pytest.raises(ExtractionError):
            list(parts(junk, context))


def test_values_of_the_wrong_type_do_no_harm(context: Context) -> None:
    odd = {key: [{"a": None}] for key in ("id", "url", "title", "content_html", "authors", "tags")}
    (part,) = read({"items": [odd], "title": 1, "language": {}}, context)
    assert part.layout.blocks == ()


def test_damage_gives_errors_of_ours_only(context: Context) -> None:
    for broken in damaged(json.dumps(FEED).encode()):
        try:
            list(parts(broken, context))
        except OnRecordError:
            continue
