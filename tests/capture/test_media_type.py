"""Files are what their bytes are, whatever they are called."""

import gzip
import io
import json
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.capture.media_type import HEAD, is_text, look_inside, sniff

SINGLE_FILE = (
    b'<!DOCTYPE html> <html lang="az"><!--\n Page saved with SingleFile \n url: '
    b"https://mfa.sorendia.example/1 \n saved date: Mon Oct 20 2025\n--><meta charset=utf-8>"
    b"<title>B\xc9\x99yanat</title><p>M\xc9\x99tn"
)
MHTML = (
    b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://mfa.sorendia.example/1\r\n"
    b"Subject: Statement\r\nDate: Sun, 19 Oct 2025 12:00:00 -0000\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="x"\r\n\r\n--x\r\n'
)
MAIL = (
    b"Return-Path: <press@mfa.sorendia.example>\nFrom: press@mfa.sorendia.example\n"
    b"To: list@mfa.sorendia.example\nSubject: Statement\nMIME-Version: 1.0\n\nBoth met.\n"
)
RSS = b'<?xml version="1.0"?>\n<!-- made up --><rss version="2.0"><channel></channel></rss>'
ATOM = b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"></feed>'
TELEGRAM = json.dumps(
    {"name": "Press", "type": "public_channel", "id": 1, "messages": [{"id": 1, "text": "t"}]},
    indent=1,
).encode()
TELEGRAM_ALL = b'{"about": "x", "chats": {"list": [{"name": "P", "type": "public_channel"}]}}'
JSON_FEED = b'{\n "version": "https://jsonfeed.org/version/1.1",\n "items": []}'
XHTML = (
    b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x">'
    b'<html xmlns="http://www.w3.org/1999/xhtml"></html>'
)

CONTENT = {
    "singlefile": (SINGLE_FILE, "text/html"),
    "html5": (b"\n<!DOCTYPE html>\n<p>x", "text/html"),
    "html-fragment": (b"<div><p>Both met.</p></div>", "text/html"),
    "html-after-comment": (b"<!-- saved from url=(0014)about:internet -->\n<html>", "text/html"),
    "html-utf16": ("<html><p>Bəyanat</p></html>".encode("utf-16"), "text/html"),
    "html-bom": (b"\xef\xbb\xbf<html></html>", "text/html"),
    "xhtml": (XHTML, "application/xhtml+xml"),
    "mhtml": (MHTML, "multipart/related"),
    "mail": (MAIL, "message/rfc822"),
    "rss": (RSS, "application/rss+xml"),
    "rdf": (b'<rdf:RDF xmlns="http://purl.org/rss/1.0/">', "application/rss+xml"),
    "atom": (ATOM, "application/atom+xml"),
    "json-feed": (JSON_FEED, "application/feed+json"),
    "telegram": (TELEGRAM, "application/vnd.telegram.export+json"),
    "telegram-all": (TELEGRAM_ALL, "application/vnd.telegram.export+json"),
    "sitemap": (b'<?xml version="1.0"?><urlset xmlns="x">', "application/x-sitemap+xml"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "application/pdf"),
    "pdf-late": (b"\x00\x00junk%PDF-1.4\n\x00", "application/pdf"),
    "warc": (b"WARC/1.0\r\nWARC-Type: warcinfo\r\n", "application/warc"),
    "arc": (b"filedesc://a.arc 0.0.0.0 20251019 text/plain 9\n", "application/x-arc"),
    "doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 50, "application/msword"),
    "png": (b"\x89PNG\r\n\x1a\n\x00\x00", "image/png"),
    "mbox": (
        b"From press@x.example Fri Oct 31 08:00:00 2025\nSubject: a\n\nb\n",
        "application/mbox",
    ),
}


@pytest.mark.parametrize("name", ["a.html", "a.xml", "a.txt", "a", "a.pdf", "a.eml", "a.bin"])
@pytest.mark.parametrize("kind", CONTENT)
def test_content_decides_whatever_the_name(kind: str, name: str) -> None:
    data, media_type = CONTENT[kind]
    assert sniff(data, name) == media_type


def test_a_docx_is_known_by_what_is_in_it(tmp_path: Path) -> None:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:document/>")
    docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    for name in ("a.docx", "a.zip", "a.html", "a"):
        assert sniff(sink.getvalue(), name) == docx
    assert sniff(b"PK\x03\x04" + b"\x00" * 26 + b"x.txt", "a.zip") == "application/zip"


