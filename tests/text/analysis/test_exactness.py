"""The exact forms of a text are kept where the folding does not tell them apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.analysis import exact_term, exact_words, fold_text
from onrecord.text.analysis.given import analyse


def of(text: str, language: str | None) -> set[str]:
    return set(analyse(text, language).exact.split())


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("The talks in Iran resumed at 10", "en", []),
        ("Iran", "az", ["iran=ıran"]),
        ("Bir gənc, bir genc", "az", ["genc=genc", "genc=gənc"]),
        ("Gənc-genc", "az", ["genc=genc", "genc=gənc"]),
        ("Côte, côtes, cote", "fr", ["cote=cote", "cote=côte", "cotes=côtes"]),
        ("Министр всё сказал", "ru", ["все=всё"]),
        ("کتابی در ۲۰۲۰", "fa", []),  # the same letters and figures, coded twice
        ("أعلام واعلام", "ar", ["اعلام=أعلام"]),
        ("ԵՐԵՎԱՆ, Երևան", "hy", []),
        ("", "az", []),
    ],
)
def test_terms(text: str, language: str | None, expected: list[str]) -> None:
    assert of(text, language) == set(expected)


words = st.sampled_from(["gənc", "genc", "Genc-gənc", "IŞIQ", "ISIQ", "isiq", "ё", "e\u0301"])


@given(
    st.lists(words | st.text(max_size=4), max_size=12).map(" ".join),
    st.sampled_from(["az", "fr", None]),
)
def test_every_spelling_of_a_text_is_told(text: str, language: str | None) -> None:
    pairs = set(zip(fold_text(text).split(), exact_words(text, language), strict=True))
    strange = {word for word, exact in pairs if word != exact}
    assert of(text, language) == {exact_term(*pair) for pair in pairs if pair[0] in strange}
