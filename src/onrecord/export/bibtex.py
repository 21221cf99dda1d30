"""BibTeX in UTF-8, an entry per statement; names stand in braces, so that none is parted."""

import re
from collections.abc import Iterator

from onrecord.export.reference import note, one_line, seen_on
from onrecord.export.selection import Selection
from onrecord.model.view import StatementView

# A brace can't be escaped by a backslash: BibTeX counts it all the same.
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "%": r"\%",
    "&": r"\&",
    "#": r"\#",
    "$": r"\$",
    "_": r"\_",
}
_ANY_SPECIAL = re.compile("[" + re.escape("".join(_SPECIAL)) + "]")


def bibtex(selection: Selection) -> Iterator[bytes]:
    """Yield a `@misc` for each statement, its key the statement's id."""
    for view in selection.statements():
        yield f"{entry(view)}\n".encode()


def entry(view: StatementView) -> str:
    """Return the entry of one statement."""
    lines = [f"  {name} = {{{value}}},\n" for name, value in _fields(view) if value]
    return f"@misc{{{view.id},\n{''.join(lines)}}}\n"


def escaped(text: str) -> str:
    r"""Return a text on one line with what TeX would read as its own written out.

    >>> escaped("5 % of {a_b}")
    '5 \\% of \\textbraceleft{}a\\_b\\textbraceright{}'
    """
    return _ANY_SPECIAL.sub(lambda found: _SPECIAL[found[0]], one_line(text))


def _fields(view: StatementView) -> Iterator[tuple[str, str | None]]:
    e, day = view.extraction, view.extraction.published_on
    yield "author", " and ".join(f"{{{escaped(issuer.name)}}}" for issuer in e.issuers)
    yield "title", f"{{{escaped(e.title)}}}"
    yield "year", f"{day:%Y}" if day else None
    yield "month", f"{day:%m}" if day else None
    yield "date", day.isoformat() if day else None
    yield "howpublished", escaped(e.kind.value.replace("_", " "))
    yield "address", escaped(e.place or "")
    yield "number", escaped(e.serial or "")
    yield "language", e.language
    yield "url", _url(view.url)
    yield "urldate", seen_on(view).isoformat()
    yield "note", escaped(note(view))


def _url(url: str | None) -> str | None:
    """A URL is verbatim in BibTeX, but for braces and backslashes, which it may not hold."""
    return url and url.replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D")
