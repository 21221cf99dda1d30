"""Titles, issuers, languages, sections and addresses a page offers."""

import pytest
from tests.extract.html.parsing import URL, head_of

from onrecord.extract.html import hints
from onrecord.extract.html.landmarks import landmarks
from onrecord.extract.layout import Hint, Hints, LaidBlock
from onrecord.model.statement import BlockKind


def _titles(html: str) -> list[str]:
    parser, head = head_of(html)
    return [hint.value for hint in hints.titles(parser, head, landmarks(parser))]


def test_the_heading_that_agrees_with_the_head_comes_first() -> None:
    page = (
        "<title>On the ferry line to Batumi | City of Nerida</title><h1>City of Nerida</h1>"
        "<h1>On the ferry line to Batumi and back</h1>"
    )
    assert _titles(page) == ["On the ferry line to Batumi and back", "On the ferry line to Batumi"]


def test_the_sites_name_is_cut_off_wherever_it_stands() -> None:
    site = '<meta property="og:site_name" content="Fjordland MFA">'
    assert _titles(f"{site}<title>Fjordland MFA - Note – part 2</title>") == ["Note – part 2"]
    assert _titles(f"{site}<title>Note - Fjordland MFA</title>") == ["Note"]


def test_a_dash_in_a_title_is_the_titles_own() -> None:
    assert _titles("<title>Tarvesh - Ilvane: the border opens</title>") == [
        "Tarvesh - Ilvane: the border opens"
    ]


def test_without_h1_a_class_or_h2_may_head_the_page() -> None:
    page = '<title>Note on ferries</title><h2>News</h2><h2 class="title">Note on the ferries</h2>'
    assert _titles(page)[0] == "Note on the ferries"
    assert _titles("<title>Note</title><h2>Something else</h2>") == ["Note"]


def _heading(text: str) -> LaidBlock:
    return LaidBlock(text=text, kind=BlockKind.HEADING, level=6)


def test_a_bold_line_titles_a_page_whose_head_names_the_site_alone() -> None:
    site = Hints(titles=(Hint("Embassy of Fjordland", "title element"),))
    blocks = [
        _heading("Embassy of Fjordland in Oslo"),
        _heading("PRESS RELEASE No. 61"),
        _heading("NOTICE TO CITIZENS"),
        LaidBlock(text="19 October 2020"),
        LaidBlock(text="The embassy informs. " * 9),
        _heading("Documents needed"),
    ]
    found = hints.with_title_in_text(site, blocks)
    assert [hint.value for hint in found.titles] == ["NOTICE TO CITIZENS", "Embassy of Fjordland"]


def test_a_page_with_a_title_of_its_own_keeps_it() -> None:
    own = Hints(titles=(Hint("Note", "h1 element"),))
    assert hints.with_title_in_text(own, [_heading("NOTICE TO CITIZENS")]) is own


def test_issuers_are_organisations_and_not_generic_words() -> None:
    _, head = head_of(
        '<meta property="og:site_name" content="News"><meta name="author" content="@press">'
        '<script type="application/ld+json">{"@type": "NewsArticle", "publisher":'
        '{"@type": "GovernmentOrganization", "name": "Ministry of Transport"}}</script>'
    )
    assert [(h.value, h.why) for h in hints.issuers(head)] == [
        ("Ministry of Transport", "JSON-LD publisher")
    ]


def test_the_title_element_names_the_site_where_nothing_else_does() -> None:
    _, head = head_of("<title>Note on ferries | City of Nerida</title>")
    bare = Hints(titles=(Hint("Note on ferries", "h1 element"),))
    assert [h.value for h in hints.with_site_names(bare, head).issuers] == ["City of Nerida"]
    named = Hints(titles=bare.titles, issuers=(Hint("Nerida", "meta og:site_name"),))
    assert hints.with_site_names(named, head) is named


def test_languages_are_tags() -> None:
    _, head = head_of(
        '<html lang="az-Latn"><meta property="og:locale" content="az_AZ">'
        '<meta http-equiv="content-language" content="az, en">'
    )
    assert [h.value for h in hints.languages(head)] == ["az-Latn", "az", "az-AZ"]


def test_sections_come_from_the_breadcrumb_nearest_first() -> None:
    page = '<nav aria-label="breadcrumb"><a>Home</a> <a>News</a> <a>Statements</a></nav>'
    parser, head = head_of(page)
    found = hints.sections(head, landmarks(parser))
    assert [h.value for h in found] == ["Statements", "News"]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (f'<link rel="canonical" href="{URL}">', URL),
        ('<link rel="canonical" href="/en/press/61">', URL),
        (f'<meta property="og:url" content="{URL}">', URL),
        ('<link rel="canonical" href="/">', None),
        ('<link rel="canonical" href="javascript:x">', None),
    ],
)
def test_the_canonical_address(html: str, expected: str | None) -> None:
    assert hints.canonical(head_of(html)[1], URL) == expected


def test_other_languages_have_absolute_addresses() -> None:
    _, head = head_of(
        '<link rel=alternate hreflang=az href="/az/61"><link rel=alternate hreflang=x-default '
        'href="/"><link rel=alternate type="application/rss+xml" href="/rss">'
    )
    assert hints.other_languages(head) == (("az", "https://mfa.fjordland.example/az/61"),)
