"""Blocks dropped by what they say, and those that look like it and stay."""

from tests.extract.html.parsing import blocks_of

from onrecord.extract.html.trim import is_kept, trim
from onrecord.extract.layout import LaidBlock

PROSE = "The Ministry of Foreign Affairs has received the note of the neighbouring embassy today."


def _left(html: str, *, titles: tuple[str, ...] = ()) -> list[str]:
    return [block.text for block in trim(blocks_of(html), titles=titles)]


def test_the_titles_own_line_is_dropped() -> None:
    page = f"<h1>On the Ferry</h1><p>{PROSE}"
    assert _left(page, titles=("On the ferry",)) == [PROSE]


def test_a_paragraph_laid_out_twice_is_one_but_short_lines_are_not() -> None:
    assert _left(f"<p>{PROSE}<p>{PROSE}<p>Agreed.<p>Agreed.") == [PROSE, "Agreed.", "Agreed."]


def test_a_line_that_leads_elsewhere_goes_however_long_and_a_sentence_stays() -> None:
    lead = "Also read: Ten ferries that the ministry would have rather kept in the harbour"
    like = "Related to the ferry are also the notes that both sides sent to the port in the spring."
    assert _left(f"<p>{PROSE}<p>{lead}<p>{like}") == [PROSE, like]


def test_menus_in_one_line_are_dropped() -> None:
    menu = '<p><a href="/az">Əsas səhifə</a> | <a href="/n">Elanlar</a> | <a href="/c">Əlaqə</a>'
    tongues = '<p><a href="/en">EN</a> / AZ / <a href="/ru">RU</a>'
    assert _left(f"{menu}{tongues}<p>{PROSE}") == [PROSE]


def test_two_links_in_a_sentence_are_no_menu() -> None:
    line = 'See <a href="/a">the note</a> and <a href="/b">the answer to it</a>.'
    assert _left(f"<p>{line}") == ["See the note and the answer to it."]


def test_contacts_and_addresses_in_links_stay() -> None:
    line = '<a href="mailto:a@b.example">a@b.example</a> | <a href="https://b.example">www.b.example</a>'
    assert _left(f"<p>{line}") == ["a@b.example | www.b.example"]


def test_related_articles_go_and_what_follows_them_stays() -> None:
    page = (
        f"<p>{PROSE * 3}<h3>Related articles</h3><ul><li><a href='/1'>One</a><li><a href='/2'>Two"
        "</a></ul><h3>Notes</h3><p>1. Note of 3 May.</p>"
    )
    assert _left(page)[1:] == ["Notes", "1. Note of 3 May."]


def test_a_long_section_is_text_whatever_its_heading_says() -> None:
    assert len(_left(f"<h3>Related news</h3><p>{PROSE}<p>{PROSE} Again.")) == 3


def test_a_bold_line_ends_no_section_and_opens_none() -> None:
    page = f"<p>{PROSE * 3}<p><b>Average rating: good</b><p>{PROSE} More.<p>{PROSE} And more."
    assert len(_left(page)) >= 3


def test_rows_of_links_go_and_numbered_notes_of_links_stay() -> None:
    links = "".join(f'<li><a href="/{n}">Page {n}</a>' for n in range(4))
    assert _left(f"<p>{PROSE}<ul>{links}</ul>") == [PROSE]
    assert len(_left(f"<p>{PROSE}<div class=footnotes><ol>{links}</ol></div>")) == 5


def test_notes_and_contacts_are_kept() -> None:
    assert is_kept(LaidBlock(text="[1] Note of 3 May."))
    assert is_kept(LaidBlock(text="Press service: +999 47 210 11 00"))
    assert not is_kept(LaidBlock(text="Related articles"))


def test_a_page_that_is_a_long_list_of_links_keeps_it() -> None:
    def listed(count: int) -> str:
        return "".join(
            f'<p><a href="/{n}">Statement number {n} on the ferry</a>' for n in range(count)
        )

    assert len(_left(listed(60))) == 60
    assert _left(listed(6)) == []
    assert _left(f"<p>{PROSE}{listed(60)}") == [PROSE]
