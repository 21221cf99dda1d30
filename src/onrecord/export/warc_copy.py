"""The captures of statements as one WARC file, their records copied byte for byte."""

from collections.abc import Iterator

from onrecord.export.selection import Selection


def warc_copy(selection: Selection) -> Iterator[bytes]:
    """Yield each record once, as it is stored, though several statements rest on it.

    Records are gzip members of their own; one indexed where it lies in an uncompressed file is
    left as it is too, so such a file has both.
    """
    copied = bytearray()  # a byte for each number in the ledger
    for view in selection.statements():
        for capture in view.captures:
            if capture.seq >= len(copied):
                copied.extend(bytes(capture.seq + 1 - len(copied)))
            if not copied[capture.seq]:
                copied[capture.seq] = 1
                yield selection.record(capture)