@pytest.mark.parametrize(
    ("text", "name", "media_type"),
    [
        (b"---\ntitle: A\ndate: 2025-10-19\n---\nBoth met.", "a.md", "text/markdown"),
        (b"---\ntitle: A\n---\nBoth met.", "a.txt", "text/markdown"),
        (b"---\ntitle: A\n---\nBoth met.", "a", "text/markdown"),
        (b"# On the ferry\n\nBoth met.", "a.md", "text/markdown"),
        (b"Both met.", "a.txt", "text/plain"),
        (b"Both met.", "a.unknown", "text/plain"),
        (b"<notes>words</notes>", "a.txt", "text/plain"),
        (b"title,text\nA,b\n", "a.csv", "text/csv"),
        (b"title,text\nA,b\n", "a.txt", "text/plain"),
        (b'{"a": 1}\n{"a": 2}\n', "a.txt", "text/plain"),
        (b'{"a": 1}\n{"a": 2}\n', "a.json", "application/jsonl"),
        (b'{"a": 1}\n', "a.json", "application/json"),
        (b'{"a": 1}\n', "a.jsonl", "application/jsonl"),
        (b'{\n"a": 1\n}\n', "a", "application/json"),
        (b"From: the ministry\nTo: all\nDate: today\n\nA memo.", "a.txt", "text/plain"),
        (b"From: the ministry\nSubject: x\n\nA mail.", "a.eml", "message/rfc822"),
    ],
)
def test_names_decide_what_content_leaves_open(text: bytes, name: str, media_type: str) -> None:
    assert sniff(text, name) == media_type


@pytest.mark.parametrize("name", ["a.html", "a.txt", "a.json", "a.md", "a"])
def test_binary_junk_is_binary_under_any_name(name: str) -> None:
    assert sniff(bytes(range(256)) * 30, name) == "application/octet-stream"
    assert sniff(b"<html>" + bytes(range(256)) * 30, name) == "application/octet-stream"


@pytest.mark.parametrize(
    "text", ["Заявление министерства", "Հայտարարություն", "بيان صحفي", "Ətraflı məlumat"]
)
@pytest.mark.parametrize("charset", ["utf-8", "utf-16"])
def test_text_in_any_script_is_text(text: str, charset: str) -> None:
    assert sniff((text * 50).encode(charset), "a.txt") == "text/plain"


def test_a_few_zero_bytes_make_no_page_binary() -> None:
    assert sniff(b"<html><p>" + b"words " * 100 + b"\x00\x00</p>", "a.html") == "text/html"


def test_one_layer_of_gzip_is_looked_through() -> None:
    found = look_inside(gzip.compress(SINGLE_FILE), "a.html.gz")
    assert (found.media_type, found.gzipped) == ("text/html", True)
    found = look_inside(gzip.compress(gzip.compress(SINGLE_FILE)), "a.html.gz")
    assert (found.media_type, found.gzipped) == ("application/gzip", True)
    assert look_inside(SINGLE_FILE, "a.html").gzipped is False


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("a.warc.gz", "application/warc"),
        ("a.arc.gz", "application/x-arc"),
        ("a.jsonl.gz", "application/jsonl"),
        ("a.gz", "application/gzip"),
    ],
)
def test_a_gzip_damaged_at_its_start_goes_by_its_name(name: str, media_type: str) -> None:
    packed = bytearray(gzip.compress(b"WARC/1.0\r\n" + b"x" * 500))
    packed[10] ^= 0xFF
    assert look_inside(bytes(packed), name).media_type == media_type


def test_what_comes_before_a_damage_in_the_head_is_used() -> None:
    packed = bytearray(gzip.compress(SINGLE_FILE + b"<p>Words." * 3000, compresslevel=0))
    packed[-4000:-3990] = b"\xff" * 10
    assert look_inside(bytes(packed[:HEAD]), "a.gz").media_type == "text/html"


def test_mail_made_by_a_program_is_mail() -> None:
    message = EmailMessage()
    message["From"], message["To"] = "press@velmaria.example", "all@velmaria.example"
    message["Message-ID"] = "<1@velmaria.example>"
    message.set_content("Sərhəd bağlıdır.\n")
    assert sniff(message.as_bytes(), "noname") == "message/rfc822"


@given(st.binary(max_size=300), st.sampled_from(["a.html", "a.json", "a.gz", "a.wacz", ""]))
def test_no_bytes_make_it_fail(data: bytes, name: str) -> None:
    found = look_inside(data, name)
    assert "/" in found.media_type
    assert isinstance(is_text(found.media_type), bool)
