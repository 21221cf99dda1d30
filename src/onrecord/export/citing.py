"""A statement as other works cite it: plain, BibTeX, RIS, CSL-JSON and Wikipedia's template.

Each names the issuer, the title as printed, the date, the address and which wording was read when.
Formats: BibTeX as biber reads it (`@online`), RIS (TY ELEC), CSL 1.0.2 (`webpage`), {{cite web}}.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import Any

from onrecord.model.view import StatementView

# What is special in a BibTeX field read by biber, which takes UTF-8 as it stands.
_BIBTEX = {c: f"\\{c}" for c in "&%$#_{}"} | {
    "\\": "\\textbackslash{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
}
_BLANKS = re.compile(r"\s+")
# In the value of a template's parameter these would begin or end something.
_WIKI = {"|": "{{!}}", "[": "&#91;", "]": "&#93;", "{": "&#123;", "}": "&#125;", "<": "&lt;"}


def plain(view: StatementView) -> str:
    """Return a citation in words: issuers, title, date, address, wording and when it was seen."""
    parts = [_issuers(view), f"“{_one_line(view.extraction.title)}”", *_dated(view)]
    parts += [view.url] if view.url else []
    return f"{', '.join(part for part in parts if part)} ({_wording(view)})."


def bibtex(view: StatementView) -> str:
    """Return an entry of type @online; issuers stand in braces, being bodies and no persons."""
    e = view.extraction
    fields = [
        ("author", " and ".join(f"{{{_bibtex(i.name)}}}" for i in e.issuers)),
        ("title", f"{{{_bibtex(e.title)}}}"),
        ("date", e.published_on.isoformat() if e.published_on else ""),
        ("url", _address(view)),
        ("urldate", _seen_on(view).isoformat()),
        ("langid", e.language or ""),
        ("note", _bibtex(_wording(view))),
    ]
    lines = [f"  {name} = {{{value}}}" for name, value in fields if value]
    return f"@online{{onrecord-{view.id}-{view.version},\n" + ",\n".join(lines) + "\n}\n"


def ris(view: StatementView) -> str:
    """Return a record of type ELEC, its lines ended as the format asks."""
    e = view.extraction
    lines = ["TY  - ELEC"]
    lines += [f"AU  - {_one_line(i.name)}" for i in e.issuers]
    lines.append(f"TI  - {_one_line(e.title)}")
    if e.published_on:
        lines += [f"PY  - {e.published_on.year:04}", f"DA  - {e.published_on:%Y/%m/%d}"]
    if view.url:
        lines.append(f"UR  - {_one_line(view.url)}")
    if e.language:
        lines.append(f"LA  - {e.language}")
    lines += [f"Y2  - {_seen_on(view):%Y/%m/%d}", f"N1  - {_wording(view)}", "ER  - "]
    return "\r\n".join(lines) + "\r\n"


def csl_json(view: StatementView) -> dict[str, Any]:
    """Return one item of CSL-JSON."""
    e = view.extraction
    item: dict[str, Any] = {
        "id": f"onrecord-{view.id}-{view.version}",
        "type": "webpage",
        "title": _one_line(e.title),
        "author": [{"literal": _one_line(i.name)} for i in e.issuers],
        "accessed": {"date-parts": [_parts(_seen_on(view))]},
        "note": _wording(view),
    }
    if e.published_on:
        item["issued"] = {"date-parts": [_parts(e.published_on)]}
    if view.url:
        item["URL"] = view.url
    if e.language:
        item["language"] = e.language
    return item


def wikipedia(view: StatementView) -> str:
    """Return {{cite web}} of the English Wikipedia."""
    e = view.extraction
    fields = [
        ("url", _address(view)),
        ("title", _wiki(e.title)),
        ("publisher", _wiki(_issuers(view))),
        ("date", e.published_on.isoformat() if e.published_on else ""),
        ("access-date", _seen_on(view).isoformat()),
        ("language", (e.language or "").partition("-")[0]),
    ]
    return "{{cite web" + "".join(f" |{name}={value}" for name, value in fields if value) + "}}"


TEXT_FORMS: dict[str, Callable[[StatementView], str]] = {
    "plain": plain,
    "bibtex": bibtex,
    "ris": ris,
    "wikipedia": wikipedia,
}


def _issuers(view: StatementView) -> str:
    return "; ".join(_one_line(i.name) for i in view.extraction.issuers)


def _dated(view: StatementView) -> Iterator[str]:
    if view.extraction.published_on:
        yield view.extraction.published_on.isoformat()


def _seen_on(view: StatementView) -> dt.date:
    """The day, in UTC, on which this wording was last captured."""
    runs = [run for v in view.versions if v.number == view.version for run in v.intervals]
    last = max((run.last_seen_at for run in runs), default=None)
    return (last or max(c.at for c in view.captures)).astimezone(dt.UTC).date()


def _wording(view: StatementView) -> str:
    return (
        f"version {view.version}, last captured {_seen_on(view).isoformat()}, archive id {view.id}"
    )


def _address(view: StatementView) -> str:
    """The URL, with what would end a field or a parameter percent-encoded."""
    return re.sub(r"[{}|\\<>\[\]\s]", lambda m: f"%{ord(m[0]):02X}", view.url or "")


def _parts(day: dt.date) -> list[int]:
    return [day.year, day.month, day.day]


def _one_line(text: str) -> str:
    return _BLANKS.sub(" ", text).strip()


def _bibtex(text: str) -> str:
    return "".join(_BIBTEX.get(c, c) for c in _one_line(text))


def _wiki(text: str) -> str:
    return "".join(_WIKI.get(c, c) for c in _one_line(text))
