"""The claims and citations of a statement as Web Annotations on the text of its wording."""

from typing import Any

from onrecord.archive.opening import Archive
from onrecord.export.annotations import MEDIA_TYPE as ANNOTATIONS
from onrecord.export.annotations import Addresses, annotation_page

__all__ = ["ANNOTATIONS", "annotations"]


def annotations(archive: Archive, id: str, base: str) -> dict[str, Any]:
    """Return the annotations of the wording that stands; `base` is the site's address.

    Raises NotFoundError.
    """
    view = archive.statements.get(id)
    claims = [claim for claim in archive.claims.of([id]) if claim.version == view.version]
    page = f"{base}/s/{id}"
    return annotation_page(
        view,
        claims,
        Addresses(
            page=f"{page}?v={view.version}",
            text=f"{page}.txt?v={view.version}",
            annotations=f"{page}/annotations",
        ),
    )
