import random

from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.analysis.given import analyse
from onrecord.text.similarity import hamming
from onrecord.text.similarity import simhash as of_hashes

WORDS = [a + b for a in ("ba", "ke", "li", "mo", "nu", "pa") for b in ("ra", "sen", "tok", "lim")]


def simhash(text: str) -> int:
    return of_hashes(analyse(text, None).hashes)


def made_up(seed: int, length: int) -> list[str]:
    return random.Random(seed).choices(WORDS, k=length)  # noqa: S311 a reproducible text


def test_near_copies_come_close_and_other_texts_do_not() -> None:
    for seed in range(20):
        words = made_up(seed, 300)
        changed = [*words[:100], "corrected", *words[101:]]
        other = made_up(seed + 1000, 300)
        assert hamming(simhash(" ".join(words)), simhash(" ".join(changed))) <= 6
        assert hamming(simhash(" ".join(words)), simhash(" ".join(other))) >= 15


def test_order_counts() -> None:
    words = made_up(1, 200)
    assert hamming(simhash(" ".join(words)), simhash(" ".join(reversed(words)))) >= 15


def test_unspaced_scripts_come_close_too() -> None:
    text = "外交部发言人在例行记者会上表示渡轮事故的调查仍在进行之中有关部门将及时公布结果"
    assert hamming(simhash(text), simhash(text.replace("及时", "尽快"))) <= 20
    assert simhash(text) != 0


def test_no_words_no_bits() -> None:
    assert simhash("") == simhash(" —… ") == 0


@given(st.text())
def test_it_is_64_bits_and_stable(text: str) -> None:
    assert 0 <= simhash(text) < 1 << 64
    assert simhash(text) == simhash(f" {text}! ")
