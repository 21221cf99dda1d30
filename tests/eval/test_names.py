"""The gold names, and how cases are counted."""

from collections import Counter

from eval.names import gold, script, scripts, sentence


def test_the_gold_has_two_halves_of_a_hundred_in_three_scripts_each() -> None:
    rows = list(gold())
    assert Counter(half for half, _ in rows) == {"dev": 100, "heldout": 100}
    for _, spellings in rows:
        assert len(scripts([spelling for spelling, _ in spellings])) >= 3


def test_a_statement_is_in_the_language_of_its_name() -> None:
    assert sentence("Baku")[1] == "en"
    assert sentence("باكو")[1] == "ar"
    assert sentence("پکن")[1] == "fa"
    assert sentence("Şoyqu", "az")[1] == "az"
    assert script("’Ōtsu") == "LATIN"
