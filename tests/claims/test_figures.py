"""Figures as they are written, in any language and of any shape."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.claims.quantities import figure

LANGUAGES = ("en", "az", "ru", "hy", "tr", "fr", "ar")


@pytest.mark.parametrize("language", LANGUAGES)
def test_groups_and_a_fraction_are_told_by_their_order(language: str) -> None:
    assert figure("8.600,50", language) == 8600.5
    assert figure("8,600.50", language) == 8600.5


@given(st.text(alphabet="0123456789.,  '٠١٢٣٫٬", max_size=20), st.sampled_from(LANGUAGES))
def test_no_figure_is_a_fault(written: str, language: str) -> None:
    found = figure(written, language)
    assert found is None or found >= 0
