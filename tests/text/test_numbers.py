from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.numbers import ascii_digits


@given(st.text(st.characters(categories=("Nd", "Lo", "Nl", "No"))))
def test_digits_keep_value_and_place(text: str) -> None:
    out = ascii_digits(text)
    assert len(out) == len(text)
    for before, after in zip(text, out, strict=True):
        if before.isdecimal():
            assert after == str(int(before))
        else:
            assert after == before
