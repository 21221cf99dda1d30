"""A statement as a terminal shows it: the words first, then what stands around them."""

import re
import textwrap
from collections.abc import Iterator

import click

from onrecord.cli.words import kind_words, minute, plural
from onrecord.model.addition import Reply
from onrecord.model.page_state import PageState
from onrecord.model.statement import Block, BlockKind, Contact, IssuerMention
from onrecord.model.view import CaptureView, OtherStatement, StatementView, VersionView

WIDTH = 88
INDENT = {BlockKind.POINT: "    ", BlockKind.QUOTE: "    > ", BlockKind.NOTE: "  "}
NUMBERED = re.compile(r"\(?[\w]{1,4}[.)]\s")
BASIS = {"own_domain": "by its own site", "header": "by its header", "supplied": "as supplied"}


def tell(view: StatementView) -> Iterator[str]:
    """Yield the lines of a statement."""
    e = view.extraction
    yield click.style(e.title, bold=True)
    yield "; ".join(map(_issuer, e.issuers)) or "issuer not known"
    about = [kind_words(e.kind.value), e.serial, e.place]
    about += [e.published_on.isoformat() if e.published_on else "undated", e.language]
    yield " · ".join(word for word in about if word)
    if view.url:
        yield view.url
    which = f"version {view.version} of {len(view.versions)}" if len(view.versions) > 1 else ""
    yield click.style(f"{view.id}  {which}".rstrip(), dim=True)
    if not view.current:
        yield click.style("This is not the wording that stands now.", bold=True)
    for block in e.blocks:
        if not (block.kind is BlockKind.HEADING and block.text == e.title):
            yield ""
            yield _block(block)
    yield from _citations(view)
    yield from _headed("Corrected by people, shown so here", _corrections(view))
    yield from _headed("Replies of the issuer", [_reply(one) for one in view.replies])
    yield from _headed("Tags", list(view.tags))
    yield from _headed("In collections", [f"{c.name}  {c.id}" for c in view.collections])
    yield from _headed("Contacts", [_contact(c) for c in e.contacts])
    yield from _headed("Attachments", [f"{a.name} ({a.media_type})" for a in e.attachments])
    yield from _headed(
        "In other languages",
        [
            f"{r.language or '?'}  {r.title or 'not in this archive'}  {r.id or r.url}"
            for r in view.renditions
        ],
    )
    yield from _headed("Cited by", [_other(other) for other in view.cited_by])
    yield from _headed("Almost the same words", [_other(near.other) for near in view.near])
    if len(view.versions) > 1:
        yield from _headed("Versions", [_version(v) for v in view.versions])
        others = [v.number for v in view.versions if v.number != view.version]
        yield f"  to read the other: onrecord show {view.id} --version {others[0]}"
    yield from _headed(
        "Originals kept",
        [
            f"{minute(c.at)}{_word_of(c)}  {c.media_type}  {c.warc} at {c.offset:,}\n"
            f"    sha256 {c.payload_sha256}"
            for c in view.captures
        ],
    )


def _word_of(capture: CaptureView) -> str:
    return f", by the word of {capture.observer}" if capture.observer else ""


def _issuer(mention: IssuerMention) -> str:
    role = {"sole": "", "joint": ", jointly", "on_behalf": ", on behalf", "relayed": ", relayed"}
    return f"{mention.name} ({BASIS[mention.basis.value]}{role[mention.role.value]})"


def _other(other: OtherStatement) -> str:
    who = "; ".join(issuer.name for issuer in other.issuers) or "issuer not known"
    day = other.published_on.isoformat() if other.published_on else "undated"
    return f"{other.title}\n    {who} · {day}  {other.id}"


def _block(block: Block) -> str:
    indent = INDENT.get(block.kind, "")
    if block.kind is BlockKind.TABLE:
        return block.text
    first = indent
    if block.kind is BlockKind.POINT:
        first = "  " if NUMBERED.match(block.text) else "  • "
    lines = [
        textwrap.fill(
            line,
            WIDTH,
            initial_indent=indent if number else first,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
        for number, line in enumerate(block.text.split("\n"))
    ]
    text = "\n".join(lines)
    return click.style(text, bold=True) if block.kind is BlockKind.HEADING else text


def _citations(view: StatementView) -> Iterator[str]:
    e, cited = view.extraction, dict(view.cited)
    lines = []
    for citation in e.citations:
        mark = f"[{citation.marker}] " if citation.marker else ""
        state = "" if citation.state is PageState.UNCHECKED else f"; {citation.state.value}"
        here = f"\n    here as: {_other(cited[citation.url])}" if citation.url in cited else ""
        where = "; ".join(_opening(e.blocks[i]) for i in citation.blocks)
        lines.append(
            f"{mark}{citation.url}\n    {_whose(citation.cited_kind.value)}{state}"
            + (f"; cited in: {where}" if where else "")
            + here
        )
    yield from _headed(plural(len(lines), "citation"), lines)


def _corrections(view: StatementView) -> list[str]:
    return [
        f"{one.correction.field}: {_plain(one.value)}; read: {_plain(one.read)}\n"
        f"    {one.correction.by}, {minute(one.correction.at)}: {one.correction.why}"
        for one in view.corrections
        if one.stands
    ]


def _plain(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(str(name) for _, name, _ in value) or "none"
    return "none" if value is None else str(value)


def _reply(reply: Reply) -> str:
    about = "" if reply.change is None else ", on the change from {} to {}".format(*reply.change)
    return f"{reply.issuer_name}{about} ({reply.received})\n    {reply.text}"


def _whose(kind: str) -> str:
    return {
        "own": "the issuer's own page, or its state's",
        "third_party": "a third party's page",
        "unknown": "whose page is not known",
    }[kind]


def _opening(block: Block) -> str:
    return textwrap.shorten(block.text, 48, placeholder=" …")


def _contact(contact: Contact) -> str:
    return f"{contact.kind.value}: {contact.value}"


def _version(version: VersionView) -> str:
    runs = ", ".join(
        f"{minute(run.first_seen_at)} to {minute(run.last_seen_at)}"
        if run.first_seen_at != run.last_seen_at
        else minute(run.first_seen_at)
        for run in version.intervals
    )
    return f"{version.number}  seen {runs}"


def _headed(heading: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield ""
        yield click.style(heading, bold=True)
        for line in lines:
            yield f"  {line}"
