"""Records put together from lines by their quotes."""

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.capture.csv_records import Record, read_records


def records(data: bytes, delimiter: str = ",", limit: int = 10_000) -> list[Record]:
    lines = [line if len(line) < limit else None for line in data.splitlines(keepends=True)]
    return list(read_records(lines, delimiter, limit=limit))


def test_a_quoted_line_end_ends_no_record() -> None:
    found = records(b'a,"b\nc"\r\n\n"d ""x"",\ny",e\n')
    assert [(r.data, r.line, r.fields) for r in found] == [
        (b'a,"b\nc"\r\n', 1, 2),
        (b'"d ""x"",\ny",e\n', 4, 2),
    ]


def test_a_quote_inside_a_field_is_a_letter() -> None:
    assert [r.fields for r in records(b'5" pipe,b\nx"y","z"w,\n')] == [2, 3]


def test_empty_fields_at_the_end_are_counted_apart() -> None:
    (found,) = records(b"a,,b,,\n")
    assert (found.fields, found.filled) == (5, 3)


def test_a_line_too_long_is_a_problem_and_so_is_one_inside_quotes() -> None:
    long = b"x" * 60
    found = records(b"a,b\n" + long + b"\nc,d\n", limit=50)
    assert [(r.line, r.problem is None) for r in found] == [(1, True), (2, False), (3, True)]
    found = records(b'a,"b\n' + long + b'\nc",d\n', limit=50)
    assert [(r.line, r.problem is None) for r in found] == [(1, False), (2, False), (3, True)]


@settings(max_examples=100, deadline=None)
@given(st.text('a",\n', max_size=60))
def test_no_line_is_lost_or_read_twice(text: str) -> None:
    found = records(text.encode())
    lines = text.encode().splitlines(keepends=True)
    told = {record.line for record in found if record.problem}
    kept = [line for record in found if not record.problem for line in record.data.splitlines()]
    wanted = [
        line.rstrip(b"\n") for number, line in enumerate(lines, start=1) if number not in told
    ]
    assert [line for line in kept if line.strip()] == [line for line in wanted if line.strip()]
