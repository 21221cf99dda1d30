"""MIME opened: fields and parameters in every encoding, and what is no message."""

import pytest

from onrecord.errors import ExtractionError
from onrecord.extract.mime import Mime, children, field, leaf_of, open_message, text_of


def message(headers: str | bytes, body: bytes = b"Text.") -> Mime:
    raw = headers.encode() if isinstance(headers, str) else headers
    return open_message(raw + b"\n\n" + body, uri="file:s:x")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (b"Subject: =?utf-8?Q?Bak=C4=B1?=", "Bakı"),
        (b"Subject: =?koi8-r?B?7cnO?=", "Мин"),
        (b"Subject: =?utf-8?B?QmFr?=\n =?utf-8?B?xLE=?=", "Bakı"),
        (b"Subject: =?utf-8?B?Q?=", "=?utf-8?B?Q?="),  # no base64: shown as it stands
        (b"Subject: =?no-such-charset?Q?Note?=", "Note"),
        (b"Subject: =?utf-8?Q?caf=E9?=", "café"),  # a wrong charset named
        ("Subject: Bəyanat".encode(), "Bəyanat"),
        (b"Subject: caf\xe9", "café"),
        (b"Subject: a\n  folded", "a folded"),
    ],
)
def test_a_field_in_every_encoding(written: bytes, value: str) -> None:
    assert field(message(written), "subject") == value


@pytest.mark.parametrize(
    "written",
    [
        "Content-Disposition: attachment; filename*=utf-8''Qo%C5%9Fma%201.pdf",
        "Content-Disposition: attachment; filename*0*=utf-8''Qo%C5%9F; filename*1=\"ma 1.pdf\"",
        'Content-Disposition: attachment; filename="=?utf-8?Q?Qo=C5=9Fma_1.pdf?="',
        'Content-Type: application/pdf; name="Qoşma 1.pdf"',
    ],
)
def test_a_file_name_in_every_encoding(written: str) -> None:
    assert leaf_of(message(written)).filename == "Qoşma 1.pdf"


def test_a_text_in_a_charset_named_wrongly() -> None:
    leaf = leaf_of(message("Content-Type: text/plain; charset=us-ascii", "Bakı".encode()))
    assert text_of(leaf)[0] == "Bakı"


def test_transfer_encodings_are_taken_off() -> None:
    quoted = message("Content-Transfer-Encoding: quoted-printable", b"Bak=C4=B1 =\nx=ZZ")
    assert text_of(leaf_of(quoted))[0] == "Bakı x=ZZ"
    assert leaf_of(message("Content-Transfer-Encoding: base64", b"VGV4dA=")).payload == b"Text"


def test_a_folded_location_has_no_blanks() -> None:
    folded = message("Content-Location: https://mfa.example/\n a/1")
    assert leaf_of(folded).location == "https://mfa.example/a/1"


@pytest.mark.parametrize("junk", [b"", b" \r\n", b"\x89PNG\r\n\x1a\n", b"No header here.\n"])
def test_what_is_no_message_is_refused(junk: bytes) -> None:
    with pytest.raises(ExtractionError):
        open_message(junk, uri="file:s:x")


def test_messages_in_messages_without_end_end() -> None:
    nested = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000)
    )
    try:
        opened = open_message(nested + b"\nText.", uri="file:s:x")
    except ExtractionError:
        return
    assert len(children(opened)) <= 1
