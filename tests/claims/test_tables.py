"""The tables: of known shape, neutral, and written without the labelled texts."""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

import onrecord
from onrecord.claims.lexis import Trigger, lexis, read_rows, table_languages
from onrecord.claims.measured import is_measured
from onrecord.model.claim import EventType, SpeechAct

TABLES = Path(onrecord.__file__).parent / "claims" / "tables"
GOLD = Path(__file__).parents[2] / "eval" / "gold"
RUN = 6  # words; as many in a row are no chance
FEWEST_TRIGGERS = 60
# Evaluative and legal words, which must never become a type, a mode or a unit (DESIGN section 8).
LOADED = re.compile(
    r"(?<!\w)(?:terror|war.?crime|genocid|occup|liberat|annex|martyr|mercenar|aggress|barbar|regime|puppet"
    r"|illegal|criminal(?!ize)|innocent|brutal|heroic|separatis|fascis|нелегал|террор|оккуп|освобод"
    r"|işğal|işgal|azad|terör|libér|إرهاب|احتلال|تحرير)",
    re.IGNORECASE,
)
WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    return [word.casefold() for word in WORD.findall(text)]


@pytest.mark.parametrize("language", table_languages())
def test_rows_are_of_known_shape(language: str) -> None:
    for row in read_rows(TABLES / language / "triggers.tsv"):
        phrase, kind, event_type, mode, act, _ = row
        assert kind in "vnosf", row
        assert event_type == "-" or EventType(event_type)
        assert SpeechAct(act)
        assert mode == "-" or event_type != "-", row
        assert phrase == phrase.strip()
    for row in read_rows(TABLES / language / "words.tsv"):
        assert len(row) == 3, row


@pytest.mark.parametrize("language", table_languages())
def test_a_language_has_enough_triggers(language: str) -> None:
    rows = list(read_rows(TABLES / language / "triggers.tsv"))
    assert len({row[0] for row in rows}) >= FEWEST_TRIGGERS
    assert not [key for key, n in Counter((r[0], r[1]) for r in rows).items() if n > 1]


@pytest.mark.parametrize("language", table_languages())
def test_no_evaluative_or_legal_word_is_a_type_a_mode_or_a_unit(language: str) -> None:
    for row in read_rows(TABLES / language / "triggers.tsv"):
        assert not LOADED.search(row[0]), row
        assert not LOADED.search(row[3]), row
    for category, phrase, value in read_rows(TABLES / language / "words.tsv"):
        if category in ("unit", "role", "class", "side"):
            assert not LOADED.search(value), (category, phrase)


def test_no_table_holds_a_run_of_six_words_of_a_labelled_text() -> None:
    tables = [path.read_text("utf-8") for path in TABLES.rglob("*.tsv")]
    cells = [cell for table in tables for line in table.splitlines() for cell in line.split("\t")]
    long = {tuple(words(cell)) for cell in cells if len(words(cell)) >= RUN}
    runs = {run[i : i + RUN] for run in long for i in range(len(run) - RUN + 1)}
    found = 0
    for half in ("dev", "more", "heldout"):
        for line in (GOLD / f"claims_{half}.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            texts = [row["text"] or "", *(claim["text"] for claim in row["claims"])]
            for text in map(words, texts):
                found += sum(tuple(text[i : i + RUN]) in runs for i in range(len(text) - RUN + 1))
    assert not found  # a number only: a failure must not print what the labels say


def test_languages_that_were_not_measured_are_experimental() -> None:
    assert is_measured("en")
    assert not is_measured("xx")
    assert not is_measured(None)


def test_a_loaded_word_changes_nothing_of_the_coding() -> None:
    known = lexis("en")
    assert known is not None
    for word in ("terrorist", "occupied", "liberated", "war", "crime", "illegal"):
        for value in known.word(word).cats.get("trigger", ()):
            assert isinstance(value, Trigger)
            assert value.event_type is None


def test_what_a_word_can_be_depends_on_no_chance() -> None:
    code = (
        "from onrecord.claims.lexis import lexis\n"
        "for code, words in (('az', 'azad etdi çıxarmaq'), ('ru', 'передал'), ('en', 'set')):\n"
        "    print([lexis(code).word(word).cats for word in words.split()])"
    )
    told = {
        subprocess.run(  # noqa: S603 -- this interpreter, on the line above
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(told) == 1
