"""The objects of a JSON array, through damage and with flat memory."""

import io
import json
import tracemalloc
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.capture.json_items import PIECE, Element, read_elements


def elements(data: bytes, limit: int = 10_000_000) -> list[Element]:
    return list(read_elements(io.BytesIO(data), limit))


values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.dictionaries(st.text(max_size=5), values, max_size=4), max_size=5),
    st.sampled_from([None, 1]),
    st.booleans(),
)
def test_what_a_writer_wrote_is_found(rows: list[object], indent: int | None, ascii_: bool) -> None:
    data = json.dumps(rows, indent=indent, ensure_ascii=ascii_).encode("utf-8", "surrogatepass")
    found = elements(data)
    assert [element.problem for element in found] == [None] * len(rows)
    assert [json.loads(element.data) for element in found] == rows


@settings(max_examples=80, deadline=None)
@given(st.text('{}[]",\\: a1', max_size=80))
def test_no_text_makes_it_fail_or_go_on_for_ever(text: str) -> None:
    found = elements(b"[" + text.encode())
    assert len(found) <= len(text) + 2
    assert all(element.data or element.problem for element in found)


def test_lines_are_counted() -> None:
    data = b'\n[\n{"a": 1},\n\n{"b":\n 2},\n 3]'
    assert [element.line for element in elements(data)] == [3, 5, 7]


def test_strings_longer_than_a_piece_are_read_whole() -> None:
    long = json.dumps({"text": "word } ] \\" * PIECE}).encode()
    assert [element.data for element in elements(b"[" + long + b"," + long + b"]")] == [long] * 2


def test_what_is_cut_off_is_told() -> None:
    found = elements(b'[{"a": 1}, {"b": ')
    assert found[0].data == b'{"a": 1}'
    assert "cut off" in (found[1].problem or "")
    assert "closing bracket is missing" in (elements(b'[{"a": 1}')[-1].problem or "")
    assert "follows" in (elements(b"[] x")[-1].problem or "")
    assert elements(b"[]\n") == []


def test_an_object_never_closed_costs_itself_and_its_neighbour_at_most() -> None:
    rows = b", ".join(b'{"n": %d}' % n for n in range(3, 9))
    found = elements(b'[{"n": 1}, {"n": {, {"n": 2}, ' + rows + b"]", limit=40)
    numbers = [json.loads(element.data)["n"] for element in found if not element.problem]
    assert numbers == [1, 3, 4, 5, 6, 7, 8]
    assert sum(element.problem is not None for element in found) == 1


def test_a_missing_quote_costs_its_own_objects_only() -> None:
    rows = [b'{"t": "one"}', b'{"t": "two}', b'{"t": "three"}', b'{"t": "four"}', b'{"t": "five"}']
    found = elements(b"[" + b",\n".join(rows) + b"]")
    kept = [element.data for element in found if not element.problem]
    assert kept[0] == rows[0]
    assert kept[-2:] == rows[-2:]
    assert any(element.problem and element.line == 2 for element in found)


def test_memory_stays_flat() -> None:
    row = b'{"text": "' + b"word " * 100 + b'"},\n'
    data = io.BytesIO(b"[" + row * 20_000 + b"{}]")
    tracemalloc.start()
    try:
        count = sum(1 for _ in read_elements(data, 1_000_000))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == 20_001
    assert peak < 4 * PIECE
