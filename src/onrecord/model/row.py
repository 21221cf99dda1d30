"""A data-set row's own bytes to the values in it; shared by capture (to name rows) and extract.

Pure: bytes in, values out. Must not know files, nor what a value means (a date stays as written).
"""

import functools
import json
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.errors import RecordError
from onrecord.model.capture import Supplied

ROW_JSON = "application/vnd.onrecord.row+json"
ROW_CSV = "application/vnd.onrecord.row+csv"
DELIMITERS = ",;\t|"

NAMES = Path(__file__).with_name("row_names.toml")
TEXT_GROUPS = ("text", "html", "summary")
SEPARATORS = re.compile(r"[\s_:-]+")
QUOTED = re.compile(r'"([^"]*+(?:""[^"]*+)*+)(?:"|\Z)')
PLAIN = {d: re.compile(rf"[^{re.escape(d)}\r\n]*+") for d in DELIMITERS}
WEB_URL = re.compile(r"https?://\S+", re.IGNORECASE)
MARK_UP = re.compile(
    r"</(?:p|div|a|span|li|h[1-6]|td|strong|em|b|i)>|<br\s*/?>|<p[ >]", re.IGNORECASE
)

Columns = tuple[tuple[str, str], ...]  # (their name, ours)
Values = dict[str, tuple[str, str]]  # by folded name: (value, name as written)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFields:
    """What one row says. `text` is the statement's text, "" where the row has none.

    `text_is_html` says that it is mark-up. `used` pairs each of our names with the column its value
    comes from.
    """

    text: str
    supplied: Supplied
    text_is_html: bool = False
    used: tuple[tuple[str, str], ...] = ()


def read_row(
    payload: bytes, media_type: str, columns: Columns = (), *, charset: str | None = None
) -> RowFields:
    """Return the fields of a row captured from a data set, under our names.

    `columns` names columns by hand, before the usual names of row_names.toml. The bytes are UTF-8,
    else of `charset`. Raises RecordError where the bytes are no row.

    >>> row = read_row(b'{"headline": "On the ferry", "body": "Both sides met."}', ROW_JSON)
    >>> row.supplied.title, row.text
    ('On the ferry', 'Both sides met.')
    >>> row = read_row(b"Titel;Text\\r\\nA;B", ROW_CSV, (("Titel", "title"),))
    >>> row.supplied.title, row.text
    ('A', 'B')
    """
    values = row_values(payload, media_type, charset=charset)
    found: dict[str, tuple[str, str]] = {}
    for ours, names in usual_names().items():
        by_hand = [_folded(theirs) for theirs, name in columns if name == ours]
        picked = _pick(values, [*by_hand, *names], ours)
        if picked:
            found[ours] = picked
    body_from = next((group for group in TEXT_GROUPS if group in found), None)
    body = found[body_from] if body_from else ("", "")
    fields = {k: v for k, v in found.items() if k not in TEXT_GROUPS}
    used = [(ours, column) for ours, (_, column) in fields.items()]
    return RowFields(
        text=body[0],
        text_is_html=body_from == "html" or bool(MARK_UP.search(body[0])),
        supplied=Supplied(**{ours: value for ours, (value, _) in fields.items()}),
        used=(*used, ("text", body[1])) if body_from else tuple(used),
    )


def names_text(names: Iterable[str], columns: Columns = ()) -> bool:
    """Say whether one of these columns is known to hold a statement's words.

    >>> names_text(["Date", "Article Body"]), names_text(["Date", "Metin"])
    (True, False)
    >>> names_text(["Date", "Metin"], (("metin", "text"),))
    True
    """
    known = {name for group in TEXT_GROUPS for name in usual_names()[group]}
    known |= {_folded(theirs) for theirs, ours in columns if ours in TEXT_GROUPS}
    return any(_folded(name.strip()) in known for name in names)


