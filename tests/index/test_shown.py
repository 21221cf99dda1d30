"""What a hit shows is what was put in."""

from tests.index.conftest import Make

from onrecord.index.tantivy_index import TantivyIndex
from onrecord.model.search import Hit, SearchRequest


def test_a_hit_shows_the_document_as_it_was_given(index: TantivyIndex, document: Make) -> None:
    made = document(
        "a",
        "Liman açıldı.",
        "az",
        title="  Liman\n",
        key="mənbə:\udce9.txt",
        url="https://x.example/ə",
        issuers=(("b", "Nazirlik"), ("a", "Səfirlik")),
        version=7,
    )
    index.update([], [made], 1)
    (hit,) = index.search(SearchRequest(query="liman")).hits
    shown = set(Hit.__annotations__) - {"id", "score", "snippets"}
    given = {name: getattr(made, name) for name in shown} | {"issuers": ("Nazirlik", "Səfirlik")}
    assert {name: getattr(hit, name) for name in shown} == given
    assert hit.id == "a"
    assert hit.score > 0
    (snippet,) = hit.snippets
    assert (snippet.text, snippet.marks) == ("Liman açıldı.", ((0, 5),))


def test_snippets_are_left_out_on_request(index: TantivyIndex, document: Make) -> None:
    index.update([], [document("a", "port " + "so on " * 200 + " port", url=None)], 1)
    counts = [
        len(index.search(SearchRequest(query="port", snippets=most)).hits[0].snippets)
        for most in (0, 1, 2, 5)
    ]
    assert counts == [0, 1, 2, 2]
