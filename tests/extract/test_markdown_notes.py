"""Link definitions of Markdown: a note's where the text shows the number, else a link's."""

from onrecord.extract.markdown.blocks import blocks
from onrecord.extract.markdown.inline import Marks


def test_a_number_that_the_text_shows_is_a_notes() -> None:
    laid = blocks("It sails.[1]\n\n[1]: https://port.example/log\n", Marks())
    assert [block.text for block in laid] == ["It sails.[1]", "[1] https://port.example/log"]
    assert [(k.start, k.end, k.href) for k in laid[0].links] == [(9, 12, "#fn1")]
    assert laid[1].in_footer


def test_a_number_that_only_names_a_links_target_is_none() -> None:
    laid = blocks("See [the log][1].\n\n[1]: https://port.example/log\n", Marks())
    assert [block.text for block in laid] == ["See the log."]
    assert [k.href for k in laid[0].links] == ["https://port.example/log"]


def test_both_uses_of_one_number() -> None:
    laid = blocks("See [the log][1], and [1].\n\n[1]: https://port.example/log\n", Marks())
    assert [block.text for block in laid] == [
        "See the log, and [1].",
        "[1] https://port.example/log",
    ]
    assert [k.href for k in laid[0].links] == ["https://port.example/log", "#fn1"]
