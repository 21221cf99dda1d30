"""What a page says about itself outside its text."""

from tests.extract.html.parsing import URL, head_of

from onrecord.extract.html.head import absolute


def test_metas_keep_their_order_and_are_found_by_any_kind_of_name() -> None:
    _, head = head_of(
        '<meta name="Author" content=" A "><meta property="og:title" content="T"><meta name=x>'
        '<meta itemprop="author" content="B"><meta name="author" content="">'
    )
    assert [(h.value, h.why) for h in head.meta("og:title", "author")] == [
        ("T", "meta og:title"),
        ("A", "meta author"),
        ("B", "meta author"),
    ]


def test_links_are_absolute_by_the_base_element() -> None:
    _, head = head_of('<base href="/az/"><link rel="Canonical" href="61"><link rel=icon href=i>')
    assert head.base == "https://mfa.fjordland.example/az/"
    assert [link.href for link in head.links] == ["https://mfa.fjordland.example/az/61"]


def test_a_file_takes_its_address_from_its_canonical_link() -> None:
    _, head = head_of(f'<link rel="canonical" href="{URL}">', url=None)
    assert head.base == URL
    _, head = head_of('<link rel="canonical" href="/61">', url=None)
    assert head.base is None


def test_a_saved_page_knows_where_it_was_saved_from() -> None:
    saved = f"<!--\n Page saved with SingleFile \n url: {URL} \n saved date: Mon Oct 19 2020\n-->"
    _, head = head_of(f"<!DOCTYPE html><html>{saved}<body><p>x", url=None)
    assert (head.saved_from, head.base) == (URL, URL)


def test_linked_data_gives_strings_only() -> None:
    _, head = head_of(
        '<script type="application/ld+json">{"headline": ["x"], "datePublished": 5}</script>'
        '<script type="application/ld+json">{"headline": "Note"}</script>'
    )
    assert [h.value for h in head.linked("headline", "datePublished")] == ["Note"]


def test_addresses_that_are_none() -> None:
    assert absolute("mailto:a@b.example", URL) is None
    assert absolute("http://[::1", URL) is None
    assert absolute("//b.example/x", URL) == "https://b.example/x"
