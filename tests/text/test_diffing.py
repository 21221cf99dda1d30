"""Diffs of texts by sentences: exact, typed, and cheap."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.edit import EditKind
from onrecord.text.diffing import diff, patch

SENTENCES = st.sampled_from(
    ["It began.", "It ended.", "Twelve came!", "They left at 5.", "No.", "Əli gəldi.", "Қ", "a b c"]
)
BLANKS = st.sampled_from([" ", "\n", "\n\n", "  "])
TEXTS = st.lists(st.tuples(SENTENCES, BLANKS), max_size=12).map(
    lambda pairs: "".join(a + b for a, b in pairs)
)


@given(TEXTS, TEXTS)
def test_the_newer_text_is_made_of_the_older_and_the_edits(before: str, after: str) -> None:
    edits = diff(before, after)
    assert patch(before, edits) == after
    for edit in edits:
        assert before[edit.before_span.start : edit.before_span.end] == edit.before
        assert after[edit.after_span.start : edit.after_span.end] == edit.after


@given(st.text(), st.text())
def test_any_texts_are_made_again(before: str, after: str) -> None:
    assert patch(before, diff(before, after)) == after


@given(TEXTS)
def test_the_same_text_has_no_edit(text: str) -> None:
    assert diff(text, text) == []


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        ("One fact stands here. Two.", "Two. One fact stands here.", ["moved"]),
        ("A ship left.", "A ship left. It was late.", ["added"]),
        ("A ship left. It was late.", "A ship left.", ["removed"]),
        ("There were 12 dead.", "There were 15 dead.", ["number"]),
        ("He spoke on 3 May 2021.", "He spoke on 4 May 2021.", ["date"]),
        ("He met Mr Silva there.", "He met Mr Costa there.", ["name"]),
        ("The port was shelled.", "The port was allegedly shelled.", ["attribution"]),
        ("The port was shelled [1].", "The port was shelled [1][2].", ["note"]),
        ("The port was hit hard.", "The port was hit badly.", ["wording"]),
        ("Limanda 12 nəfər olub.", "Limanda 14 nəfər olub.", ["number"]),
        ("Это сказал министр вчера.", "Это отметил министр вчера.", ["attribution"]),
    ],
)  # fmt: skip
def test_an_edit_says_what_it_is_of(before: str, after: str, kinds: list[str]) -> None:
    assert [edit.kind.value for edit in diff(before, after) if (edit.before + edit.after).strip()
            ] == kinds  # fmt: skip


def test_a_moved_sentence_has_both_its_places() -> None:
    before = "The first thing. The second thing. The third thing."
    after = "The second thing. The third thing. The first thing."
    (moved,) = [e for e in diff(before, after) if e.kind is EditKind.MOVED]
    assert moved.before == moved.after == "The first thing."
    assert (moved.before_span.start, moved.after_span.start) == (0, 35)


def test_long_texts_without_a_common_sentence_are_told_apart_at_once() -> None:
    before = "\n".join(f"Alpha {n} stands." for n in range(3000))
    after = "\n".join(f"Omega {n * 7} falls." for n in range(3000))
    assert patch(before, diff(before, after)) == after
