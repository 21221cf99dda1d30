"""The names in the order of a query's look-up are those of the tables."""

import pytest
from tools.write_by_letters import FOLDER, table

from onrecord.lexicon.concepts import begins
from onrecord.lexicon.tables import languages, names_beginning, names_in, rows_in, rows_of


@pytest.mark.parametrize("language", languages())
def test_the_table_is_made_of_the_names(language: str) -> None:
    made = (FOLDER / f"{language}.tsv").read_text("utf-8")
    assert made == table(language), "run python tools/write_by_letters.py"


@pytest.mark.parametrize("language", languages())
def test_every_name_is_found_by_its_letters(language: str) -> None:
    for name in names_in(language):
        found = names_beginning(begins(name.text, language), language)
        assert (name.concept, name.text) in {(one.concept, one.text) for one in found}


def test_no_name_begins_so() -> None:
    assert list(names_beginning("zzz", "en")) == []


@pytest.mark.parametrize("language", languages())
def test_the_rows_of_a_concept_keep_their_order(language: str) -> None:
    concept = "ceasefire"
    assert list(rows_of(concept, language)) == [r for r in rows_in(language) if r[1] == concept]
    assert list(rows_of("no-such-concept", language)) == []
