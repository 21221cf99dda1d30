"""Entries become parts: how they are named, what is hinted, what is left out."""

import pytest

from onrecord.extract.entries import Channel, Entry, one_line, parts_of, web_address
from onrecord.extract.layout import Context, Part

CHANNEL = Channel(
    reader="feed/1", title="Press room – Ministry of Fjordland", url="https://mfa.example/"
)


def entry(
    number: int, *, identifier: str | None = None, url: str | None = None, words: str = "Text."
) -> Entry:
    return Entry(
        identifier=identifier,
        url=url,
        title=f"Note {number}",
        date="2025-10-19",
        markup=((f"<p>{words}</p>", None),),
    )


def parts(context: Context, *entries: Entry) -> list[Part]:
    return list(parts_of(entries, CHANNEL, context))


def test_an_entry_is_named_by_its_identifier_else_its_address(context: Context) -> None:
    found = parts(context, entry(1, identifier="n-1", url="/en/1"), entry(2, url="/en/2"), entry(3))
    assert [part.fragment for part in found[:2]] == ["n-1", "https://mfa.example/en/2"]
    assert found[0].supplied.identifier == "n-1"
    assert found[0].supplied.url == "https://mfa.example/en/1"
    assert found[1].supplied.identifier is None
    assert found[2].fragment.startswith("entry-")


def test_a_name_from_title_and_date_does_not_depend_on_the_other_entries(context: Context) -> None:
    alone = parts(context, entry(3))[0].fragment
    assert parts(context, entry(1), entry(2), entry(3))[2].fragment == alone


def test_an_identifier_that_all_have_names_none(context: Context) -> None:
    found = parts(context, entry(1, identifier="0", url="/1"), entry(2, identifier="0", url="/2"))
    assert [part.fragment for part in found] == ["https://mfa.example/1", "https://mfa.example/2"]


def test_the_same_entry_twice_is_one_and_two_that_differ_are_two(context: Context) -> None:
    assert len(parts(context, entry(1), entry(1))) == 1
    found = parts(context, entry(1, words="Text."), entry(1, words="Other text."))
    assert len({part.fragment for part in found}) == 2


def test_the_feed_names_its_body_before_the_author(context: Context) -> None:
    (part,) = parts(context, Entry(title="A", authors=("webmaster",), text=("Text.",)))
    assert [hint.value for hint in part.layout.hints.issuers] == [
        "Ministry of Fjordland",
        "Press room",
        "webmaster",
    ]


def test_an_empty_entry_has_no_blocks_and_costs_the_others_nothing(context: Context) -> None:
    found = parts(context, Entry(title="Empty"), entry(1))
    assert [len(part.layout.blocks) for part in found] == [0, 1]


def test_the_first_body_that_holds_words_is_the_text(context: Context) -> None:
    bodies = (("<p> </p>", None), ("<p>Full text.</p>", None), ("<p>Summary</p>", None))
    (part,) = parts(context, Entry(title="A", markup=bodies, text=("plain",)))
    assert [block.text for block in part.layout.blocks] == ["Full text."]


def test_a_line_the_blog_program_adds_is_left_out(context: Context) -> None:
    line = "<p>The post <a href='/1'>Note 1</a> appeared first on <a href='/'>MFA</a>.</p>"
    found = parts(context, entry(1, url="/1", words=f"Text.{line}"))
    assert [block.text for block in found[0].layout.blocks] == ["Text."]


def test_a_last_line_with_other_links_stays(context: Context) -> None:
    line = "<p>See <a href='/2'>the note</a> and <a href='/3'>the answer to it</a>.</p>"
    found = parts(context, entry(1, url="/1", words=f"Text.{line}"))
    assert len(found[0].layout.blocks) == 2


@pytest.mark.parametrize(
    ("written", "url"),
    [
        (" https://mfa.example/1\n", "https://mfa.example/1"),
        ("/1", "https://base.example/1"),
        ("mailto:a@mfa.example", None),
        ("https://[::1", None),
        ("javascript:alert(1)", None),
        (17, None),
    ],
)
def test_only_pages_have_an_address(written: object, url: str | None) -> None:
    assert web_address(written, "https://base.example/feed") == url


def test_a_value_without_end_is_none() -> None:
    assert one_line("x" * 100_000) is None
    assert one_line("a\ud800b") == "a\ufffdb"
