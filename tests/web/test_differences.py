"""How two wordings are laid out: nothing is lost, nothing is added."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.edit import Edit, EditKind
from onrecord.model.statement import Span
from onrecord.text.diffing import diff
from onrecord.web.differences import Run, Worded, stretches, worded

WORDS = st.lists(
    st.sampled_from(["one", "two", "three", "four.", "five", "six.", "seven"]), max_size=12
)


@given(WORDS, WORDS)
def test_the_newer_wording_is_whole(old: list[str], new: list[str]) -> None:
    older, newer = " ".join(old), " ".join(new)
    shown = ""
    for stretch in stretches(newer, diff(older, newer)):
        runs = stretch.edit.after if stretch.edit else (Run(stretch.same, False),)
        shown += " " + "".join(run.text for run in runs)
    assert shown.split() == newer.split()


def test_words_that_differ_are_one_run_with_the_blank_between() -> None:
    edit = Edit(
        kind=EditKind.WORDING,
        before="The ferry collided with it.",
        after="The ferry was struck by it.",
        before_span=Span(0, 27),
        after_span=Span(0, 27),
    )
    assert worded(edit) == Worded(
        EditKind.WORDING,
        (Run("The ferry ", False), Run("collided with", True), Run(" it.", False)),
        (Run("The ferry ", False), Run("was struck by", True), Run(" it.", False)),
    )
