"""Data sets: one capture a row, bytes as they lie, damage told by line, the rest kept."""

import csv
import gzip
import hashlib
import io
import json
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.capture.reading_files import by_kind, read, read_gzipped, reading_of

from onrecord.capture.datasets import read_jsonl
from onrecord.capture.limits import Limits
from onrecord.model.row import ROW_CSV, ROW_JSON, read_row

A = b'{"url": "https://mfa.sorendia.example/1", "title": "On the ferry", "text": "Both met."}'
B = '{"id": "r-2", "title": "Sərhəd", "text": "Bağlıdır."}'.encode()
C = b'{"title": "No name", "text": "A third text."}'


def test_jsonl_gives_a_capture_a_row_with_its_own_bytes(tmp_path: Path) -> None:
    found = read(tmp_path, "a/set.jsonl", A + b"\r\n\n  " + B + b"\n" + C)
    assert found.payloads == [A, B, C]
    assert [item.uri for item in found.received] == [
        "file:set/a/set.jsonl#row-https%3A%2F%2Fmfa.sorendia.example%2F1",
        "file:set/a/set.jsonl#row-r-2",
        "file:set/a/set.jsonl#row-3",
    ]
    assert {item.media_type for item in found.received} == {ROW_JSON}
    assert {item.path for item in found.received} == {"a/set.jsonl"}
    assert not found.errors


LOG = (
    b'{"timestamp":"2024-05-01T10:00:00.000Z","logLevel":"info","context":"general",'
    b'"message":"Crawl statistics","details":{"crawled":1}}'
)
BUNYAN = b'{"name":"crawl","hostname":"a","pid":7,"level":30,"msg":"Page loaded","time":"t","v":0}'


def test_lines_of_a_log_are_skipped_and_counted(tmp_path: Path) -> None:
    found = read(tmp_path, "logs/crawl.log", b"\n".join([LOG, LOG, BUNYAN]))
    assert not found.payloads
    assert not found.errors
    assert [item.reason for item in found.skipped] == ["line of a log"] * 3


def test_a_log_of_one_line_is_skipped_too(tmp_path: Path) -> None:
    found = read(tmp_path, "logs/crawl.log", LOG)
    assert not found.payloads
    assert [item.reason for item in found.skipped] == ["line of a log"]


def test_a_row_that_names_a_log_level_in_its_text_is_none(tmp_path: Path) -> None:
    row = b'{"title": "On logs", "text": "The field \\"logLevel\\" is read."}'
    assert read(tmp_path, "set.jsonl", LOG + b"\n" + row).payloads == [row]


def test_a_damaged_line_is_one_error_with_its_line_and_the_rest_goes_on(tmp_path: Path) -> None:
    damaged = [A, b'{"title": "cut', b"[1, 2]", b"", B, b"\xff\xfe\x00junk", C]
    found = read(tmp_path, "set.jsonl", b"\n".join(damaged))
    assert found.payloads == [A, B, C]
    assert found.lines == [2, 3, 6]
    assert all("row" in message for message in found.messages)
    assert found.received[2].uri.endswith("#row-6")  # counted with the damaged ones


def test_a_row_with_an_id_too_long_to_be_one_goes_by_its_number(tmp_path: Path) -> None:
    row = json.dumps({"id": "word " * 500, "text": "t"}).encode()
    assert read(tmp_path, "set.jsonl", row).received[0].uri == "file:set/set.jsonl#row-1"


def test_gzipped_data_sets_are_read_through(tmp_path: Path) -> None:
    assert read_gzipped(tmp_path, "set.jsonl.gz", A + b"\n" + B).payloads == [A, B]
    csv_bytes = b"title,text\nA,one\nB,two\n"
    assert read_gzipped(tmp_path, "set.csv.gz", csv_bytes).payloads == [
        b"title,text\r\nA,one",
        b"title,text\r\nB,two",
    ]


