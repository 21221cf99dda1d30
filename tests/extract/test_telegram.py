"""Telegram exports: messages with their links, dates in UTC, and what is refused."""

import json
from typing import Any

import pytest
from tests.extract.damage import damaged

from onrecord.errors import ExtractionError, NoStatementError, OnRecordError
from onrecord.extract.layout import Context, Part
from onrecord.extract.telegram import parts
from onrecord.model.statement import Attachment, BlockKind

MESSAGE: dict[str, Any] = {
    "id": 61,
    "type": "message",
    "date": "2025-10-19T23:30:00",
    "date_unixtime": "1760905800",
    "from": "Ministry of Fjordland",
    "file": "files/list.pdf",
    "mime_type": "application/pdf",
    "text": ["On the ", {"type": "bold", "text": "ferry"}],
    "text_entities": [
        {"type": "bold", "text": "On the ferry\n\n"},
        {"type": "plain", "text": "1. See "},
        {"type": "text_link", "text": "the note", "href": "https://mfa.example/60"},
        {"type": "plain", "text": ".\n2. More: "},
        {"type": "link", "text": "mfa.example/en"},
        {"type": "plain", "text": " and "},
        {"type": "link", "text": "https://mfa.example/az"},
        {"type": "plain", "text": "\n"},
        {"type": "blockquote", "text": "As it said\nyesterday"},
        {"type": "plain", "text": "\n———\nOslo"},
    ],
}
CHAT: dict[str, Any] = {
    "name": "Fjordland MFA",
    "type": "public_channel",
    "id": 1234,
    "messages": [
        {"id": 1, "type": "service", "action": "create_channel"},
        MESSAGE,
        {"id": 62, "type": "message", "text": "", "photo": "photos/1.jpg"},
    ],
}


def read(export: object, context: Context) -> list[Part]:
    return list(parts(json.dumps(export).encode(), context))


def test_a_message_with_its_parts_joined(context: Context) -> None:
    first, picture = read(CHAT, context)
    assert [(b.kind, b.label, b.text) for b in first.layout.blocks] == [
        (BlockKind.PARAGRAPH, None, "On the ferry"),
        (BlockKind.POINT, "1.", "See the note."),
        (BlockKind.POINT, "2.", "More: mfa.example/en and https://mfa.example/az"),
        (BlockKind.QUOTE, None, "As it said"),
        (BlockKind.QUOTE, None, "yesterday"),
        (BlockKind.PARAGRAPH, None, "Oslo"),
    ]
    block = first.layout.blocks[1]
    assert [(block.text[k.start : k.end], k.href) for k in block.links] == [
        ("the note", "https://mfa.example/60")
    ]
    assert first.layout.attachments == (Attachment("list.pdf", "application/pdf"),)
    assert picture.layout.blocks == ()


def test_what_identifies_a_message(context: Context) -> None:
    first = read(CHAT, context)[0]
    assert first.fragment == "61"
    assert first.supplied.identifier == "telegram:1234/61"
    assert first.supplied.url is None  # an export does not say the channel's address
    assert first.supplied.date == "2025-10-19T20:30:00Z"
    assert [hint.value for hint in first.layout.hints.issuers] == [
        "Fjordland MFA",
        "Ministry of Fjordland",
    ]


def test_a_username_gives_the_address(context: Context) -> None:
    first = read({**CHAT, "username": "fjordland_mfa"}, context)[0]
    assert first.supplied.url == "https://t.me/fjordland_mfa/61"
    assert read({**CHAT, "username": "no/such"}, context)[0].supplied.url is None


def test_an_account_has_several_chats(context: Context) -> None:
    account = {"chats": {"list": [CHAT, {**CHAT, "id": 9, "name": "Other"}]}}
    assert [part.fragment for part in read(account, context)] == [
        "1234/61", "1234/62", "9/61", "9/62",
    ]  # fmt: skip


def test_a_text_of_plain_words_and_a_date_of_an_older_export(context: Context) -> None:
    message = {"id": 5, "type": "message", "date": "2019-01-02T03:04:05", "text": "Oslo\nText."}
    (part,) = read({**CHAT, "messages": [message]}, context)
    assert [block.text for block in part.layout.blocks] == ["Oslo", "Text."]
    assert part.supplied.date == "2019-01-02T03:04:05"


def test_what_is_no_export_is_refused(context: Context) -> None:
    with pytest.raises(NoStatementError, match="no messages"):
        read({**CHAT, "messages": []}, context)
    shapeless: list[object] = [{}, [], {"messages": 1}, {"chats": {"list": 3}}]
    for wrong in shapeless:
        with pytest.raises(ExtractionError):
            read(wrong, context)


def test_values_of_the_wrong_type_do_no_harm(context: Context) -> None:
    odd: list[object] = [None, 7, {"a": []}, ["x"], "\ud800"]
    for value in odd:
        message = dict.fromkeys(("id", "text", "date_unixtime", "date", "from", "file"), value)
        read({**CHAT, "id": value, "messages": [{**message, "type": "message"}]}, context)


def test_damage_gives_errors_of_ours_only(context: Context) -> None:
    for broken in damaged(json.dumps(CHAT).encode()):
        try:
            list(parts(broken, context))
        except OnRecordError:
            continue
