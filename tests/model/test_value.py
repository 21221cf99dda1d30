"""Values keep what dataclasses promise."""

import copy
import pickle

import pytest

from onrecord.model.query import Boolean, Everything, Nothing, Phrase, Query, Term
from onrecord.model.search import Hit, SearchRequest, Snippet


def test_a_value_is_made_by_place_or_name() -> None:
    assert Term("port", 3) == Term(position=3, text="port", exact=False)
    assert Snippet("a port", ((2, 6),)).marks == ((2, 6),)


@pytest.mark.parametrize(
    ("values", "named", "told"),
    [
        (("port",), {}, "lacks position"),
        (("port", 0, None, False, False, False, 1), {}, "can't be made"),
        (("port", 0), {"position": 1}, "can't be made"),
        (("port", 0), {"slop": 1}, "can't be made"),
    ],
)
def test_what_does_not_fit_is_refused(
    values: tuple[object, ...], named: dict[str, object], told: str
) -> None:
    with pytest.raises(TypeError, match=told):
        Term(*values, **named)  # type: ignore[arg-type]


def test_a_value_by_name_takes_none_by_place() -> None:
    with pytest.raises(TypeError, match="can't be made"):
        SearchRequest("port")  # type: ignore[call-arg]
    assert Hit.__match_args__ == ()


def test_values_are_equal_by_class_and_fields() -> None:
    assert Term("port", 0) != Term("port", 1)
    assert Everything() != Nothing()
    assert Term("port", 0, None, exact=True) != Phrase("port", 0, None, exact=True)
    assert len({Term("port", 0), Term("port", 0), Phrase("port", 0), Everything()}) == 3


def test_a_value_is_frozen() -> None:
    term = Term("port", 0)
    with pytest.raises(AttributeError, match="frozen"):
        term.text = "harbour"  # type: ignore[misc]
    with pytest.raises(AttributeError, match="frozen"):
        del term.text


def test_a_change_is_a_copy() -> None:
    request = SearchRequest(query="port", limit=3)
    assert request.changed(query="ferry") == SearchRequest(query="ferry", limit=3)
    assert request.query == "port"


def test_values_match_by_place() -> None:
    def text_of(node: Query) -> str:
        match node:
            case Term(text, _):
                return text
            case Boolean(must=(first, *_)):
                return text_of(first)
            case _:
                return ""

    assert text_of(Boolean(must=(Term("port", 0), Everything()))) == "port"


def test_values_are_pickled_and_copied() -> None:
    tree = Boolean(should=(Term("port", 0), Everything()))
    assert pickle.loads(pickle.dumps(tree)) == copy.deepcopy(tree) == tree  # noqa: S301 - our own
