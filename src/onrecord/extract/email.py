"""A mail message to parts: what it says, and each attachment that holds text of its own.

The sender is a hint and no more: anybody can write any From. Knows no statement's structure and
nothing of mailboxes; each of their messages is a capture of its own.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email.utils import getaddresses, parsedate_to_datetime
from urllib.parse import urlsplit

from onrecord.errors import ExtractionError, NoStatementError
from onrecord.extract import mime
from onrecord.extract.inner import inner_html, inner_text
from onrecord.extract.layout import Context, Hint, Hints, Layout, Part
from onrecord.extract.mail_text import unflowed, without_armour, without_mailbox_quoting
from onrecord.extract.registry import LAYOUTS
from onrecord.extract.registry import parts as parts_of
from onrecord.model.capture import Supplied
from onrecord.model.statement import Attachment

READER = "email/1"
_HTML = ("text/html", "application/xhtml+xml")
_SIGNATURES = ("application/pgp-signature", "application/pkcs7-signature",
               "application/x-pkcs7-signature")  # fmt: skip
_ENCRYPTED = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# Mailers call any file octet-stream: its name tells then.
_BY_SUFFIX = {
    "pdf": "application/pdf", "docx": _DOCX, "html": "text/html", "htm": "text/html",
    "txt": "text/plain", "md": "text/markdown",
}  # fmt: skip
# Of replies and forwards, in the mailers' languages; and the name a list puts before.
_PREFIXES = re.compile(
    r"(?:\[[^\[\]]{1,40}\]\s*|(?:re|fwd?|aw|wg|tr|ynt|ilt|rv|res|enc|на|отв|пересл)\s*:\s*)+", re.I
)
_LIST_FOOTER = re.compile(r"\s*_{20,}\s*\n")
LEAST_OF_TEXT = 0.3  # of the plain alternative: less words in the HTML one means they were missed


@dataclass(slots=True)
class _Body:
    """A message taken apart: its texts in order (each a list of alternatives), and files."""

    texts: list[list[mime.Leaf]] = field(default_factory=list)
    files: list[mime.Leaf] = field(default_factory=list)
    messages: list[mime.Mime] = field(default_factory=list)
    parts: int = 0


def parts(payload: bytes, context: Context) -> Iterator[Part]:
    """Yield the message, then its attachments that hold text, by the fragment "attachment-N".

    An attachment that can't be read is a warning of the message. Raises ExtractionError for what
    is no message or is encrypted, NoStatementError when nothing in it holds text.
    """
    yield from _message(mime.open_message(payload, uri=context.uri), context, depth=0)


def _message(message: mime.Mime, context: Context, *, depth: int) -> Iterator[Part]:
    if mime.media_type_of(message) in _ENCRYPTED:
        raise ExtractionError(
            "encrypted message; it can't be read without its key", uri=context.uri
        )
    body = _Body()
    _take_apart(message, body, depth=0)
    hints = _hints(message, context)
    laid = _laid(body, context)
    attached, warnings = _attached(body, hints, context, depth)
    if not laid.blocks and not attached:
        raise NoStatementError("the message has no text", uri=context.uri)
    identifier = _identifier(message)
    yield Part(
        layout=replace(
            laid,
            hints=hints,
            attachments=(*laid.attachments, *map(_attachment, body.files)),
            reader=READER,
            warnings=(*laid.warnings, *warnings),
        ),
        supplied=Supplied(identifier=identifier),
    )
    whole = identifier or urlsplit(context.uri).fragment
    for number, part in attached:
        name = f"attachment-{number}"
        named = f"{whole}#{name}" if whole else None
        yield replace(part, fragment=name, supplied=replace(part.supplied, identifier=named))


def _take_apart(part: mime.Mime, body: _Body, *, depth: int) -> None:
    body.parts += 1
    if depth > mime.MAX_DEPTH or body.parts > mime.MAX_PARTS:
        return
    media_type = mime.media_type_of(part)
    inner = mime.children(part)
    if media_type == "message/rfc822":
        body.messages += inner[:1]
    elif media_type == "multipart/alternative":
        alternatives = [leaf for child in inner for leaf in _leaves(child, body, depth)]
        if alternatives:
            body.texts.append(alternatives)
    elif inner:
        shown = inner[:1] if media_type == "multipart/signed" else inner
        for child in shown:
            _take_apart(child, body, depth=depth + 1)
    else:
        _take_leaf(mime.leaf_of(part), body)


def _leaves(part: mime.Mime, body: _Body, depth: int) -> list[mime.Leaf]:
    """Return the texts of one alternative; what else is in it (its images) goes its own way."""
    within = _Body(parts=body.parts)
    _take_apart(part, within, depth=depth + 1)
    body.files += within.files
    body.messages += within.messages
    body.parts = within.parts
    return [leaf for texts in within.texts for leaf in texts]


def _take_leaf(leaf: mime.Leaf, body: _Body) -> None:
    is_text = leaf.media_type in ("text/plain", *_HTML)
    if is_text and leaf.disposition != "attachment" and not leaf.filename:
        body.texts.append([leaf])
    elif leaf.media_type in _SIGNATURES:
        return
    elif leaf.disposition == "attachment" or not leaf.media_type.startswith("image/"):
        body.files.append(leaf)


def _laid(body: _Body, context: Context) -> Layout:
    found: list[Layout] = []
    for alternatives in body.texts:
        layouts = [_text(leaf, context) for leaf in alternatives]
        if found and _is_list_footer(alternatives[0]):
            continue
        found.append(_best(alternatives, layouts))
    return Layout(
        blocks=tuple(block for layout in found for block in layout.blocks),
        attachments=tuple(a for layout in found for a in layout.attachments),
        warnings=tuple(w for layout in found for w in layout.warnings),
    )


def _text(leaf: mime.Leaf, context: Context) -> Layout:
    if not leaf.payload.strip():
        return inner_text("")
    try:
        text, warnings = mime.text_of(leaf)
    except ExtractionError as error:
        return replace(inner_text(""), warnings=(f"a text of it: {error.message}",))
    if leaf.media_type in _HTML:
        laid = inner_html(text, context, url=leaf.location)
    else:
        if urlsplit(context.uri).fragment:  # it comes out of a mailbox
            text = without_mailbox_quoting(text)
        text = without_armour(text)
        laid = inner_text(unflowed(text, delsp=leaf.delsp) if leaf.flowed else text)
    return replace(laid, warnings=(*laid.warnings, *warnings))


def _best(leaves: list[mime.Leaf], layouts: list[Layout]) -> Layout:
    """Return the HTML alternative, which has the links, unless words of the text are not in it."""
    size = {id(layout): sum(len(b.text) for b in layout.blocks) for layout in layouts}
    longest = max(layouts, key=lambda layout: size[id(layout)])
    for leaf, layout in zip(leaves, layouts, strict=True):
        if leaf.media_type in _HTML and size[id(layout)] >= LEAST_OF_TEXT * size[id(longest)]:
            return layout
    return longest


def _is_list_footer(leaf: mime.Leaf) -> bool:
    return bool(_LIST_FOOTER.match(leaf.payload[:200].decode("ascii", "replace")))


def _attached(
    body: _Body, hints: Hints, context: Context, depth: int
) -> tuple[list[tuple[int, Part]], list[str]]:
    """Return the attachments that hold text, each with its number, and what can't be read."""
    found: list[tuple[int, Part]] = []
    warnings: list[str] = []
    for number, leaf in enumerate(body.files, 1):
        media_type = _file_type(leaf)
        if media_type not in LAYOUTS or not leaf.payload.strip():
            continue
        inside = replace(context, charset=leaf.charset, url=None)
        try:
            (part,) = parts_of(leaf.payload, media_type, inside)
        except NoStatementError:
            continue
        except ExtractionError as error:
            warnings.append(f"attachment {leaf.filename or number}: {error.message}")
            continue
        found.append((number, replace(part, layout=_with_hints(part.layout, hints))))
    if depth == 0:  # a message inside an attached message is its sender's matter
        for number, message in enumerate(body.messages, len(body.files) + 1):
            try:
                found.append((number, next(_message(message, context, depth=1))))
            except ExtractionError as error:
                warnings.append(f"attached message: {error.message}")
    return [(number, part) for number, part in found if part.layout.blocks], warnings


