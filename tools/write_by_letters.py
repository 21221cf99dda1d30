"""Write the names of concepts in the order in which a query looks for them.

Run as `python tools/write_by_letters.py` after every change of the names; a test compares them.
"""

from pathlib import Path

from onrecord.lexicon import tables
from onrecord.lexicon.concepts import begins
from onrecord.lexicon.tables import languages, rows_in

FOLDER = Path(tables.__file__).parent / "tables" / "by_letters"
HEAD = "# Made by tools/write_by_letters.py of names/ and countries/: letters, concept, name, match"


def table(language: str) -> str:
    """Return the whole text of one language's table."""
    rows = sorted(
        ((begins(row[2], language), *row[1:4]) for row in rows_in(language)),
        key=lambda row: row[0],  # those of the same letters in the order of the tables
    )
    return "\n".join((HEAD, *map("\t".join, rows), ""))


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for code in languages():
        (FOLDER / f"{code}.tsv").write_text(table(code), "utf-8")
