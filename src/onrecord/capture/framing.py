"""Where records begin and end in a WARC or ARC, sound or damaged.

A record's own length is believed only when a record boundary follows it. Where none does, the true
end is looked for at the next start of a record, and the result is marked as doubtful: it counts
only if its own digest or its HTTP length confirms it. Everything else is reported with its offset
and read past. Knows how records are framed; must not know what is in them.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from onrecord.capture.reading import Reading
from onrecord.capture.tape import Tape
from onrecord.errors import CaptureError

TAIL = 4096  # bytes looked at behind a block: its blank lines and the next record's first line
STRIDE = 1024 * 1024  # of a search behind damage
NEW_LINES = b"\r\n"


@dataclass(frozen=True, slots=True)
class Form:
    """How one kind of file frames its records."""

    name: str
    start: re.Pattern[bytes]  # a record's first bytes
    next_start: re.Pattern[bytes]  # the same, at the start of a line
    head_end: re.Pattern[bytes]
    block_length: Callable[[bytes], int | None]  # of a head
    terminator: re.Pattern[bytes] | None = None  # proves by itself that a block ends here


class Doubt(StrEnum):
    NONE = "none"
    LENGTH = "length"
    BYTES = "bytes"


@dataclass(frozen=True, slots=True)
class Frame:
    """One record as bytes. `offset` is where it lies in the file, that of its gzip member if any.

    `length` is its stored length, None where it shares a gzip member and can't be read by itself.
    `doubt` says what was damaged around it: nothing, its length, or (in a damaged gzip member) any
    of its bytes.
    """

    head: bytes
    block: bytes
    offset: int
    length: int | None
    doubt: Doubt = Doubt.NONE


def read_frames(tape: Tape, form: Form, reading: Reading) -> Iterator[Frame | CaptureError]:
    """Yield every record that can be made out, and an error with its offset for each damage."""
    while True:
        _skip_blank_lines(tape)
        if tape.peek(0, 1):
            yield from _read_one(tape, form, reading)
            continue
        if tape.damage is not None:
            yield tape.damage
        if not tape.resume(form.start):
            return


def _read_one(tape: Tape, form: Form, reading: Reading) -> Iterator[Frame | CaptureError]:
    offset, limits = tape.offset, reading.limits
    if not form.start.match(tape.peek(0, TAIL)):
        yield reading.damage(f"no {form.name} record starts here", offset)
        _go_to_next(tape, form)
        return
    end = tape.find(form.head_end, 0, limits.header)
    head = tape.peek(0, end[1]) if end else b""
    length = form.block_length(head)
    if end is None or length is None:
        what = "has no usable length" if end else "has a head that is cut off or too long"
        yield reading.damage(f"{form.name} record {what}", offset)
        _go_to_next(tape, form)
    elif length > limits.payload:
        yield reading.refusal(
            f"record of {length:,} bytes is over the limit of {limits.payload:,}", offset
        )
        tape.take(len(head))
        if tape.skip(length) < length:
            yield reading.damage(f"record is cut off: {length:,} bytes said", offset)
    else:
        yield from _read_block(tape, form, reading, head, length)


def _read_block(
    tape: Tape, form: Form, reading: Reading, head: bytes, length: int
) -> Iterator[Frame | CaptureError]:
    start, offset, total = tape.position, tape.offset, len(head) + length
    size = tape.fill(total + TAIL)
    if size >= total and _is_boundary(form, tape.peek(total, total + TAIL)):
        block = tape.peek(len(head), total)
        tape.take(total)
        _skip_blank_lines(tape)
        alone = tape.member_length(start, tape.position, offset) if reading.gzipped else total
        yield Frame(head, block, offset, alone, _doubt(tape, offset, Doubt.NONE))
        return
    found = tape.find(form.next_start, len(head), total + reading.limits.payload)
    until = found[0] if found else tape.fill(total)
    block = tape.peek(len(head), until)
    what = "length is wrong" if found or size >= total else "block is cut off"
    yield reading.damage(f"record's {what}: {length:,} bytes said, {len(block):,} found", offset)
    tape.take(until)
    yield Frame(head, block, offset, None, _doubt(tape, offset, Doubt.LENGTH))


def _doubt(tape: Tape, offset: int, otherwise: Doubt) -> Doubt:
    in_member = tape.damage is not None and tape.damage.offset == offset
    return Doubt.BYTES if in_member else otherwise


def _is_boundary(form: Form, rest: bytes) -> bool:
    """The stream's end, the next record, or a terminator that is proof enough."""
    if form.terminator is not None and form.terminator.match(rest):
        return True
    rest = rest.lstrip(NEW_LINES)
    return not rest or form.start.match(rest) is not None


def _skip_blank_lines(tape: Tape) -> None:
    while rest := tape.peek(0, TAIL):
        blank = len(rest) - len(rest.lstrip(NEW_LINES))
        tape.take(blank)
        if blank < len(rest):
            return


def _go_to_next(tape: Tape, form: Form) -> None:
    """Go to the next start of a record, or to the segment's end, with flat memory."""
    searched = 1
    while not (found := tape.find(form.next_start, searched, STRIDE)):
        size = tape.fill(STRIDE)
        tape.take(max(size - TAIL, 0))
        if size < STRIDE:
            tape.take(TAIL)
            return
    tape.take(found[0])
