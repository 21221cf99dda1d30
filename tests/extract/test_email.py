"""Mail messages: the body chosen, the sender hinted, attachments as parts of their own."""

from dataclasses import replace
from email.message import EmailMessage

import pytest
from tests.extract.damage import damaged

from onrecord.errors import ExtractionError, NoStatementError, OnRecordError
from onrecord.extract.email import parts
from onrecord.extract.layout import Context, Part
from onrecord.model.issuer import Issuer, Registry
from onrecord.model.statement import BlockKind

PLAIN = """Ministry of Fjordland

The ministry has received the note of the embassy of the neighbouring
country and will answer it in due course.

1. One.
2. Two.
"""
HTML = """<html><body><p>Ministry of Fjordland</p><p>The ministry has received
<a href="https://mfa.example/60">the note</a> of the embassy of the neighbouring country and will
answer it in due course.</p><ol><li>One.</li><li>Two.</li></ol></body></html>"""


def mail(*, subject: str = "On the ferry", html: str | None = None) -> EmailMessage:
    message = EmailMessage()
    message["From"] = '"Ministry, Press" <press@mfa.example>'
    message["Subject"] = subject
    message["Date"] = "Sun, 19 Oct 2025 23:30:00 +0300"
    message["Message-ID"] = "<61@mfa.example>"
    message.set_content(PLAIN)
    if html is not None:
        message.add_alternative(html, subtype="html")
    return message


def read(message: EmailMessage | bytes | str, context: Context) -> list[Part]:
    raw = message.encode() if isinstance(message, str) else bytes(message)
    return list(parts(raw, context))


def texts(part: Part) -> list[str]:
    return [block.text for block in part.layout.blocks]


def test_a_plain_message(context: Context) -> None:
    (part,) = read(mail(), context)
    assert (part.fragment, part.supplied.identifier) == ("", "61@mfa.example")
    assert texts(part) == [
        "Ministry of Fjordland",
        "The ministry has received the note of the embassy of the neighbouring country and will"
        " answer it in due course.",
        "One.",
        "Two.",
    ]
    hints = part.layout.hints
    assert [hint.value for hint in hints.titles] == ["On the ferry"]
    assert [hint.value for hint in hints.dates] == ["2025-10-19T23:30:00+03:00"]
    assert [hint.value for hint in hints.issuers] == ["Ministry, Press"]


def test_the_html_alternative_is_read_for_its_links(context: Context) -> None:
    (part,) = read(mail(html=HTML), context)
    assert part.layout.blocks[1].links[0].href == "https://mfa.example/60"
    assert [b.label for b in part.layout.blocks if b.kind is BlockKind.POINT] == ["1.", "2."]


def test_an_html_alternative_without_the_words_is_passed_over(context: Context) -> None:
    (part,) = read(mail(html="<html><body><p>Show in browser</p></body></html>"), context)
    assert texts(part)[0] == "Ministry of Fjordland"


def test_the_domain_of_the_sender_names_a_known_issuer(context: Context) -> None:
    known = Registry((Issuer(id="mfa", name="Ministry of Fjordland", domains=("mfa.example",)),))
    (part,) = read(mail(), replace(context, registry=known))
    assert part.layout.hints.issuers[0].value == "Ministry of Fjordland"


@pytest.mark.parametrize(
    "subject", ["Re: On the ferry", "[press-list] Fwd: RE: On the ferry", "Ynt: On the ferry"]
)
def test_what_replies_and_lists_put_before_a_subject_goes(subject: str, context: Context) -> None:
    assert read(mail(subject=subject), context)[0].layout.hints.titles[0].value == "On the ferry"


