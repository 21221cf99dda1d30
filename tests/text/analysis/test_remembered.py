"""A bounded memory of what chunks give."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.analysis.remembered import Remembered


class Counted(Remembered[str]):
    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.worked_out: list[str] = []

    def work_out(self, chunk: str) -> str:
        self.worked_out.append(chunk)
        return chunk.lower()


def test_it_is_bounded_and_what_is_used_stays() -> None:
    counted = Counted(10)
    for number in range(100):
        assert counted["Talks"] == "talks"
        assert counted[f"Word{number}"] == f"word{number}"
        assert len(counted) <= 10
    assert counted.worked_out.count("Talks") == 1


def test_long_chunks_are_not_kept() -> None:
    counted = Counted(10)
    assert counted["X" * 50] == "x" * 50
    assert counted.values_of(["X" * 50]) == ["x" * 50]
    assert "X" * 50 not in counted


def test_what_is_learnt_together_is_worked_out_once() -> None:
    counted = Counted(10)
    assert counted.values_of(["A", "B", "A"]) == ["a", "b", "a"]
    assert counted.values_of(["B", "C"]) == ["b", "c"]
    assert sorted(counted.worked_out) == ["A", "B", "C"]


@given(st.lists(st.lists(st.sampled_from([f"W{n}" for n in range(30)]), max_size=20)))
def test_all_learnt_chunks_of_a_text_are_known(texts: list[list[str]]) -> None:
    counted = Counted(12)
    for text in texts:
        assert counted.values_of(text) == [chunk.lower() for chunk in text]
