"""Saved pages: the root part, its address, and what is refused."""

import pytest
from tests.extract.damage import damaged

from onrecord.errors import ExtractionError, NoStatementError, OnRecordError
from onrecord.extract.layout import Context, Part
from onrecord.extract.mhtml import parts

PROSE = "The Ministry of Foreign Affairs has received the note of the neighbouring embassy today."
SAVED = f"""From: <Saved by Blink>
Snapshot-Content-Location: https://mfa.example/en/61
Subject: On the ferry
Date: Mon, 1 Jan 2026 00:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="b"

--b
Content-Type: text/css
Content-Location: https://mfa.example/a.css

p {{ color: red }}
--b
Content-Type: text/html
Content-ID: <frame-1@mhtml.blink>
Content-Transfer-Encoding: quoted-printable
Content-Location: https://mfa.example/en/61

<html><head><title>On the ferry</title></head><body><nav><a href=3D"/">Home</a></nav>
<p>Oslo, Bak=C4=B1</p><p>{PROSE} See <a href=3D"60">it</a>.</p></body></html>
--b
Content-Type: text/html
Content-ID: <frame-2@mhtml.blink>

<html><body><p>An advertisement in a frame.</p></body></html>
--b--
"""


def read(saved: str | bytes, context: Context) -> list[Part]:
    return list(parts(saved.encode() if isinstance(saved, str) else saved, context))


def test_the_page_comes_with_its_address(context: Context) -> None:
    (part,) = read(SAVED, context)
    assert part.supplied.url == "https://mfa.example/en/61"
    assert [b.text for b in part.layout.blocks] == ["Oslo, Bakı", f"{PROSE} See it."]
    assert part.layout.blocks[1].links[0].href == "https://mfa.example/en/60"
    assert part.layout.hints.dates == ()  # when it was saved is not when it was issued


def test_the_part_named_as_start_is_the_page(context: Context) -> None:
    saved = SAVED.replace('type="text/html";', 'start="<frame-2@mhtml.blink>";', 1)
    assert read(saved, context)[0].layout.blocks[0].text == "An advertisement in a frame."


def test_an_address_that_is_no_web_page_is_none(context: Context) -> None:
    saved = SAVED.replace("https://mfa.example/en/61", "cid:frame-1@mhtml.blink")
    assert read(saved, context)[0].supplied.url is None


def test_what_holds_no_page_says_so(context: Context) -> None:
    with pytest.raises(NoStatementError, match="no page"):
        read(SAVED.replace("text/html", "text/css"), context)
    with pytest.raises(ExtractionError, match="no message"):
        read("<html>", context)


def test_damage_gives_errors_of_ours_only(context: Context) -> None:
    for broken in damaged(SAVED.encode()):
        try:
            read(broken, context)
        except OnRecordError:
            continue
