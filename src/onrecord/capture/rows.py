"""One row of a data set to a capture: its name, and whether it is a row at all.

Knows rows and addresses; must not know how a file frames its rows.
"""

from onrecord.capture.item import Item
from onrecord.capture.reading import Reading
from onrecord.errors import RecordError
from onrecord.model.capture import Received
from onrecord.model.row import RowFields, read_row

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
        """Return the next row's capture, or the error that its bytes are no row."""
        self.number += 1
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
