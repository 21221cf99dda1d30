"""What reference formats say of a statement alike: CSL-JSON, RIS, BibTeX."""

from onrecord.model.view import StatementView


def one_line(text: str) -> str:
    r"""Return a text without breaks, for formats where a line is a field.

    >>> one_line("a\r\nb\u2028c")
    'a b c'
    """
    return " ".join(text.split())


def note(view: StatementView) -> str:
    """Return where the words come from: the archive's key and version, and each issuer's role."""
    roles = "; ".join(f"{i.name} ({i.role.value})" for i in view.extraction.issuers)
    issued = f"issued by {roles}" if roles else "issuer not known"
    return one_line(f"{issued}; onrecord {view.id}, version {view.version}, key {view.key}")
