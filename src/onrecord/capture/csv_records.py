"""Records of a CSV or TSV file as bytes (RFC 4180, read leniently), lines put together by quotes.

A quote counts only where it opens a field, as in model/row.py, which reads the fields. Knows
framing; must not know what a field means.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.model.row import DELIMITERS

CLOSING = re.compile(rb'[^"]*+(?:""[^"]*+)*+"')
PLAIN = {d: re.compile(rb"[^%b\r\n]*+" % re.escape(d.encode())) for d in DELIMITERS}


@dataclass(frozen=True, slots=True)
class Record:
    """One record; `problem` says why it can't be given, and its bytes are then not to be read.

    `fields` counts its fields, `filled` those up to the last that is not empty; `line` is that of
    its first byte.
    """

    data: bytes
    line: int
    fields: int
    filled: int
    problem: str | None = None


class _Scan:
    """Whether a quote is open at a line's end, and how many fields there are so far."""

    def __init__(self, delimiter: str) -> None:
        self._plain = PLAIN[delimiter]
        self._delimiter = delimiter.encode()
        self.is_open = False
        self.fields = 0
        self.filled = 0

    def line(self, line: bytes) -> None:
        position = self._closed(line, 0) if self.is_open else self._field(line, 0)
        while not self.is_open and line.startswith(self._delimiter, position):
            position = self._field(line, position + 1)

    def _field(self, line: bytes, position: int) -> int:
        self.fields += 1
        if line.startswith(b'"', position):
            self.filled = self.fields
            return self._closed(line, position + 1)
        end = self._end(line, position)
        if end > position:
            self.filled = self.fields
        return end

    def _closed(self, line: bytes, position: int) -> int:
        found = CLOSING.match(line, position)
        self.is_open = found is None
        return self._end(line, found.end()) if found else len(line)

    def _end(self, line: bytes, position: int) -> int:
        found = self._plain.match(line, position)
        return found.end() if found else position


Numbered = tuple[int, bytes | None]


class _Ahead:
    """The numbered lines to come; lines can be put back."""

    def __init__(self, lines: Iterable[bytes | None], first_line: int) -> None:
        self._source = enumerate(lines, start=first_line)
        self._again: deque[Numbered] = deque()

    def __iter__(self) -> "_Ahead":
        return self

    def __next__(self) -> Numbered:
        return self._again.popleft() if self._again else next(self._source)

    def put_back(self, lines: Sequence[Numbered]) -> None:
        self._again.extendleft(reversed(lines))


def read_records(
    lines: Iterable[bytes | None], delimiter: str, *, limit: int, first_line: int = 1
) -> Iterator[Record]:
    """Yield the records of these lines, blank ones left out; None stands for a line too long.

    A quote that is never closed costs the line it stands on: what follows is read again from the
    next line. Memory is bounded by `limit` bytes for one record.
    """
    ahead = _Ahead(lines, first_line)
    for number, line in ahead:
        if line is None:
            yield Record(b"", number, 0, 0, f"line is longer than the limit of {limit:,} bytes")
        elif line.strip():
            scan = _Scan(delimiter)
            scan.line(line)
            taken: list[Numbered] = [(number, line)]
            problem = _take_rest(scan, taken, ahead, limit) if scan.is_open else None
            if problem:
                ahead.put_back(taken[1:])
            data = b"" if problem else b"".join(part for _, part in taken if part)
            yield Record(data, number, scan.fields, scan.filled, problem)


def _take_rest(
    scan: _Scan, taken: list[Numbered], ahead: Iterator[Numbered], limit: int
) -> str | None:
    """Take the lines up to the closing quote; return what is wrong where there is none."""
    size = len(taken[0][1] or b"")
    for number, line in ahead:
        taken.append((number, line))
        size += len(line or b"")
        if line is None or size > limit:
            return f"a quote is opened and not closed within the limit of {limit:,} bytes"
        scan.line(line)
        if not scan.is_open:
            return None
    return "a quote is opened and never closed"
