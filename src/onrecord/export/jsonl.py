"""JSON Lines: the object of `show --json`, a line per statement."""

from collections.abc import Iterator

from onrecord.export.json_bytes import json_line
from onrecord.export.selection import Selection
from onrecord.export.statement_json import statement_json


def jsonl(selection: Selection) -> Iterator[bytes]:
    """Yield a line for each statement."""
    return (json_line(statement_json(view)) for view in selection.statements())
