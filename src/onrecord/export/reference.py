"""What reference formats say of a statement alike: CSL-JSON, RIS, BibTeX and citations in words."""

import datetime as dt

from onrecord.model.view import StatementView


def one_line(text: str) -> str:
    r"""Return a text without breaks, for formats where a line is a field.

    >>> one_line("a\r\nb\u2028c")
    'a b c'
    """
    return " ".join(text.split())


def note(view: StatementView) -> str:
    """Return where the words come from: each issuer's role, the wording and when it was seen."""
    roles = "; ".join(f"{i.name} ({i.role.value})" for i in view.extraction.issuers)
    issued = f"issued by {roles}" if roles else "issuer not known"
    return one_line(f"{issued}; {wording(view)}, key {view.key}")


def wording(view: StatementView) -> str:
    """Return which wording is meant, and when it was seen last."""
    return f"onrecord {view.id}, version {view.version}, last captured {seen_on(view)}"


def seen_on(view: StatementView) -> dt.date:
    """Return the day, in UTC, on which this wording was last captured."""
    runs = [run for v in view.versions if v.number == view.version for run in v.intervals]
    last = max((run.last_seen_at for run in runs), default=None)
    return (last or max(c.at for c in view.captures)).astimezone(dt.UTC).date()
