"""Passages of a text around its marks."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.index.mark import Mark
from onrecord.index.passages import WIDTH, passages

LONG = "\n\n".join(
    f"Paragraph {n} speaks of water and of bread. " + "So on. " * 60 for n in range(9)
)


def marks_of(text: str, *words: str) -> list[Mark]:
    found = []
    for part, word in enumerate(words, 1):
        at = text.find(word)
        while at >= 0:
            found.append(Mark(at, at + len(word), part))
            at = text.find(word, at + 1)
    return sorted(found)


def test_without_marks_it_is_the_beginning() -> None:
    (one,) = passages("\n  " + LONG, [], 2)
    assert one.text == "Paragraph 0 speaks of water and of bread. " + "So on. " * 24 + "So on."
    assert one.marks == ()
    assert passages("", [], 2) == passages(" \n", [], 2) == ()


def test_at_most_as_many_as_asked_for() -> None:
    found = marks_of(LONG, "water")
    assert len(passages(LONG, found, 3)) == 3
    assert passages(LONG, found, 0) == ()
    assert len(passages("water here", marks_of("water here", "water"), 3)) == 1


def test_the_passage_with_the_rare_word_is_chosen() -> None:
    text = LONG.replace("Paragraph 6 speaks", "Paragraph 6 whispers")
    (one,) = passages(text, marks_of(text, "water", "whispers"), 1)
    assert one.text.startswith("Paragraph 6 whispers of water")
    assert [one.text[start:end] for start, end in one.marks] == ["whispers", "water"]


def test_passages_keep_the_order_of_the_text_and_end_at_whole_words() -> None:
    found = passages(LONG, marks_of(LONG, "bread"), 4)
    places = [LONG.index(one.text) for one in found]
    assert places == sorted(places)
    for place, one in zip(places, found, strict=True):
        assert LONG[: place + 1].split()[-1][0] == one.text[0]
        assert LONG[place + len(one.text)] in " \n"
        assert one.text == one.text.strip()


@given(
    st.text(alphabet="ab \n停é", max_size=1500),
    st.lists(st.tuples(st.integers(0, 1499), st.integers(1, 12), st.integers(1, 3)), max_size=40),
    st.integers(1, 4),
)
def test_passages_are_literal_and_their_marks_fit(
    text: str, wished: list[tuple[int, int, int]], most: int
) -> None:
    found: list[Mark] = []
    for start, length, part in sorted(wished):
        if start + length <= len(text) and (not found or start >= found[-1].end):
            found.append(Mark(start, start + length, part))
    shown = passages(text, found, most)
    assert len(shown) <= most
    original = [text[mark.start : mark.end] for mark in found]
    for one in shown:
        assert one.text in text
        assert len(one.text) <= WIDTH
        assert not found or one.marks
        before = 0
        for start, end in one.marks:
            assert before <= start < end <= len(one.text)
            assert one.text[start:end] in original
            before = end
