"""Headers that no longer hold: marked on writing, the same again on reading."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.capture.http_marks import as_received, mark_decoded
from onrecord.capture.http_text import headers_of

NAMES = (
    "Content-Encoding Transfer-Encoding Content-Length Content-Type X-A content-length "
    "X-Onrecord-As-Received-Content-Encoding X-Onrecord-As-Received-X"
)
names = st.sampled_from(NAMES.split())
lines = st.tuples(names, st.sampled_from(["gzip", "chunked", "5", "12", " 5 "]))


@given(st.lists(lines, max_size=6), st.sampled_from([5, 12, 99]), st.sampled_from(["\r\n", "\n"]))
def test_marked_headers_come_back_as_they_were(
    headers: list[tuple[str, str]], length: int, end: str
) -> None:
    http = end.join(["HTTP/1.1 200 OK", *(f"{n}: {v}" for n, v in headers)]).encode()
    marked = mark_decoded(http, length)
    assert as_received(marked) == http
    left = headers_of(marked)
    assert "content-encoding" not in left
    assert "transfer-encoding" not in left
    assert left.get("content-length", str(length)) == str(length)
