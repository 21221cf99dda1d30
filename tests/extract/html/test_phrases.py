"""What single lines say, in the languages of press offices."""

import pytest

from onrecord.extract.html.phrases import says


@pytest.mark.parametrize(
    ("line", "table"),
    [
        ("Читайте также", "headings"),
        ("Paylaş", "headings"),
        ("Ziyaretçi sayısı: 12 345", "lines"),
        ("Sayğac: 48213", "lines"),
        ("On line: 17", "lines"),
        ("Copyright 2009-2025 Ministry of Transport. Best viewed at 1024x768.", "lines"),
        ("© 2025 Ministry of Transport", "lines"),
        ("Əlavə məlumat üçün:", "kept"),
        ("Tel.: +999 47 210 11 00", "kept"),
        ("PRESS RELEASE No. 61", "headers"),
        ("ПРЕСС-РЕЛИЗ № 61", "headers"),
        ("MƏTBUAT RELİZİ", "headers"),
        ("بيان صحفي", "headers"),
        ("Bu gün: 4 noyabr 2025", "today"),
    ],
)
def test_phrases(line: str, table: str) -> None:
    assert says(line, table)


@pytest.mark.parametrize(
    ("line", "table"),
    [
        ("The press release of the other side was read with attention by the ministry.", "headers"),
        ("The latest round of talks ended without result.", "lines"),
        ("Shared waters need shared rules.", "headings"),
        ("Today is the anniversary of the treaty.", "today"),
        ("x" * 500, "lines"),
        ("", "kept"),
    ],
)
def test_sentences_are_none(line: str, table: str) -> None:
    assert not says(line, table)