def test_a_cut_off_gzip_gives_the_rows_before_the_cut(tmp_path: Path) -> None:
    rows = [
        json.dumps({"id": f"n{n}", "text": hashlib.shake_256(b"%d" % n).hexdigest(400)}).encode()
        for n in range(4000)
    ]
    packed = gzip.compress(b"\n".join(rows), mtime=0)
    found = read(tmp_path, "set.jsonl.gz", packed[: len(packed) // 2])
    assert "truncated gzip" in found.messages[-1]
    assert len(found.errors) == 1
    assert found.payloads == rows[: len(found.payloads)]
    assert len(found.payloads) > 1000


def test_a_line_over_the_limit_is_passed_by(tmp_path: Path) -> None:
    long = b'{"text": "' + b"x" * 2000 + b'"}'
    found = read(tmp_path, "set.jsonl", A + b"\n" + long + b"\n" + C, limits=Limits(row=1000))
    assert found.payloads == [A, C]
    assert found.lines == [2]
    assert "limit of 1,000 bytes" in found.messages[0]


def test_memory_stays_flat_whatever_the_file_holds(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "set.jsonl", (A[:-2] + b"word " * 500 + b'"}\n') * 2000)
    tracemalloc.start()
    try:
        count = sum(1 for _ in read_jsonl(reading))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == 2000
    assert peak < 1_000_000  # bytes; the file has 5 million


def test_a_data_set_of_blank_lines_is_an_error(tmp_path: Path) -> None:
    assert read(tmp_path, "set.jsonl", b"\n \n").messages == ["data set without a row"]
    assert read(tmp_path, "set.csv", b"\n \n").messages == ["data set without a row"]
    assert read(tmp_path, "set.csv", b"title,text\n").messages == ["data set without a row"]


@pytest.mark.parametrize("name", ["set.json", "set", "export.data"])
def test_json_lines_are_known_by_content(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, name, A + b"\n" + B + b"\n").payloads == [A, B]


# -- CSV ---------------------------------------------------------------------------------------

HEADER = "url;title;text"


def rows_of(payloads: list[bytes], charset: str | None = None) -> list[tuple[str | None, str]]:
    found = [read_row(payload, ROW_CSV, charset=charset) for payload in payloads]
    return [(row.supplied.title, row.text) for row in found]


def test_csv_rows_read_alone(tmp_path: Path) -> None:
    data = f'{HEADER}\nhttps://mot.sorendia.example/9;A;"two\nlines; ""quoted"""\n;B;b\n'.encode()
    found = read(tmp_path, "set.csv", data)
    assert found.payloads == [
        b'url;title;text\r\nhttps://mot.sorendia.example/9;A;"two\nlines; ""quoted"""',
        b"url;title;text\r\n;B;b",
    ]
    assert rows_of(found.payloads) == [("A", 'two\nlines; "quoted"'), ("B", "b")]
    assert found.received[0].uri.endswith("#row-https%3A%2F%2Fmot.sorendia.example%2F9")
    assert found.received[1].uri.endswith("#row-2")
    assert not found.errors


def test_byte_order_mark_and_separator_line_are_no_part_of_the_header(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbfsep=;\r\ntitle;text\r\nA;one\r\n"
    assert read(tmp_path, "set.csv", data).payloads == [b"title;text\r\nA;one"]


def test_utf_16_tables_come_as_utf_8(tmp_path: Path) -> None:
    data = "title\ttext\r\nBəyanat\tMətn «bir»\r\n".encode("utf-16")
    found = read(tmp_path, "set.tsv", data)
    assert rows_of(found.payloads) == [("Bəyanat", "Mətn «bir»")]


def test_another_charset_is_told_from_the_file(tmp_path: Path) -> None:
    text = "title;text\nЗаявление;Министерство иностранных дел сообщает о встрече сторон.\n" * 5
    found = read(tmp_path, "set.csv", text.encode("cp1251"))
    assert {item.charset for item in found.received} == {"cp1251"}
    assert rows_of(found.payloads[:1], "cp1251")[0][0] == "Заявление"


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("A,one,more", "3 fields under a header of 2"),
        ("alone", "1 fields under a header of 2"),
    ],
)
def test_values_that_may_stand_in_other_columns_are_not_kept(
    tmp_path: Path, row: str, problem: str
) -> None:
    found = read(tmp_path, "set.csv", f"title,text\nA,one\n{row}\nB,two\n".encode())
    assert rows_of(found.payloads) == [("A", "one"), ("B", "two")]
    assert problem in found.messages[0]
    assert found.lines == [3]


def test_empty_fields_at_the_end_do_no_harm(tmp_path: Path) -> None:
    data = b"title,text,note,\nA,one,,\nB,two,x,,,,\nC,three,\n"
    assert rows_of(read(tmp_path, "set.csv", data).payloads) == [
        ("A", "one"),
        ("B", "two"),
        ("C", "three"),
    ]


def test_a_quote_never_closed_costs_its_own_line(tmp_path: Path) -> None:
    data = b'title,text\nA,one\nB,"two\nC,three\nD,four\n'
    found = read(tmp_path, "set.csv", data)
    assert rows_of(found.payloads) == [("A", "one"), ("C", "three"), ("D", "four")]
    assert found.lines == [3]
    assert "never closed" in found.messages[0]


def test_a_quote_not_closed_within_the_limit_costs_its_own_line(tmp_path: Path) -> None:
    lines = "".join(f"{n},text {n}\n" for n in range(200))
    found = read(
        tmp_path, "set.csv", f'title,text\nA,"one\n{lines}'.encode(), limits=Limits(row=500)
    )
    assert len(found.received) == 200
    assert found.lines == [2]


def test_a_table_without_a_column_of_text_says_how_to_name_it(tmp_path: Path) -> None:
    data = b"Tarix,Metin\n1,Bir\n"
    found = read(tmp_path, "set.csv", data)
    assert not found.received
    assert "--map COLUMN=text (columns: Tarix, Metin)" in found.messages[0]
    found = read(tmp_path, "set.csv", data, columns=(("Metin", "text"),))
    assert len(found.received) == 1


cells = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\"',;\t"), max_size=30
)


