"""Listing pages: the links of the list, and no others."""

from onrecord.capture.listings import read_listing

URL = "https://mfa.example/en/news"
MENU = "".join(f'<a href="/{w}">{w.title()} of the Ministry</a>' for w in ("about", "history"))


def listing(items: str, *, around: str = "") -> list[str]:
    page = f"<html><nav>{MENU}</nav><main>{items}</main>{around}</html>"
    return [lead.url for lead in read_listing(page.encode(), URL).leads]


def items(count: int, *, path: str = "/en/news/{n}/ferry-and-harbour") -> str:
    return "".join(
        f'<div class="card"><a href="{path.format(n=n)}"><img src=x></a>'
        f'<h3><a href="{path.format(n=n)}">Statement {n} on the ferry in the harbour</a></h3></div>'
        for n in range(count)
    )


def test_links_of_one_pattern_and_place_are_the_list() -> None:
    footer = '<footer><a href="/en/news/99/legal-notice-of-the-site">Legal notice here</a></footer>'
    assert listing(items(5), around=footer) == [
        f"https://mfa.example/en/news/{n}/ferry-and-harbour" for n in range(5)
    ]


def test_a_menu_alone_is_no_list() -> None:
    assert listing("<p>Words.</p>") == []


def test_links_to_other_sites_do_not_count() -> None:
    assert listing(items(5, path="https://other.example/{n}")) == []


def test_a_rule_decides_where_learning_fails() -> None:
    page = b'<a href="/x/1">One</a><a href="/y/2">Two</a>'
    found = read_listing(page, URL, r"/y/\d+$")
    assert [lead.url for lead in found.leads] == ["https://mfa.example/y/2"]


def test_the_next_page_is_found_by_its_mark_or_its_words() -> None:
    for link in ('<a rel="next" href="?page=2">2</a>', '<a href="?page=2">Növbəti »</a>'):
        found = read_listing(f"<main>{items(4)}</main>{link}".encode(), URL)
        assert found.next_page == "https://mfa.example/en/news?page=2"
