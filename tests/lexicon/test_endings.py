"""Endings: which forms meet, and which do not."""

import pytest

from onrecord.lexicon.endings import bases_in_text, bases_of_name
from onrecord.text.analysis import fold


@pytest.mark.parametrize(
    ("language", "name", "form"),
    [
        ("en", "ferry", "ferries"),
        ("az", "danışıq", "danışıqlardan"),
        ("az", "səfirlik", "səfirliyin"),
        ("tr", "büyükelçilik", "büyükelçiliğinde"),
        ("ka", "მოლაპარაკება", "მოლაპარაკებების"),
        ("hy", "բանակցություն", "բանակցությունների"),
        ("hy", "կառավարություն", "կառավարության"),
        ("ru", "переговоры", "переговорами"),
        ("uk", "перемир'я".replace("'", ""), "перемирям"),
        ("ar", "مفاوضات", "وبالمفاوضات"),
        ("fa", "تحریم", "تحریمهای"),
        ("de", "armenisch", "armenischen"),
    ],
)
def test_forms_that_meet(language: str, name: str, form: str) -> None:
    assert bases_in_text(fold(form), language) & bases_of_name(name, language)


@pytest.mark.parametrize(
    ("language", "name", "form"),
    [
        ("en", ["customs", "office"][0], "customers"),
        ("ru", "паром", "пара"),
        ("ru", "дания", "данный"),
        ("hy", "դեսպան", "դեսպանություն"),
        ("ar", "ألبانيا", "باني"),
        ("tr", "çad", "caddesi"),
    ],
)
def test_forms_that_do_not_meet(language: str, name: str, form: str) -> None:
    assert not bases_in_text(fold(form), language) & bases_of_name(name, language)