@settings(max_examples=80, deadline=None)
@given(rows=st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=6), dialect=st.data())
def test_what_a_csv_writer_wrote_is_read_back(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str, str, str]],
    dialect: st.DataObject,
) -> None:
    delimiter = dialect.draw(st.sampled_from(",;\t|"))
    quoting = dialect.draw(st.sampled_from(["minimal", "all"]))
    sink = io.StringIO()
    writer = csv.writer(
        sink,
        delimiter=delimiter,
        quoting=csv.QUOTE_ALL if quoting == "all" else csv.QUOTE_MINIMAL,
    )
    writer.writerow(["title", "text", "note"])
    writer.writerows((f"t{t}", f"x{x}", f"n{n}") for t, x, n in rows)
    folder = tmp_path_factory.mktemp("csv")
    found = read(folder, "set.csv", sink.getvalue().encode())
    assert not found.errors
    assert rows_of(found.payloads) == [(f"t{t}".strip(), f"x{x}".strip()) for t, x, _ in rows]


# -- JSON --------------------------------------------------------------------------------------


def test_an_array_of_statements_gives_a_capture_an_object(tmp_path: Path) -> None:
    found = read(tmp_path, "set.json", b"[\n" + A + b",\n  " + B + b"\n]\n")
    assert found.payloads == [A, B]
    assert found.received[1].uri == "file:set/set.json#row-r-2"
    assert {item.media_type for item in found.received} == {ROW_JSON}


def test_an_array_of_other_things_is_one_capture_unless_columns_are_named(tmp_path: Path) -> None:
    data = b'[{"Metin": "Bir"}, {"Metin": "Iki"}]'
    found = read(tmp_path, "other.json", data)
    assert found.payloads == [data]
    assert found.received[0].media_type == "application/json"
    assert len(read(tmp_path, "set.json", data, columns=(("Metin", "text"),)).received) == 2


def test_a_damaged_object_of_an_array_is_one_error_and_the_rest_goes_on(tmp_path: Path) -> None:
    data = b"[" + A + b',\n{"text": nothing},\n7, "x", [1],\n' + B + b",\n" + C + b"]"
    found = read(tmp_path, "set.json", data)
    assert found.payloads == [A, B, C]
    assert found.lines == [2, 3, 3, 3]


def test_a_file_that_is_one_statement_is_a_row_under_the_files_own_name(tmp_path: Path) -> None:
    found = read(tmp_path, "2020/a.json", json.dumps(json.loads(A), indent=1).encode())
    assert [(item.uri, item.media_type) for item in found.received] == [
        ("file:set/2020/a.json", ROW_JSON)
    ]


def test_any_other_json_is_one_capture_as_it_is(tmp_path: Path) -> None:
    data = b'{"name": "a-package", "version": "1.0.0", "dependencies": {}}'
    found = read(tmp_path, "package.json", data)
    assert [(item.media_type, item.payload) for item in found.received] == [
        ("application/json", data)
    ]


def test_by_kind_loses_nothing(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "set.jsonl", A + b"\nx\n")
    assert len(by_kind(read_jsonl(reading)).errors) == 1
