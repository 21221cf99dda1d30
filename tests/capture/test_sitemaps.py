"""Sitemaps read on bytes of our own fetching, damaged and hostile ones too."""

import pytest

from onrecord.capture.sitemaps import read_sitemap
from onrecord.errors import ExtractionError

NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


def test_a_news_sitemap_gives_titles_and_dates() -> None:
    found = read_sitemap(
        f"<urlset {NS} {NEWS}><url><loc> https://mfa.example/1 </loc><news:news>"
        "<news:publication_date>2025-10-19</news:publication_date><news:title>Bəyanat</news:title>"
        "</news:news></url><url><loc>javascript:1</loc></url></urlset>".encode()
    )
    assert not found.is_index
    (lead,) = found.leads
    assert (lead.url, lead.date, lead.title) == ("https://mfa.example/1", "2025-10-19", "Bəyanat")


def test_what_stands_before_damage_is_read() -> None:
    cut = f"<urlset {NS}><url><loc>https://mfa.example/1</loc></url><url><loc>https://mfa.ex"
    assert [lead.url for lead in read_sitemap(cut.encode()).leads][:1] == ["https://mfa.example/1"]


def test_entities_are_not_expanded() -> None:
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE urlset [<!ENTITY a "https://mfa.example/1">'
        '<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        f"<urlset {NS}><url><loc>&a;</loc></url><url><loc>&x;</loc></url></urlset>"
    )
    assert read_sitemap(bomb.encode()).leads == ()


@pytest.mark.parametrize("payload", [b"", b"<html></html>", b"\x00\xff"])
def test_what_is_no_sitemap_says_so(payload: bytes) -> None:
    with pytest.raises(ExtractionError):
        read_sitemap(payload)
