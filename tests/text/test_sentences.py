"""Where sentences begin and end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.sentences import sentences


@pytest.mark.parametrize(
    "parts",
    [
        ["One.", "Two!", "Three?"],
        ["He said “no.”", "Then he left."],
        ["Mr. Orel met Gen. A. Silva at 5 p.m. on Monday."],
        ["No. 17 of 3.5 tonnes.", "It rose in 2020.", "It fell."],
        ["Մինիստրը խոսեց։", "Նա մեկնեց։"],
        ["قال الوزير ذلك؟", "نعم."],
        ["停火协议已签署。", "双方表示欢迎！"],
        ["Встреча прошла в г. Север.", "Она длилась час…"],
        ["No end"],
    ],
)
def test_sentences(parts: list[str]) -> None:
    text = " ".join(parts)
    assert [text[start:end] for start, end in sentences(text)] == parts


def test_a_line_ends_a_sentence() -> None:
    text = "A heading\n\n  A point that\ngoes on."
    assert [text[start:end] for start, end in sentences(text)] == [
        "A heading",
        "A point that",
        "goes on.",
    ]


@given(st.text(alphabet="ab. \n!։。A”"))
def test_sentences_cover_all_but_blanks(text: str) -> None:
    spans = sentences(text)
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(
        text.split()
    )
    assert spans == sorted(spans)
