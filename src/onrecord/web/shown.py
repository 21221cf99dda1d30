"""What a public archive shows: contact persons and cited pages only if the owner says so."""

from dataclasses import replace

from onrecord.archive.web_settings import WebSettings
from onrecord.model.statement import ContactKind
from onrecord.model.view import StatementView


def shown(view: StatementView, settings: WebSettings) -> StatementView:
    """Return the view as this site shows it. The issuer's wording itself is never altered.

    A public archive names no account: neither who corrected nor who entered a reply, nor then the
    signature that is over the name too.
    """
    if not shows_cited(settings):
        view = replace(view, cited_captures=())
    if not settings.public:
        return view
    view = replace(
        view,
        corrections=tuple(
            replace(one, correction=replace(one.correction, by=None, signature=""))
            for one in view.corrections
        ),
        replies=tuple(replace(one, by=None, signature="") for one in view.replies),
    )
    if settings.persons:
        return view
    kept = tuple(c for c in view.extraction.contacts if c.kind is not ContactKind.PERSON)
    return replace(view, extraction=replace(view.extraction, contacts=kept))


def shows_cited(settings: WebSettings) -> bool:
    """Return whether the kept pages that statements cite are shown: they are of third parties."""
    return settings.cited or not settings.public
