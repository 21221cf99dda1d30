"""Mailboxes: one capture a message, its bytes as they lie between the separators."""

import mailbox
from email.message import EmailMessage
from pathlib import Path

import pytest
from tests.capture.reading_files import read, read_gzipped

from onrecord.capture.limits import Limits

FROM = b"From press@mfa.sorendia.example Fri Oct 31 08:00:00 2025\n"
ONE = b"Message-ID: <1@mfa.sorendia.example>\nSubject: On the ferry\n\nBoth sides met.\n"
TWO = b"Subject: Border\nMessage-ID:\n <2@mfa.sorendia.example>\n\nThe border is closed.\n"


def test_each_message_is_a_capture_named_by_its_message_id(tmp_path: Path) -> None:
    found = read(tmp_path, "list.mbox", FROM + ONE + b"\n" + FROM + TWO + b"\n")
    assert found.payloads == [ONE, TWO]
    assert [item.uri for item in found.received] == [
        "file:set/list.mbox#message-1%40mfa.sorendia.example",
        "file:set/list.mbox#message-2%40mfa.sorendia.example",
    ]
    assert {item.media_type for item in found.received} == {"message/rfc822"}
    assert not found.errors


def test_a_message_without_an_id_goes_by_its_number(tmp_path: Path) -> None:
    body = b"Subject: x\n\nMessage-ID: <3@in-the-text.example>\n"
    found = read(tmp_path, "list.mbox", FROM + ONE + b"\n" + FROM + body)
    assert found.received[1].uri == "file:set/list.mbox#message-2"


def test_quoted_from_lines_stay_as_they_lie(tmp_path: Path) -> None:
    message = ONE + b"\n>From the ministry.\n>>From further off.\n"
    assert read(tmp_path, "list.mbox", FROM + message).payloads == [message]


@pytest.mark.parametrize(
    "prose",
    [
        b"\nFrom the ministry, at 10:30 today\nwe heard nothing.\n",
        b"\nFrom the ministry\nSubject: not a header here\n",
        b"no blank line before\n" + FROM + b"Subject: quoted\n",
    ],
)
def test_prose_that_begins_with_from_begins_no_message(tmp_path: Path, prose: bytes) -> None:
    assert read(tmp_path, "list.mbox", FROM + ONE + prose).payloads == [ONE + prose]


def test_line_ends_of_windows_and_gzip(tmp_path: Path) -> None:
    data = (FROM + ONE + b"\n" + FROM + TWO).replace(b"\n", b"\r\n")
    expected = [message.replace(b"\n", b"\r\n") for message in (ONE, TWO)]
    assert read(tmp_path, "list.mbox", data).payloads == expected
    assert read_gzipped(tmp_path, "list.mbox.gz", data).payloads == expected


def test_what_is_no_message_is_an_error_with_its_line(tmp_path: Path) -> None:
    found = read(tmp_path, "list.mbox", b"junk\nmore\n\n" + FROM + ONE)
    assert found.payloads == [ONE]
    assert found.lines == [1]
    assert "no From line" in found.messages[0]


def test_a_message_over_the_limit_is_passed_by(tmp_path: Path) -> None:
    long = b"Subject: long\n\n" + b"word " * 400 + b"\n"
    data = FROM + ONE + b"\n" + FROM + long + b"\n" + FROM + TWO
    found = read(tmp_path, "list.mbox", data, limits=Limits(payload=1000))
    assert found.payloads == [ONE, TWO]
    assert found.lines == [7]
    assert "over the limit of 1,000" in found.messages[0]


def test_what_the_standard_library_writes_is_read_back(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "lib.mbox")
    for number in range(5):
        message = EmailMessage()
        message["Message-ID"] = f"<{number}@velmaria.example>"
        message["Subject"] = "Bəyanat"
        message.set_content(f"Mətn {number}\n\nFrom here on, nothing.\n")
        box.add(message)
    box.close()
    data = (tmp_path / "lib.mbox").read_bytes()
    found = read(tmp_path, "copy.mbox", data)
    assert [item.uri.rpartition("-")[2] for item in found.received] == [
        f"{number}%40velmaria.example" for number in range(5)
    ]
    assert all(item.payload in data for item in found.received)
    assert not found.errors
