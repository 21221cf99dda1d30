"""What a text gives to an index."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.analysis import cut, fold_text
from onrecord.text.analysis.given import HASH_BYTES, Giving, analyse, put_together

texts = st.text() | st.text(alphabet="aIİ-'’ _.,ёир停火", max_size=40)


@given(texts)
def test_there_is_a_hash_for_each_word_whatever_the_language(text: str) -> None:
    words = fold_text(text).split()
    found = analyse(text, "en").hashes
    assert found == analyse(text, "tr").hashes
    assert len(found) == HASH_BYTES * len(words)
    each = [found[at : at + HASH_BYTES] for at in range(0, len(found), HASH_BYTES)]
    assert len(set(each)) == len(set(words))


@given(texts, st.sampled_from(["en", "ru", "tr", None]))
def test_what_else_is_asked_for_comes_with_its_chunk(text: str, language: str | None) -> None:
    giving = Giving(language, also=lambda chunk: len(chunk) if "a" in chunk else None)
    chunks = cut(text)
    expected = [(at, len(chunk)) for at, chunk in enumerate(chunks) if "a" in chunk]
    for _ in range(2):  # worked out, and remembered
        found = put_together(chunks, giving)
        assert list(found.also) == expected
        assert found[:-1] == analyse(text, language)[:-1]
