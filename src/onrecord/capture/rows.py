"""One row of a data set to a capture: its name, and whether it is a row at all.

Knows rows and addresses; must not know how a file frames its rows.
"""

import json

from onrecord.capture.item import Item, Skipped
from onrecord.capture.reading import Reading
from onrecord.errors import RecordError
from onrecord.model.capture import Received
from onrecord.model.row import RowFields, read_row

# Names that only a program's log has together: Browsertrix's, and those of pino and bunyan.
LOG_NAMES = (
    frozenset(["timestamp", "logLevel", "context", "message"]),
    frozenset(["level", "time", "pid", "hostname", "msg"]),
)
LOG_MARKS = (b'"logLevel"', b'"hostname"')

MAX_ID = 1000  # characters; what is longer is a text under a misleading name, and no identifier


class Rows:
    """Makes the captures of one data set, counting its rows from 1, damaged ones included.

    A row's URI is that of its file with the fragment `row-ID`: the row's own URL, else its
    identifier, else its number.
    """

    def __init__(self, reading: Reading, media_type: str, charset: str | None = None) -> None:
        self.number = 0
        self._reading = reading
        self._media_type = media_type
        self._charset = charset

    def item(self, payload: bytes, line: int) -> Item:
        """Return the next row's capture, a skip for a line of a log, or why it is none."""
        self.number += 1
        if is_log_line(payload):
            return skipped_log_line(self._reading)
        try:
            fields = read_row(
                payload, self._media_type, self._reading.columns, charset=self._charset
            )
        except RecordError as error:
            return self._damage(str(error), line)
        return Received(
            uri=self._reading.uri(f"row-{self._id(fields)}"),
            at=self._reading.at,
            media_type=self._media_type,
            payload=payload,
            path=self._reading.name,
            charset=self._charset,
        )

    def damaged(self, message: str, line: int) -> RecordError:
        """Count a row that can't be given, and return the error that says why."""
        self.number += 1
        return self._damage(message, line)

    def _damage(self, message: str, line: int) -> RecordError:
        return self._reading.damage(f"row {self.number}: {message}", line=line)

    def _id(self, fields: RowFields) -> str:
        found = fields.supplied.url or fields.supplied.identifier
        return found if found and len(found) <= MAX_ID else str(self.number)


def skipped_log_line(reading: Reading) -> Skipped:
    """Return the skip that a log's line is."""
    return Skipped(reason="line of a log", path=reading.name)


def is_log_line(payload: bytes) -> bool:
    """Say whether a JSON line is a program's log of what it did: crawlers leave them among pages.

    >>> is_log_line(b'{"timestamp":"t","logLevel":"info","context":"a","message":"Start"}')
    True
    >>> is_log_line(b'{"timestamp":"t","message":"The ferry is late."}')
    False
    """
    if not any(mark in payload for mark in LOG_MARKS):
        return False
    try:
        line = json.loads(payload)
    except (ValueError, RecursionError):
        return False
    return isinstance(line, dict) and any(names <= line.keys() for names in LOG_NAMES)


def is_statement_row(fields: RowFields) -> bool:
    """Say whether a row has words and something that names them: what a statement's row has.

    >>> from onrecord.model.row import ROW_JSON
    >>> is_statement_row(read_row(b'{"title": "On the ferry", "text": "Both met."}', ROW_JSON))
    True
    >>> is_statement_row(read_row(b'{"name": "left-pad", "version": "1.3.0"}', ROW_JSON))
    False
    """
    supplied = fields.supplied
    return bool(fields.text and (supplied.title or supplied.url or supplied.date))
