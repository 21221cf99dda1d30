"""A statement's other languages: found by what the page names, else by what they say."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.archive.demonstrating import build_demo
from onrecord.archive.opening import Archive
from onrecord.archive.presenting import rendition_object
from onrecord.archive.renditions.comparing import renditions, side_by_side
from onrecord.errors import NotFoundError
from onrecord.model.rendition import Basis
from onrecord.model.view import StatementView
from onrecord.text.analysis import fold_text

COMMENT = "html:sorendia-mfa/2025-118-{}.html"
JOINT = "https://mfa.velmaria.example/{}/news/4506"
ALSO_JOINT = "https://mfa.sorendia.example/{}/press-room/2025-131"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder: Path = tmp_path_factory.mktemp("renditions") / "demo"
    archive, _ = build_demo(folder, say=lambda _message: None)
    yield archive
    archive.close()


@pytest.fixture(scope="module")
def ids(demo: Archive) -> dict[str, str]:
    return {hit.key: hit.id for hit in demo.search("", limit=99, literal=True).hits}


def test_what_a_page_names_and_what_is_told_alike(demo: Archive, ids: dict[str, str]) -> None:
    found = renditions(demo, ids[JOINT.format("en")])
    by_basis = {
        basis: {one.there.key for one in found if one.basis is basis} for basis in tuple(Basis)
    }
    assert by_basis[Basis.NAMED] == {JOINT.format(code) for code in ("hy", "ar")}
    assert by_basis[Basis.ALIKE] == {ALSO_JOINT.format(code) for code in ("az", "fr", "ru", "tr")}
    assert [one.basis for one in found] == sorted((one.basis for one in found), reverse=True)


def test_another_statement_of_that_day_is_none(demo: Archive, ids: dict[str, str]) -> None:
    """Condolences, a notice and a media advisory of one issuer's are no renditions."""
    for key in (
        "text:sorendia-mfa-condolence-2025-10-19.txt",
        "markdown:velmaria-mfa-condolence-2025-10-19-hy.md",
        "https://mfa.sorendia.example/tr/press-room/2025-119",
        "avis-2025-11-05@safepassage.example",
    ):
        assert renditions(demo, ids[key]) == []


@pytest.mark.parametrize("language", ["hy", "ar", "tr"])
def test_the_same_points_meet_in_every_language(
    demo: Archive, ids: dict[str, str], language: str
) -> None:
    key = COMMENT.format(language)
    other = ids.get(key) or ids["https://mfa.sorendia.example/tr/press-room/2025-118"]
    beside = side_by_side(
        demo.statements.get(ids[COMMENT.format("en")]), demo.statements.get(other), Basis.NAMED
    )
    notes = [pair for pair in beside.pairs if _note_of(beside.here, pair.here)]
    assert [_note_of(beside.here, pair.here) for pair in notes] == [
        _note_of(beside.there, pair.there) for pair in notes
    ]
    assert beside.likeness > 0.6


def _note_of(view: StatementView, blocks: tuple[int, ...]) -> list[str]:
    extraction = view.extraction
    texts = [extraction.text[extraction.blocks[i].start : extraction.blocks[i].end] for i in blocks]
    return [word for text in texts for word in fold_text(text).split() if word.startswith("https")]


def test_what_one_leaves_out_is_listed_with_its_figures(demo: Archive, ids: dict[str, str]) -> None:
    (beside,) = [
        one
        for one in renditions(demo, ids[JOINT.format("en")])
        if one.there.extraction.language == "hy"
    ]
    assert [_words(beside.here, i) for i in beside.only_here] == ["5 November 2025"]
    assert beside.only_there == ()
    made = rendition_object(beside)
    assert made["only_here"] == list(beside.only_here)
    assert made["basis"] == "named"
    assert {name for name in made["issuers"] if "Foreign Affairs" in name}
    blocks = [i for pair in made["pairs"] for i in pair["blocks"]]
    assert sorted([*blocks, *made["only_here"]]) == list(range(len(beside.here.extraction.blocks)))


def _words(view: StatementView, block: int) -> str:
    extraction = view.extraction
    return str(extraction.text[extraction.blocks[block].start : extraction.blocks[block].end])


def test_what_is_not_here_is_told(demo: Archive) -> None:
    with pytest.raises(NotFoundError):
        renditions(demo, "aaaaaaaaaaaaaaaa")
