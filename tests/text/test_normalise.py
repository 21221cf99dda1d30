import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.normalise import normalise, normalise_mapped

# Texts with many of the characters the function is about.
ODD = st.sampled_from(
    " \t\n\r\u00a0\u00ad\u200b\u200c\u200d\u200e\u202b\u2028\u2066\ufeff\u0301\u0327\u0cca\u0dcf"
    "\u0dd9\u1100\u1161\u11a8\ud800aeşی\u0dca\u212b\x00\x1c\x85"
)
TEXTS = st.text(st.one_of(ODD, st.characters()), max_size=40)


@given(TEXTS, st.booleans())
def test_normalising_again_changes_nothing(text: str, keep: bool) -> None:
    once = normalise(text, keep_newlines=keep)
    assert normalise(once, keep_newlines=keep) == once
    assert unicodedata.is_normalized("NFC", once)


@given(TEXTS, st.booleans())
def test_the_mapped_form_is_the_same_text(text: str, keep: bool) -> None:
    mapped = normalise_mapped(text, keep_newlines=keep)
    assert mapped.text == normalise(text, keep_newlines=keep)
    assert len(mapped.starts) == len(mapped.ends) == len(mapped.text)
    assert list(mapped.starts) == sorted(mapped.starts)
    assert list(mapped.ends) == sorted(mapped.ends)


@given(TEXTS, st.data())
def test_spans_survive(text: str, data: st.DataObject) -> None:
    mapped = normalise_mapped(text)
    start = data.draw(st.integers(0, len(mapped.text)))
    end = data.draw(st.integers(start, len(mapped.text)))
    lower, upper = mapped.to_original(start, end)
    assert 0 <= lower <= upper <= len(text)
    back = mapped.from_original(lower, upper)
    if start < end:
        assert back[0] <= start
        assert end <= back[1]
        assert mapped.to_original(*back) == (lower, upper)


@given(st.text(st.sampled_from("abcəğ ıنی"), max_size=30), st.data())
def test_words_stay_the_same_words(text: str, data: st.DataObject) -> None:
    mapped = normalise_mapped(text)
    start = data.draw(st.integers(0, len(mapped.text)))
    end = data.draw(st.integers(start, len(mapped.text)))
    lower, upper = mapped.to_original(start, end)
    assert text[lower:upper].split() == mapped.text[start:end].split()


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("", ""),
        ("\u00a0\u3000\t", ""),
        ("a\u2009b\u202fc\u3000d", "a b c d"),
        ("שלום\u200f!", "שלום!"),
        ("\u202bمرحبا\u202c", "مرحبا"),
        ("نمی\u200cخواهم", "نمی\u200cخواهم"),
        ("نمی\u200c\u200cخواهم", "نمی\u200cخواهم"),
        ("کتاب\u200c ها", "کتاب ها"),
        ("wo\u200crd", "word"),
        ("ශ්\u200dරී", "ශ්\u200dරී"),
        ("a\x00b", "ab"),
        ("I\u0307stanbul", "İstanbul"),
        ("\ud83dx", "\ufffdx"),
        ("a \u200b b", "a b"),
        ("\ufeffTitle", "Title"),
        ("e\u00ad\u0301", "é"),
    ],
)
def test_cases(given_text: str, expected: str) -> None:
    assert normalise(given_text) == expected
    assert normalise_mapped(given_text).text == expected


def test_single_newlines_stay_when_asked() -> None:
    assert normalise(" a\u2028b \n\n c\td\r", keep_newlines=True) == "a\nb\nc d"
