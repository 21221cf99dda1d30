"""Small helpers for the tests of the HTML reader: markup to head, tree and blocks."""

from selectolax.lexbor import LexborHTMLParser

from onrecord.extract.html.blocks import lay
from onrecord.extract.html.growing import grow
from onrecord.extract.html.head import Head, read_head
from onrecord.extract.html.tree import Box
from onrecord.extract.layout import LaidBlock

URL = "https://mfa.fjordland.example/en/press/61"


def head_of(html: str, url: str | None = URL) -> tuple[LexborHTMLParser, Head]:
    parser = LexborHTMLParser(html)
    return parser, read_head(parser, html, url)


def body_of(html: str) -> Box:
    return grow(LexborHTMLParser(html))[0]


def blocks_of(html: str, base: str | None = URL) -> list[LaidBlock]:
    return lay(body_of(html), base=base)
