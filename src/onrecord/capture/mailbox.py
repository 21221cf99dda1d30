"""A mailbox (mbox) to one capture a message.

A message's bytes stay as they lie in the file, without the `From ` line before it and the blank
line behind it. `>From ` is not unquoted: which of mbox's ways of quoting a file follows can't be
told from it (RFC 4155 leaves it open), and what is kept is to be found in the file byte for byte.
Knows where messages begin and their Message-ID; must not read mail.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import BinaryIO

from onrecord.capture.item import Item
from onrecord.capture.lines import open_text
from onrecord.capture.media_type import EML
from onrecord.capture.reading import Reading
from onrecord.model.capture import Received

# The separator as all mbox writers have it: a sender and a date with a time of day. Prose that
# begins a paragraph with "From " has none.
SEPARATOR = re.compile(rb"From \S+ .*\d\d:\d\d")
FIELD = re.compile(rb">?From |[!-9;-~]+[ \t]*:")
MESSAGE_ID = re.compile(rb"(?im)^message-id[ \t]*:\s*<?([^<>\s]{1,500})")
HEADERS_END = re.compile(rb"\r?\n\r?\n")
BLANK = (b"\n", b"\r\n")
LINE = 1024 * 1024  # bytes read as one line; a longer one comes in pieces, which does no harm


@dataclass(slots=True)
class _Message:
    """A message being read; `size` goes on counting past the limit, `parts` do not."""

    line: int
    parts: list[bytes] = field(default_factory=list)
    size: int = 0

    def add(self, line: bytes, limit: int) -> None:
        self.size += len(line)
        if self.size <= limit:
            self.parts.append(line)
        else:
            self.parts.clear()


def read_mailbox(reading: Reading) -> Iterator[Item]:
    """Yield a capture for each message; its URI is the file's with its Message-ID, else its number.

    What stands before the first separator, a message over the size limit and an empty one are
    errors with their line.
    """
    with open_text(reading) as stream:
        for number, message in enumerate(_messages(stream, reading.limits.payload)):
            if number:
                yield _item(message, number, reading)
            elif b"".join(message.parts).strip():
                yield reading.damage("no message starts here: no From line before it", line=1)


def _messages(stream: BinaryIO, limit: int) -> Iterator[_Message]:
    """Yield what stands before the first separator, then the messages."""
    message = _Message(line=1)
    after_blank = True
    line = stream.readline(LINE)
    for number in count(1):
        following = stream.readline(LINE)
        if after_blank and SEPARATOR.match(line) and FIELD.match(following):
            yield message
            message = _Message(line=number)
        else:
            message.add(line, limit)
        if not following:
            break
        after_blank, line = line in BLANK, following
    yield message


def _item(message: _Message, number: int, reading: Reading) -> Item:
    if message.size > reading.limits.payload:
        return reading.damage(
            f"message {number} of {message.size:,} bytes is over the limit of "
            f"{reading.limits.payload:,}",
            line=message.line,
        )
    if message.parts and message.parts[-1] in BLANK:
        message.parts.pop()
    payload = b"".join(message.parts)
    if not payload.strip():
        return reading.damage(f"message {number} is empty", line=message.line)
    end = HEADERS_END.search(payload)
    found = MESSAGE_ID.search(payload, 0, end.start() if end else len(payload))
    name = found[1].decode("utf-8", "replace") if found else str(number)
    return Received(
        uri=reading.uri(f"message-{name}"),
        at=reading.at,
        media_type=EML,
        payload=payload,
        path=reading.name,
    )