def test_attachments_with_text_are_parts_and_all_are_named(context: Context) -> None:
    message = mail()
    message.add_attachment(HTML, subtype="html", filename="Əlavə.html")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="../map.png")
    message.add_attachment(
        "Annex\n\nA list.".encode("utf-16"),
        maintype="application",
        subtype="octet-stream",
        filename="annex.txt",
    )
    first, page, annex = read(message, context)
    assert [a.name for a in first.layout.attachments] == ["Əlavə.html", "map.png", "annex.txt"]
    assert all(len(a.payload_sha256 or "") == 64 for a in first.layout.attachments)
    assert (page.fragment, annex.fragment) == ("attachment-1", "attachment-3")
    assert page.supplied.identifier == "61@mfa.example#attachment-1"
    assert texts(annex) == ["Annex", "A list."]
    assert annex.layout.hints.dates[0].value.startswith("2025-10-19")


def test_a_broken_attachment_is_a_warning_of_the_message(context: Context) -> None:
    message = mail()
    message.add_attachment(b"\x00\x01\x02" * 99, maintype="text", subtype="html", filename="a.html")
    (part,) = read(message, context)
    assert part.layout.warnings
    assert part.layout.warnings[0].startswith("attachment a.html:")


def test_an_attached_message_is_a_part(context: Context) -> None:
    outer = EmailMessage()
    outer["From"] = "archive@list.example"
    outer["Subject"] = "Fwd"
    outer.set_content("See below.")
    outer.add_attachment(mail())
    first, inner = read(outer, context)
    assert texts(first) == ["See below."]
    assert inner.fragment == "attachment-1"
    assert inner.layout.hints.issuers[0].value == "Ministry, Press"


def test_quoted_lines_of_a_reply_are_quotes(context: Context) -> None:
    (part,) = read("From: a@mfa.example\n\nWe answer:\n\n> The note\n> of today\n\nNo.", context)
    assert [b.kind for b in part.layout.blocks] == [
        BlockKind.PARAGRAPH,
        BlockKind.QUOTE,
        BlockKind.QUOTE,
        BlockKind.PARAGRAPH,
    ]


def test_a_flowed_text_is_joined(context: Context) -> None:
    head = "From: a@mfa.example\nContent-Type: text/plain; format=flowed\n\n"
    (part,) = read(head + "The ministry \nhas received it.\n\nOslo\n", context)
    assert texts(part) == ["The ministry has received it.", "Oslo"]


def test_a_message_of_a_mailbox_is_unquoted(context: Context) -> None:
    raw = "From: a@mfa.example\n\n>From the ministry.\n"
    assert texts(read(raw, replace(context, uri="file:s:box.mbox#1"))[0]) == ["From the ministry."]
    assert texts(read(raw, context)[0]) == ["From the ministry."]
    assert read(raw, context)[0].layout.blocks[0].kind is BlockKind.QUOTE


def test_the_footer_of_a_mailing_list_is_left_out(context: Context) -> None:
    raw = (
        "From: a@mfa.example\nContent-Type: multipart/mixed; boundary=b\n\n"
        "--b\nContent-Type: text/plain\n\nText.\n"
        f"--b\nContent-Type: text/plain\n\n{'_' * 47}\nList mailing list\n--b--\n"
    )
    assert texts(read(raw, context)[0]) == ["Text."]


def test_the_archived_address_is_the_messages_own(context: Context) -> None:
    raw = "From: a@mfa.example\nArchived-At: <https://list.example/61>\n\nText."
    assert read(raw, context)[0].layout.hints.canonical_url == "https://list.example/61"


def test_messages_that_can_not_be_read_say_why(context: Context) -> None:
    with pytest.raises(NoStatementError, match="no text"):
        read("From: a@mfa.example\nSubject: x\n\n", context)
    with pytest.raises(ExtractionError, match="encrypted"):
        read("From: a@b.example\nContent-Type: multipart/encrypted; boundary=b\n\n--b--", context)
    with pytest.raises(ExtractionError, match="empty"):
        read(b"", context)


def test_damage_gives_errors_of_ours_only(context: Context) -> None:
    message = mail(html=HTML)
    message.add_attachment(HTML, subtype="html", filename="a.html")
    message.add_attachment(mail())
    for broken in damaged(bytes(message), copies=90):
        try:
            read(broken, context)
        except OnRecordError:
            continue
