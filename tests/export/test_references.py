"""CSL-JSON, RIS and BibTeX, read back by parsers of others."""

import json

import pytest
import rispy  # type: ignore[import-untyped]  # has no types
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors
from tests.export.made_up import CASES, exported

from onrecord.export.reference import one_line
from onrecord.model.view import StatementView

# pylatexenc doesn't know \textbraceleft and \textbraceright, and reads \textasciicircum so.
UNKNOWN_TO_READER = str.maketrans({"{": None, "}": None, "^": "ˆ"})
VIEWS = pytest.mark.parametrize("view", CASES.values(), ids=CASES.keys())


@VIEWS
def test_csl(view: StatementView) -> None:
    e = view.extraction
    (item,) = json.loads(exported("csl", [view]))
    assert [author["literal"] for author in item.get("author", [])] == [i.name for i in e.issuers]
    assert (item["id"], item["title"], item.get("URL")) == (view.id, e.title, view.url)
    assert ("issued" in item) == (e.published_on is not None)
    assert not e.issuers or next(iter(item)) == "author"


@VIEWS
def test_ris(view: StatementView) -> None:
    e = view.extraction
    first, second = rispy.loads(exported("ris", [view, view]).decode("utf-8"))
    assert first == second
    assert first.get("authors", []) == [i.name for i in e.issuers]
    assert (first["id"], first["title"]) == (view.id, one_line(e.title))
    assert first.get("date") == (f"{e.published_on:%Y/%m/%d}" if e.published_on else None)


@VIEWS
def test_bibtex(view: StatementView) -> None:
    e = view.extraction
    library = parse_string(
        exported("bibtex", [view]).decode("utf-8"),
        append_middleware=[LatexDecodingMiddleware(keep_braced_groups=False)],
    )
    assert not library.failed_blocks
    (entry,) = library.entries
    read = {name: field.value for name, field in entry.fields_dict.items()}
    assert entry.key == view.id
    assert read["title"] == one_line(e.title).translate(UNKNOWN_TO_READER)
    assert read.get("author", "") == " and ".join(i.name for i in e.issuers)
    assert read.get("date") == (e.published_on.isoformat() if e.published_on else None)
    assert read.get("url") == view.url


def test_bibtex_keeps_names_whole() -> None:
    data = exported("bibtex", [CASES["several issuers"]]).decode("utf-8")
    library = parse_string(data, append_middleware=[SeparateCoAuthors()])
    assert library.entries[0]["author"] == [
        "{Ministry of Talara and Sea}",
        "{Navy; of Talara}",
        "{C, D}",
    ]
