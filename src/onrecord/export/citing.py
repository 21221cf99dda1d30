"""A statement as other works cite it, one at a time: in words, for a reference manager, Wikipedia.

Each names the issuer, the title as printed, the date, the address and which wording was read when.
"""

import re
from collections.abc import Callable

from onrecord.export.bibtex import entry
from onrecord.export.reference import one_line, seen_on, wording
from onrecord.export.ris import record
from onrecord.model.view import StatementView

# In the value of a template's parameter these would begin or end something.
_WIKI = {"|": "{{!}}", "[": "&#91;", "]": "&#93;", "{": "&#123;", "}": "&#125;", "<": "&lt;"}


def plain(view: StatementView) -> str:
    """Return a citation in words: issuers, title, date, address, wording and when it was seen."""
    day = view.extraction.published_on
    parts = (
        _issuers(view),
        f"“{one_line(view.extraction.title)}”",
        day.isoformat() if day else "",
        view.url or "",
    )
    return f"{', '.join(part for part in parts if part)} ({wording(view)})."


def wikipedia(view: StatementView) -> str:
    """Return {{cite web}} of the English Wikipedia."""
    e = view.extraction
    fields = [
        ("url", _address(view)),
        ("title", _wiki(e.title)),
        ("publisher", _wiki(_issuers(view))),
        ("date", e.published_on.isoformat() if e.published_on else ""),
        ("access-date", seen_on(view).isoformat()),
        ("language", (e.language or "").partition("-")[0]),
    ]
    return "{{cite web" + "".join(f" |{name}={value}" for name, value in fields if value) + "}}"


TEXT_FORMS: dict[str, Callable[[StatementView], str]] = {
    "plain": plain,
    "bibtex": entry,
    "ris": record,
    "wikipedia": wikipedia,
}


def _issuers(view: StatementView) -> str:
    return "; ".join(one_line(i.name) for i in view.extraction.issuers)


def _address(view: StatementView) -> str:
    """The URL, with what would end a parameter percent-encoded."""
    return re.sub(r"[{}|\\<>\[\]\s]", lambda m: f"%{ord(m[0]):02X}", view.url or "")


def _wiki(text: str) -> str:
    return "".join(_WIKI.get(c, c) for c in one_line(text))
