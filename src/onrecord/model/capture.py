"""Captures: bytes as received, and what a reader of the world hands over before they are kept."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplied:
    """What came beside the bytes (a data-set row's columns, a feed entry's fields, an option).

    Supplied values are shown as unverified and yield to what the text itself says, except the
    URL and the identifier, which say which statement it is.
    """

    url: str | None = None
    identifier: str | None = None  # guid, Message-ID, row id
    title: str | None = None
    date: str | None = None  # as written; parsed by extract
    issuer: str | None = None  # a registry id or a name
    language: str | None = None
    section: str | None = None  # the collection or type the data names, "press release"


@dataclass(frozen=True, slots=True)
class Memento:
    """Where another archive served a capture of its own to us, and when we asked for it."""

    url: str
    asked_at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """One response or file, bytes as received, not yet kept.

    `uri` names it in the WARC: the URL of a response, else `file:` and source name and path,
    never a path of the user's machine. `at` is when the bytes were received (for a record of
    another archive: its WARC-Date). `http` holds status line and headers as received, for
    responses. `warc_record_id` is kept when the record comes from a WARC. Where another archive
    served it as a `memento`, `at` is that archive's word.
    """

    uri: str
    at: dt.datetime
    media_type: str
    payload: bytes
    path: str  # within the source, "/" between parts
    charset: str | None = None  # as declared by the sender
    status: int | None = None
    http: bytes | None = None  # status line and headers as received, without the last blank line
    encoded: bytes | None = None  # the body with its content coding, where it is to be kept so
    warc_record_id: str | None = None
    warc_offset: int | None = None  # where it lies, for --in-place
    warc_length: int | None = None  # of the compressed member as stored
    memento: Memento | None = None
