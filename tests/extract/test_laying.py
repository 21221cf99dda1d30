"""Words to blocks: the quick ways give what the slow one gives."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.laying import Words, lay
from onrecord.text.normalise import normalise, normalise_mapped

texts = st.text(alphabet="ab \u00a0\n\u200bé\u0301\u00ad", min_size=1, max_size=12)


@given(texts)
def test_a_block_is_the_normal_form_of_its_words(text: str) -> None:
    block = lay(Words(text))
    assert (block.text if block else "") == normalise(text, keep_newlines=True)


@given(texts, st.integers(0, 11), st.integers(1, 12))
def test_links_move_with_their_words(text: str, start: int, length: int) -> None:
    start = min(start, len(text) - 1)
    end = min(start + length, len(text))
    mapped = normalise_mapped(text, keep_newlines=True)
    first, last = mapped.from_original(start, end)
    block = lay(Words(text, links=[(start, end, "https://mfa.example/")]))
    assert (block.text if block else "") == mapped.text
    shown = [block.text[k.start : k.end] for k in block.links] if block else []
    assert shown == [words for words in [mapped.text[first:last].strip()] if words]
