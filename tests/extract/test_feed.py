"""RSS and Atom files: entries with their full content, and what is refused."""

import pytest
from tests.extract.damage import damaged

from onrecord.errors import ExtractionError, NoStatementError, OnRecordError, UnsupportedMediaError
from onrecord.extract.feed import parts
from onrecord.extract.layout import Context, Part
from onrecord.model.statement import Attachment, BlockKind

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Ministry of Fjordland: Notes</title><link>https://mfa.example/</link>
<language>en</language>
<item><title>On the &lt;i&gt;ferry&lt;/i&gt; &amp; its crew</title>
<link>https://mfa.example/en/61</link><guid isPermaLink="false">n-61</guid>
<pubDate>Sun, 19 Oct 2025 10:00:00 +0000</pubDate><category>Press releases</category>
<description>Short.</description>
<content:encoded><![CDATA[<p>Oslo, 19 October</p><ul><li>One</li></ul>
<p>See <a href="/en/60">the note</a>.</p><script>alert(1)</script>]]></content:encoded>
<enclosure url="https://mfa.example/list.pdf" type="application/pdf" length="1"/></item>
<item><title>Yalnız başlıq</title><guid>https://mfa.example/en/62</guid></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">
<title>Ministère</title><link href="https://mfa.example/fr"/>
<entry><id>tag:mfa.example,2025:1</id><title type="html">Note &amp;amp; réponse</title>
<link href="https://mfa.example/fr/1"/><published>2025-10-19T10:00:00Z</published>
<updated>2025-10-20T10:00:00Z</updated><summary>Court.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Oslo</p><p>Texte.</p></div>
</content></entry></feed>"""


def read(feed: str | bytes, context: Context) -> list[Part]:
    return list(parts(feed.encode() if isinstance(feed, str) else feed, context))


def texts(part: Part) -> list[str]:
    return [block.text for block in part.layout.blocks]


def test_an_item_of_rss_comes_with_its_full_content(context: Context) -> None:
    first, _ = read(RSS, context)
    assert texts(first) == ["Oslo, 19 October", "One", "See the note."]
    assert first.layout.blocks[1].kind is BlockKind.POINT
    assert first.layout.blocks[2].links[0].href == "https://mfa.example/en/60"
    supplied = first.supplied
    assert (first.fragment, supplied.identifier) == ("n-61", "n-61")
    assert supplied.url == "https://mfa.example/en/61"
    assert supplied.title == "On the ferry & its crew"
    assert supplied.date == "Sun, 19 Oct 2025 10:00:00 +0000"
    assert supplied.language == "en"
    assert supplied.issuer is None
    assert first.layout.hints.issuers[0].value == "Ministry of Fjordland"
    assert first.layout.hints.sections[0].value == "Press releases"
    assert first.layout.attachments == (
        Attachment("list.pdf", "application/pdf", "https://mfa.example/list.pdf"),
    )


def test_a_guid_that_is_a_link_is_the_address(context: Context) -> None:
    second = read(RSS, context)[1]
    assert second.supplied.url == "https://mfa.example/en/62"
    assert second.layout.blocks == ()


def test_an_entry_of_atom(context: Context) -> None:
    (part,) = read(ATOM, context)
    assert texts(part) == ["Oslo", "Texte."]
    assert part.fragment == "tag:mfa.example,2025:1"
    assert part.supplied.title == "Note & réponse"
    assert part.supplied.date == "2025-10-19T10:00:00Z"
    assert part.supplied.language == "fr"


def test_a_description_in_plain_words_is_plain_text(context: Context) -> None:
    feed = RSS.replace("content:encoded", "x-none")
    assert texts(read(feed, context)[0]) == ["Short."]


@pytest.mark.parametrize("charset", ["windows-1251", "utf-16"])
def test_other_charsets(charset: str, context: Context) -> None:
    feed = RSS.replace("UTF-8", charset).replace("Yalnız başlıq", "Заявление")
    assert read(feed.encode(charset, "ignore"), context)[1].supplied.title == "Заявление"


def test_a_feed_cut_short_gives_its_whole_entries_and_says_so(context: Context) -> None:
    first = read(RSS[: RSS.index("Yalnız")], context)[0]
    assert texts(first)[0] == "Oslo, 19 October"
    assert "not well-formed" in first.layout.warnings[0]


def test_other_xml_is_told_apart(context: Context) -> None:
    for xml in ("<urlset/>", "<?xml version='1.0'?><!-- a --><note><to>A</to></note>"):
        with pytest.raises(UnsupportedMediaError, match="neither RSS nor Atom"):
            read(xml, context)
    with pytest.raises(NoStatementError, match="no entries"):
        read("<rss version='2.0'><channel><title>A</title></channel></rss>", context)
    with pytest.raises(ExtractionError, match="empty"):
        read(b" \n", context)
    with pytest.raises(ExtractionError):
        read(b"\x01\x02 no feed", context)


def test_a_page_called_xml_is_read_as_a_page(context: Context) -> None:
    page = "<?xml version='1.0'?><html><body><p>Oslo</p></body></html>"
    assert texts(read(page, context)[0]) == ["Oslo"]


def test_entities_are_not_multiplied(context: Context) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}]>' + RSS.partition("?>")[2]
    with pytest.raises(ExtractionError, match="entities"):
        read(bomb.replace("Short.", "&l9;"), context)
    outside = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + RSS.partition("?>")[2]
    assert all("root:" not in " ".join(texts(p)) for p in read(outside, context))


def test_damage_gives_errors_of_ours_only(context: Context) -> None:
    for feed in (RSS, ATOM):
        for broken in damaged(feed.encode()):
            try:
                read(broken, context)
            except OnRecordError:
                continue


def test_deep_nesting_does_no_harm(context: Context) -> None:
    deep = RSS.replace("Short.", "<b>" * 20_000).replace("<p>Oslo", "<div>" * 20_000 + "<p>Oslo")
    assert "Oslo, 19 October" in texts(read(deep, context)[0])
