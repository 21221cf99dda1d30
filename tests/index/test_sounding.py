"""What sounds alike: asked only of what may be a name."""

from tests.index.conftest import Make

from onrecord.index.sounding import Sounds
from onrecord.index.tantivy_index import TantivyIndex
from onrecord.model.query import Term
from onrecord.model.search import SearchRequest

ALL = frozenset({"en", "ru"})


def test_a_word_of_thousands_of_letters_sounds_like_nothing(
    index: TantivyIndex, document: Make
) -> None:
    """Each of its keys has thousands of halves: what a paste brings took seconds."""
    index.update([], [document("one", "Ganja"), document("two", "Гянджа", "ru")], 1)
    searcher = index._index.searcher()
    short, long = Term("Ganja", 0), Term("Ganja" * 3000, 0)
    sounds = Sounds(searcher, ALL)
    assert list(sounds.alike([short], [0], {0: True}, {}))
    assert list(sounds.alike([long], [0], {0: False}, {})) == []
    found = index.search(SearchRequest(query=f"Ganja {'Ganja' * 3000}"))
    assert {hit.id for hit in found.hits} == {"one", "two"}