def row_values(payload: bytes, media_type: str, *, charset: str | None = None) -> Values:
    """Return the row's values by folded column name: (value as text, column as written).

    Empty values are left out; keys inside an object are joined to its own by a dot; a list's texts
    are joined by blank lines.

    >>> row_values(b'{"Member": {"name": "A"}, "n": 3, "x": null}', ROW_JSON)
    {'member.name': ('A', 'Member.name'), 'n': ('3', 'n')}
    """
    text = _decoded(payload, charset)
    values: Values = {}
    if media_type == ROW_CSV:
        header, row = split_csv_pair(text)
        for name, value in zip(header, row, strict=False):
            _keep(values, name.strip(), value)
        return values
    try:
        row_object = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise RecordError("row is not JSON", cause=error) from error
    if not isinstance(row_object, dict):
        raise RecordError("row is not a JSON object")
    _flatten(values, "", row_object, 0)
    return values


def split_csv_pair(text: str) -> tuple[list[str], list[str]]:
    """Return the fields of a header line and of the row after it (RFC 4180, read leniently).

    >>> split_csv_pair('url;text\\r\\nu;"two\\nlines, ""quoted"" words"')
    (['url', 'text'], ['u', 'two\\nlines, "quoted" words'])
    """
    delimiter = delimiter_of(text)
    header, end = split_record(text, delimiter)
    row, _ = split_record(text, delimiter, end)
    return header, row


def delimiter_of(text: str) -> str:
    """Return the delimiter its first line has most of, a comma for none.

    >>> delimiter_of("a;b, c;d\\n1,2,3,4"), delimiter_of("text")
    (';', ',')
    """
    line = text.lstrip("\r\n").partition("\n")[0]
    bare = QUOTED.sub("", line)
    return max(DELIMITERS, key=lambda d: (bare.count(d), -DELIMITERS.index(d)))


def split_record(text: str, delimiter: str, start: int = 0) -> tuple[list[str], int]:
    """Return one record's fields from `start`, and where the next record starts.

    A quote counts only where it opens a field; what follows a closing quote belongs to the field.

    >>> split_record('a,"b\\nc"d,5" pipe\\r\\nnext', ",")
    (['a', 'b\\ncd', '5" pipe'], 18)
    """
    plain = PLAIN[delimiter]
    fields: list[str] = []
    position = start
    while True:
        value = ""
        quoted = QUOTED.match(text, position)
        if quoted:
            value = quoted[1].replace('""', '"')
            position = quoted.end()
        rest = plain.match(text, position)
        if rest:
            value += rest[0]
            position = rest.end()
        fields.append(value)
        if not text.startswith(delimiter, position):
            break
        position += 1
    newline = 2 if text.startswith("\r\n", position) else 1
    return fields, min(position + newline, len(text))


@functools.cache
def usual_names() -> dict[str, tuple[str, ...]]:
    """Return the usual column names, folded, by our name for the field, best first."""
    table = tomllib.loads(NAMES.read_text("utf-8"))
    return {ours: tuple(_folded(name) for name in names) for ours, names in table.items()}


def _folded(name: str) -> str:
    return SEPARATORS.sub("", name).casefold()


def _pick(values: Values, names: list[str], ours: str) -> tuple[str, str] | None:
    for name in names:
        found = values.get(name)
        if found and _fits(found[0], ours):
            return found
    return None


def _fits(value: str, ours: str) -> bool:
    """A URL field holds a URL, and no issuer is called by one."""
    is_url = bool(WEB_URL.fullmatch(value))
    return is_url if ours == "url" else not (ours == "issuer" and is_url)


def _decoded(payload: bytes, charset: str | None) -> str:
    for name in ("utf-8-sig", charset):
        try:
            return payload.decode(name) if name else payload.decode("utf-8", "replace")
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    return payload.decode("utf-8", "replace")


def _keep(values: Values, name: str, value: str) -> None:
    cleaned = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace").strip()
    if cleaned:
        values.setdefault(_folded(name), (cleaned, name))


def _flatten(values: Values, prefix: str, row: dict[str, Any], depth: int) -> None:
    for key, value in row.items():
        name = f"{prefix}{key}"
        match value:
            case str():
                _keep(values, name, value)
            case bool() | None:
                pass
            case int() | float():
                _keep(values, name, _number(value))
            case list():
                _keep(values, name, "\n\n".join(v for v in value if isinstance(v, str)))
            case dict() if depth < 4:
                _flatten(values, f"{name}.", value, depth + 1)


def _number(value: int | float) -> str:
    try:
        return str(value)
    except ValueError:  # more digits than the interpreter turns into text
        return ""
