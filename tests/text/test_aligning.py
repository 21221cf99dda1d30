"""Two tellings brought side by side: every block once, in order, by length and anchors."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.aligning import SURE, Part, align, shared

PARTS = st.lists(
    st.builds(
        Part,
        st.integers(1, 400),
        st.dictionaries(
            st.frozensets(st.sampled_from("abcdef"), min_size=1, max_size=2),
            st.sampled_from([0.7, 1.0, SURE, 3.0]),
            max_size=3,
        ),
    ),
    max_size=9,
)


@given(PARTS, PARTS)
def test_every_block_stands_in_one_pair_in_its_order(here: list[Part], there: list[Part]) -> None:
    pairs = align(here, there)
    assert [i for pair in pairs for i in pair.here] == list(range(len(here)))
    assert [j for pair in pairs for j in pair.there] == list(range(len(there)))
    assert all(pair.here or pair.there for pair in pairs)


@given(PARTS)
def test_the_same_blocks_meet_one_by_one(parts: list[Part]) -> None:
    assert align(parts, parts) == [((i,), (i,)) for i in range(len(parts))]


def plain(*lengths: int) -> list[Part]:
    return [Part(length, {}) for length in lengths]


def test_length_alone_tells_what_is_left_out_and_what_is_joined() -> None:
    around = (400, 90, 260, 600, 120)
    left_out = align(plain(300, 150, *around), plain(310, *around))
    assert left_out[:2] == [((0,), (0,)), ((1,), ())]
    assert len(left_out) == 2 + len(around)
    joined = align(plain(300, *around, 120, 150), plain(310, *around, 280))
    assert joined[-1] == ((6, 7), (6,))


def test_a_number_outweighs_a_length() -> None:
    def with_number(length: int, number: str) -> Part:
        return Part(length, {frozenset({number}): SURE})

    here = [with_number(200, "18"), with_number(210, "61"), with_number(190, "14")]
    there = [with_number(205, "18"), with_number(200, "14")]
    assert align(here, there) == [((0,), (0,)), ((1,), ()), ((2,), (1,))]


def test_one_reading_of_a_word_suffices() -> None:
    some = [frozenset({"gnj", "hnj"}), frozenset({"bk"})]
    assert shared(some, [frozenset({"hnj", "x"})]) == {some[0]}
    assert shared(some, []) == set()
