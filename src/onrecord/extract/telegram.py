"""Telegram Desktop's export of a channel or of an account (JSON) to parts, a part a message.

A message's line ends are its author's. Knows no statement's structure; what a channel calls
itself is a hint.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from onrecord.errors import ExtractionError, NoStatementError
from onrecord.extract.entries import one_line
from onrecord.extract.json_feed import read_object
from onrecord.extract.laying import Words, lay
from onrecord.extract.layout import Context, Hint, Hints, LaidBlock, Layout, Part
from onrecord.extract.list_labels import BULLET, NUMBERED, in_sequence
from onrecord.model.capture import Supplied
from onrecord.model.statement import Attachment, BlockKind
from onrecord.text.urls import find_urls

READER = "telegram/1"
_USERNAME = re.compile(r"[A-Za-z]\w{3,31}\Z", re.ASCII)  # what Telegram lets be one
_WEB = ("http://", "https://", "mailto:", "tg://")
_LINE = re.compile(r"[^\n]+")


def parts(payload: bytes, context: Context) -> Iterator[Part]:
    """Yield the messages of an export in its order; a picture without words has no blocks.

    Raises ExtractionError for what is no export, NoStatementError for one without messages.
    """
    chats = _chats(read_object(payload, context))
    if not chats:
        raise ExtractionError("no Telegram export: it has no list of messages", uri=context.uri)
    found = False
    for chat in chats:
        for place, message in enumerate(chat["messages"]):
            if isinstance(message, dict) and message.get("type") == "message":
                found = True
                part = _part(message, chat, place)
                inside = f"{_integer(chat.get('id'))}/{part.fragment}"
                yield replace(part, fragment=inside) if len(chats) > 1 else part
    if not found:
        raise NoStatementError("the export has no messages", uri=context.uri)


def _chats(export: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the chats: the export itself, or those in an account's export."""
    chats = export.get("chats")
    listed = chats.get("list") if isinstance(chats, dict) else None
    found = listed if isinstance(listed, list) else [export]
    return [c for c in found if isinstance(c, dict) and isinstance(c.get("messages"), list)]


def _part(message: dict[str, Any], chat: dict[str, Any], place: int) -> Part:
    number, chat_id = _integer(message.get("id")), _integer(chat.get("id"))
    username = one_line(chat.get("username")) or ""
    is_known = bool(_USERNAME.fullmatch(username)) and number is not None
    is_global = chat_id is not None and number is not None
    return Part(
        layout=Layout(
            blocks=tuple(_blocks(_words(message))),
            hints=_hints(message, chat),
            attachments=tuple(_attachments(message)),
            reader=READER,
        ),
        fragment=f"message-{place}" if number is None else str(number),
        supplied=Supplied(
            url=f"https://t.me/{username}/{number}" if is_known else None,
            identifier=f"telegram:{chat_id}/{number}" if is_global else None,
            date=_date(message),
        ),
    )


def _integer(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _date(message: dict[str, Any]) -> str | None:
    """Return when it was sent, in UTC; older exports say it only by the exporter's own clock."""
    try:
        sent = dt.datetime.fromtimestamp(int(message["date_unixtime"]), dt.UTC)
    except (KeyError, TypeError, ValueError, OverflowError, OSError):
        return one_line(message.get("date"))
    return sent.isoformat().replace("+00:00", "Z")


def _hints(message: dict[str, Any], chat: dict[str, Any]) -> Hints:
    said = (
        (chat.get("name"), "name of the channel"),
        (message.get("from"), "sender of the message"),
        (message.get("forwarded_from"), "the channel it was forwarded from"),
    )
    names = {name: why for value, why in reversed(said) if (name := one_line(value))}
    return Hints(issuers=tuple(Hint(name, why) for name, why in reversed(names.items())))


def _words(message: dict[str, Any]) -> tuple[Words, list[tuple[int, int]]]:
    """Return the text with its links, and the spans of quotes in it."""
    words = Words()
    quotes: list[tuple[int, int]] = []
    for piece in _pieces(message):
        kind, text, href = piece
        start, end = len(words.text), len(words.text) + len(text)
        words.text += text
        if kind == "link" and not href:
            href = next((url for _, _, url in find_urls(text)), "")
        if href.startswith(_WEB):
            words.links.append((start, end, href))
        if kind == "blockquote":
            quotes.append((start, end))
    return words, quotes


def _pieces(message: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield (kind, text, address) of each stretch of a message's text."""
    said = message.get("text_entities") or message.get("text")
    for piece in said if isinstance(said, list) else [said]:
        if isinstance(piece, str):
            yield "plain", piece, ""
        elif isinstance(piece, dict) and isinstance(piece.get("text"), str):
            href = piece.get("href")
            yield str(piece.get("type")), piece["text"], href if isinstance(href, str) else ""


def _blocks(said: tuple[Words, list[tuple[int, int]]]) -> Iterator[LaidBlock]:
    words, quotes = said
    lines = list(_LINE.finditer(words.text))
    numbered = in_sequence([line[0] for line in lines])
    for i, line in enumerate(lines):
        start, end = line.span()
        start += len(line[0]) - len(line[0].lstrip())
        bare = line[0].lstrip()
        mark = NUMBERED.match(bare) if i in numbered else BULLET.match(bare)
        quoted = any(s <= start < e for s, e in quotes)
        block = None
        if quoted:
            block = lay(_cut(words, start, end), BlockKind.QUOTE)
        elif mark:
            inner = _cut(words, start + mark.end(), end)
            block = lay(inner, BlockKind.POINT, level=1, label=mark[1])
        else:
            block = lay(_cut(words, start, end))
        if block is not None and any(map(str.isalnum, block.text)):
            yield block


def _cut(words: Words, start: int, end: int) -> Words:
    return Words(
        text=words.text[start:end],
        links=[
            (max(s, start) - start, min(e, end) - start, href)
            for s, e, href in words.links
            if s < end and e > start
        ],
    )


def _attachments(message: dict[str, Any]) -> Iterator[Attachment]:
    """Yield the file of a message; a bracket stands where the export left it out."""
    path = one_line(message.get("file"))
    if path and not path.startswith("("):
        name = one_line(message.get("file_name")) or path.rpartition("/")[2]
        yield Attachment(name, one_line(message.get("mime_type")) or "application/octet-stream")
