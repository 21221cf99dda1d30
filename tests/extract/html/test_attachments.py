"""Files that a page's text links to."""

import pytest
from tests.extract.html.parsing import blocks_of

from onrecord.extract.html.attachments import attachments


def test_documents_are_named_by_their_links() -> None:
    blocks = blocks_of('<p>See the <a href="/f/note.pdf">verbal note</a> and <a href="/n">news</a>')
    [found] = attachments(blocks)
    assert (found.name, found.media_type) == ("verbal note", "application/pdf")
    assert found.url == "https://mfa.fjordland.example/f/note.pdf"


def test_a_file_linked_twice_is_one() -> None:
    assert (
        len(attachments(blocks_of('<p><a href="a.docx">A</a><p><a href="a.docx">again</a>'))) == 1
    )


@pytest.mark.parametrize(
    "href", ["/reports/", "/note.pdf/about", "https://report.doc.example", "/a.html", "#x.pdf"]
)
def test_pages_and_hosts_are_no_files(href: str) -> None:
    assert attachments(blocks_of(f'<p><a href="{href}">words</a>')) == ()


def test_a_query_after_the_name_is_passed_over() -> None:
    [found] = attachments(blocks_of('<p><a href="/d/T%C3%A4.xlsx?v=2">table</a>'))
    assert found.media_type.endswith("spreadsheetml.sheet")
