"""Pages nested beyond all measure."""

from onrecord.extract.html.nesting import flattened


def test_deep_elements_become_line_ends_and_words_stay() -> None:
    page, warnings = flattened("<section class='a'>" * 40_000 + "words" + "</section>" * 40_000)
    assert "section" not in page
    assert "words" in page
    assert warnings == ("section nested 40000 deep, taken as line ends",)


def test_long_flat_pages_are_left_alone() -> None:
    page = "<div><p>one<br></div>" * 40_000
    assert flattened(page) == (page, ())


def test_elements_that_close_each_other_are_never_deep() -> None:
    page = "<p>one" * 40_000 + "<li>two" * 40_000
    assert flattened(page) == (page, ())


def test_only_the_deep_element_goes() -> None:
    page, _ = flattened("<b>" * 40_000 + "<blockquote>said</blockquote>")
    assert "<blockquote>" in page
