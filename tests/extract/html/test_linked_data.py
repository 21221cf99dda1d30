"""JSON-LD as it is met."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.html.linked_data import MAX_NODES, nodes


def test_nodes_of_a_graph_come_flat_with_texts_first() -> None:
    script = """{"@graph": [{"@type": "WebPage", "name": "p"},
        {"@type": ["Article", "Thing"], "name": "a", "publisher": {"name": "m"}}]}"""
    assert [node.get("name") for node in nodes([script]) if "name" in node] == ["a", "p", "m"]


def test_comments_are_no_part_of_the_page() -> None:
    script = '{"@type": "Article", "comment": [{"@type": "Comment", "datePublished": "2020"}]}'
    assert [node["@type"] for node in nodes([script])] == ["Article"]


@pytest.mark.parametrize(
    "script",
    [
        '//<![CDATA[\n{"name": "x"}\n//]]>',
        '<!-- {"name": "x"} -->',
        '{"name": "x"};',
        '{"name": "x", "text": "two\nlines"}',
    ],
)
def test_common_accidents_are_forgiven(script: str) -> None:
    assert nodes([script])[0]["name"] == "x"


@pytest.mark.parametrize("script", ["", "{", '"text"', "[" * 100_000, "null", "{'a': 1}"])
def test_what_is_no_object_gives_nothing(script: str) -> None:
    assert nodes([script]) == []


def test_a_catalogue_is_cut() -> None:
    assert len(nodes(["[" + ",".join(["{}"] * 5 * MAX_NODES) + "]"])) == MAX_NODES


@given(st.text(max_size=60))
def test_nothing_raises(script: str) -> None:
    assert isinstance(nodes([script]), list)
