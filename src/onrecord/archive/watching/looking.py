"""A reply to what it brings: records, statements, links. Runs in a worker, on untrusted bytes.

Knows neither store nor what was known before: what it returns is judged by the parent.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.archive.watching.kinds import kind_of, leads_of
from onrecord.archive.worked import Found, Looked
from onrecord.archive.working import Job, look_safely, told
from onrecord.capture.fixity import warc_digest
from onrecord.capture.front_page import read_front_page
from onrecord.capture.http.exchange import Exchange, Reply
from onrecord.capture.http.received import Opened, new_record_id, open_response, pack_request
from onrecord.capture.pack import pack
from onrecord.errors import CaptureError, ExtractionError, RefusedError
from onrecord.extract.walls import HTML, Wall, wall_of
from onrecord.model.capture import Received
from onrecord.model.watching import LISTS, Lead, Place, Role

OK = 200
NOT_MODIFIED = 304
_SHORT = 16 * 1024  # bytes: a page without a word is short
_MARKUP = re.compile(rb"(?is)<(script|style)\b.*?</\1\s*>|<[^>]*(?:>|\Z)")
_WORD = re.compile(rb"[\w\x80-\xff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A reply to look into; `role` None where it is to be found out, `rule` that of a listing."""

    reply: Reply
    job: Job
    role: Role | None
    rule: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One exchange as it goes into the WARC; without a status there was no response to keep."""

    exchange: Exchange  # without its body
    member: bytes = b""
    member_sha256: str = ""
    record_id: str = ""
    request: bytes = b""
    body_length: int = 0
    body_digest: str = ""
    payload_sha256: str = ""
    payload_size: int = 0
    media_type: str = ""
    charset: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What a reply brings. `reply` has no bodies any more.

    `role` is what the answer is: the one asked for, else found out. `wall` is what stands in the
    place of the page, None for nothing. `text_sha256` is of the words of a page whatever it is.
    `refused` says why a response was not kept, `broken` what is wrong with one that was: nothing is
    taken from its bytes. `is_wordless` tells of a page in which no word stands at all.
    """

    reply: Reply
    role: Role
    hops: tuple[Hop, ...] = ()
    found: tuple[Found, ...] = ()
    no_statements: tuple[str, ...] = ()
    failures: tuple[str, ...] = ()
    leads: tuple[Lead, ...] = ()
    next_page: str | None = None
    is_index: bool = False  # the leads are further sitemaps
    places: tuple[Place, ...] = ()  # of a front page
    wall: Wall | None = None
    text_sha256: str | None = None
    refused: str | None = None
    broken: str | None = None
    is_wordless: bool = False


def look(order: Order, skip: int = 0, bare: int | None = None) -> Iterator[Brought]:
    """Yield the one thing a reply brings; the form isolation asks for."""
    if skip:
        return
    hops: list[Hop] = []
    last: Opened | None = None
    refused = None
    for exchange in order.reply.hops:
        if (
            exchange.status is None
            or exchange.trouble is not None
            or exchange.status == NOT_MODIFIED
        ):
            hops.append(_without_body(exchange))
            continue
        try:
            last = open_response(exchange)
            hops.append(_kept(exchange, last.received))
        except (RefusedError, CaptureError) as error:
            last, refused = None, told(error, exchange.url)
            hops.append(Hop(exchange=replace(exchange, body=b"")))
    reply = replace(order.reply, hops=tuple(hop.exchange for hop in hops))
    brought = Brought(reply=reply, role=order.role or Role.PAGE, hops=tuple(hops), refused=refused)
    answer = order.reply.answer
    if answer is None or last is None or refused or order.role is Role.ROBOTS:
        yield brought
    elif last.problem is not None:
        yield replace(brought, broken=last.problem)
    elif bare is not None:
        yield replace(brought, failures=("reading it ended the worker; the bytes are kept",))
    else:
        yield _looked_safely(brought, order, last.received)


def _without_body(exchange: Exchange) -> Hop:
    """A 304, whose headers are kept, or what came to nothing."""
    record_id = new_record_id()
    return Hop(
        exchange=replace(exchange, body=b""),
        record_id=record_id,
        request=pack_request(exchange, record_id) if exchange.status == NOT_MODIFIED else b"",
    )


def lost(order: Order, reason: str) -> Brought:
    """Return what stands for a reply that could not be looked into at all."""
    hops = tuple(Hop(exchange=replace(hop, body=b"")) for hop in order.reply.hops)
    reply = replace(order.reply, hops=tuple(hop.exchange for hop in hops))
    return Brought(reply=reply, role=order.role or Role.PAGE, refused=reason, hops=hops)


def _kept(exchange: Exchange, received: Received) -> Hop:
    packed = pack(received)
    return Hop(
        exchange=replace(exchange, body=b""),
        member=packed.member,
        member_sha256=packed.member_sha256,
        record_id=packed.record_id,
        request=pack_request(exchange, packed.record_id),
        body_length=len(exchange.body),
        body_digest=warc_digest(exchange.body),
        payload_sha256=packed.payload_sha256,
        payload_size=len(received.payload),
        media_type=received.media_type,
        charset=received.charset,
    )


def _looked_safely(brought: Brought, order: Order, received: Received) -> Brought:
    try:
        return _looked(brought, order, received)
    except Exception as error:  # a batch loop: bytes from outside meet our own bugs
        reason = f"the reader failed: {type(error).__name__}: {error}"[:500]
        return replace(brought, failures=(reason,))


def _looked(brought: Brought, order: Order, received: Received) -> Brought:
    looked = look_safely(received, order.job)
    role = order.role or kind_of(received, looked.found)
    brought = replace(
        brought,
        role=role,
        wall=wall_of(received, asked=order.reply.errand.url, texts=[f.text for f in looked.found]),
        text_sha256=_text_digest(looked, received),
        failures=looked.failures,
        is_wordless=not looked.found and _is_wordless(received),
    )
    if received.status != OK or brought.wall is not None:
        return replace(brought, no_statements=looked.no_statements)
    if role is Role.FRONT:
        return replace(brought, places=read_front_page(received.payload, received.uri))
    if role in LISTS:
        brought = _with_leads(brought, order, received, looked.found)
    if role in (Role.PAGE, Role.FEED):
        return replace(brought, found=looked.found, no_statements=looked.no_statements)
    return replace(brought, failures=())


def _is_wordless(received: Received) -> bool:
    """Whether a short page of HTML has no word, or ends before its first one."""
    if received.status != OK or received.media_type not in HTML or len(received.payload) > _SHORT:
        return False
    return not _WORD.search(_MARKUP.sub(b" ", received.payload))


def _with_leads(
    brought: Brought, order: Order, received: Received, found: tuple[Found, ...]
) -> Brought:
    try:
        leads = leads_of(brought.role, received, found, order.rule)
    except ExtractionError as error:
        return replace(brought, failures=(told(error, received.path),))
    return replace(brought, leads=leads.leads, next_page=leads.next_page, is_index=leads.is_index)


def _text_digest(looked: Looked, received: Received) -> str:
    """The digest of the words, of the bytes where there are none: what a change is told by."""
    if not looked.found:
        return hashlib.sha256(received.payload).hexdigest()
    words = "\n".join("".join(found.text.split()) for found in looked.found)
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()
