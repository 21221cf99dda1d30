"""Lines of Markdown as blocks: whatever they are, reading them ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.markdown.blocks import blocks
from onrecord.extract.markdown.inline import Marks
from onrecord.model.statement import BlockKind

marks_of_lines = st.text(alphabet="> \t#-*`~|[]:1.a_=<\u00a0\u2003\n", max_size=60)


@pytest.mark.parametrize("indent", ["", "  ", "    ", "\t", "      ", "\u00a0"])
def test_a_quotation_is_one_however_deep_it_stands(indent: str) -> None:
    (quote,) = blocks(f"{indent}> The talks go on.", Marks())
    assert (quote.kind, quote.text) == (BlockKind.QUOTE, "The talks go on.")


@given(marks_of_lines)
def test_reading_ends(text: str) -> None:
    assert all(block.text for block in blocks(text, Marks()))