def _with_hints(layout: Layout, outer: Hints) -> Layout:
    own = layout.hints
    merged = replace(own, issuers=own.issuers + outer.issuers, dates=own.dates + outer.dates)
    return replace(layout, hints=merged)


def _file_type(leaf: mime.Leaf) -> str:
    if leaf.payload.startswith(b"%PDF-"):
        return "application/pdf"
    if leaf.media_type in LAYOUTS:
        return leaf.media_type
    if leaf.media_type not in ("application/octet-stream", "application/x-msdownload"):
        return leaf.media_type
    return _BY_SUFFIX.get((leaf.filename or "").rpartition(".")[2].lower(), leaf.media_type)


def _attachment(leaf: mime.Leaf) -> Attachment:
    name = (leaf.filename or "").replace("\\", "/").rpartition("/")[2]
    return Attachment(
        name=name or "unnamed",
        media_type=_file_type(leaf),
        payload_sha256=hashlib.sha256(leaf.payload).hexdigest(),
    )


def _identifier(message: mime.Mime) -> str | None:
    found = (mime.field(message, "message-id") or "").strip("<> ")
    return found if found and " " not in found else None


def _hints(message: mime.Mime, context: Context) -> Hints:
    subject = mime.field(message, "subject") or ""
    title = _PREFIXES.sub("", subject, count=1) if _PREFIXES.match(subject) else subject
    language = (mime.field(message, "content-language") or "").partition(",")[0].strip()
    archived = (mime.field(message, "archived-at") or "").strip("<> ")
    is_web = archived.startswith(("http://", "https://"))
    return Hints(
        titles=(Hint(title, "subject of the message"),) if title else (),
        dates=tuple(_dates(message)),
        issuers=tuple(_senders(message, context)),
        languages=(Hint(language, "Content-Language of the message"),) if language else (),
        canonical_url=archived if is_web else None,  # RFC 5064
    )


def _dates(message: mime.Mime) -> Iterator[Hint]:
    written = mime.field(message, "date")
    if written is None:
        return
    try:
        sent = parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError, OverflowError):
        yield Hint(written, "date of the message")
        return
    day = sent.replace(tzinfo=sent.tzinfo or dt.UTC)
    yield Hint(day.isoformat(), "date of the message")


def _senders(message: mime.Mime, context: Context) -> Iterator[Hint]:
    raw = mime.raw_field(message, "from") or ""
    try:
        addresses = getaddresses([raw])
    except mime.FAULTS:
        return
    for _, address in addresses:
        known = context.registry.find_by_host(address.rpartition("@")[2].lower())
        if known is not None:
            yield Hint(known.name, "domain of the sender's address, which anybody can write")
    organization = mime.field(message, "organization")
    if organization:
        yield Hint(organization, "organisation of the sender")
    for name, _ in addresses:
        shown = mime.decoded_words(name).strip("\"' ")
        if shown and "@" not in shown:
            yield Hint(shown, "sender of the message")
