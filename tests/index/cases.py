"""The cases of search: rows of `tests/cases/search_*.jsonl`, the archive they share, the check.

A row is one query and what a reader expects of it:

    language    of the query
    why         what the case is about
    texts       its own one-sentence statements by name. A name such as "ru" or "ru2" says the
                text's language, "a" and "b" that it is the query's. A name that is not among
                them is a row of `corpus.jsonl`, which all cases share.
    titles, languages
                of the row's texts, by name, where need be
    query, finds, not
                the statements that must and must not be among the hits
    marks       words that must be marked in the hits, verbatim
    literal     true: only the words typed, nothing widened
    fails_today true: known to fail; when it passes, the test demands that the mark goes

All texts of all rows stand in one index, as in an archive of many languages.
"""

import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from tests.index.conftest import make_document

from onrecord.index.tantivy_index import TantivyIndex
from onrecord.model.index_document import IndexDocument
from onrecord.model.search import Results, SearchRequest

FOLDER = Path(__file__).parents[1] / "cases"
_MOST = 10_000


class Case(NamedTuple):
    """One row: `name` is its file and line, `row` the JSON object."""

    name: str
    row: dict[str, Any]

    @property
    def fails_today(self) -> bool:
        return bool(self.row.get("fails_today"))

    def statement(self, text: str) -> str:
        """Return the id under which one of the row's texts, or of the corpus, is indexed."""
        return f"{self.name}:{text}" if text in self.row.get("texts", {}) else text


def read_cases() -> list[Case]:
    """Return the cases of all files, in order."""
    return [
        Case(f"{path.stem}:{number}", json.loads(line))
        for path in sorted(FOLDER.glob("search_*.jsonl"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
    ]


def build(folder: Path, cases: list[Case]) -> TantivyIndex:
    """Return an index that holds the corpus and the cases' own texts."""
    index = TantivyIndex.open(folder)
    index.update(
        [], [*corpus_documents(), *(document for case in cases for document in _own(case))], 1
    )
    return index


def _language_of(name: str, otherwise: str) -> str:
    named = re.fullmatch(r"([a-z]{2})[0-9]?", name)
    return named[1] if named else otherwise


def corpus_documents() -> Iterator[IndexDocument]:
    """Yield the statements that all cases share."""
    for line in (FOLDER / "corpus.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        yield make_document(
            row["id"],
            row["text"],
            row["language"],
            issuers=tuple((issuer, name) for issuer, name in row.get("issuers", ())),
            countries=tuple(row.get("countries", ())),
            kind=row.get("kind", "press_release"),
            published_on=dt.date.fromisoformat(row.get("date", "2025-10-19")),
            place=row.get("place"),
            host=row.get("host"),
            cites=tuple(row.get("cites", ())),
            has=tuple(row.get("has", ())),
        )


def _own(case: Case) -> Iterator[IndexDocument]:
    row = case.row
    for name, text in row.get("texts", {}).items():
        language = row.get("languages", {}).get(name) or _language_of(name, row["language"])
        title = row.get("titles", {}).get(name, "")
        yield make_document(case.statement(name), text, language, title=title)


def faults(index: TantivyIndex, case: Case) -> list[str]:
    """Return what of a case does not hold, a line each; none when all is well."""
    row = case.row
    results = _search(index, row)
    found = {hit.id for hit in results}
    missed = [name for name in row["finds"] if case.statement(name) not in found]
    wrong = [name for name in row["not"] if case.statement(name) in found]
    unmarked = sorted(set(row.get("marks", ())) - _marked(case, results))
    said = [("not found", missed), ("found, but must not be", wrong), ("not marked", unmarked)]
    return [f"{what}: {', '.join(which)}" for what, which in said if which]


def _search(index: TantivyIndex, row: dict[str, Any]) -> Results:
    fields: dict[str, Any] = {"query": row["query"], "limit": _MOST}
    fields["snippets"] = 2 if row.get("marks") else 0
    if row.get("literal"):
        fields["literal"] = True
    return index.search(SearchRequest(**fields))


def _marked(case: Case, results: Results) -> set[str]:
    wanted = {case.statement(name) for name in case.row["finds"]}
    return {
        snippet.text[start:end]
        for hit in results
        if hit.id in wanted
        for snippet in hit.snippets
        for start, end in snippet.marks
    }
