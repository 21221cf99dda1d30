"""Claims and citations as Web Annotations (w3.org/TR/annotation-model) on a version's text.

The target is the version's plain text, by the words themselves and by their position, in code
points as the model counts. Every body says whose it is: a claim is its issuer's, never a finding.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.export.claim_json import claim_json
from onrecord.export.json_bytes import json_line
from onrecord.model.citation import Citation
from onrecord.model.claim_view import ClaimView
from onrecord.model.statement import Span
from onrecord.model.view import StatementView

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MEDIA_TYPE = f'application/ld+json; profile="{CONTEXT}"'
BESIDE = 32  # code points before and behind, by which a quotation is told from another like it


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Of one version: its page, its plain text, and how the names of its annotations begin."""

    page: str
    text: str
    annotations: str


def annotation_page(
    view: StatementView, claims: Iterable[ClaimView], addresses: Addresses
) -> dict[str, Any]:
    """Return all annotations of a version as one AnnotationPage."""
    return {
        "@context": CONTEXT,
        "id": addresses.annotations,
        "type": "AnnotationPage",
        "items": [
            *(_of_claim(claim, view, addresses) for claim in claims),
            *_of_citations(view, addresses),
        ],
    }


def _of_claim(claim: ClaimView, view: StatementView, addresses: Addresses) -> dict[str, Any]:
    plain = claim_json(claim)
    return {
        "id": f"{addresses.annotations}#{claim.id}",
        "type": "Annotation",
        "motivation": "describing",
        "generator": {"type": "Software", "name": f"onrecord {plain['extractor']}"},
        "body": {
            "type": "TextualBody",
            "purpose": "describing",
            "format": "application/json",
            "creator": _issuers(view),
            "value": json_line(plain).decode().rstrip("\n"),
        },
        "target": _target(view, Span(claim.claim.start, claim.claim.end), addresses),
    }


def _of_citations(view: StatementView, addresses: Addresses) -> Iterator[dict[str, Any]]:
    """One for each citation on the web that a block points to, a target for each such block."""
    for number, citation in enumerate(view.extraction.citations, 1):
        spans = _pointing(view, citation)
        if spans and citation.url.startswith(("http://", "https://")):
            targets = [_target(view, span, addresses) for span in spans]
            yield {
                "id": f"{addresses.annotations}#citation-{number}",
                "type": "Annotation",
                "motivation": "linking",
                "generator": {"type": "Software", "name": f"onrecord {view.extraction.extractor}"},
                "body": {
                    "type": "SpecificResource",
                    "purpose": "linking",
                    "creator": _issuers(view),
                    "source": citation.url,
                },
                "target": targets[0] if len(targets) == 1 else targets,
            }


def _pointing(view: StatementView, citation: Citation) -> list[Span]:
    blocks = view.extraction.blocks
    return [Span(blocks[i].start, blocks[i].end) for i in citation.blocks]


def _issuers(view: StatementView) -> Sequence[dict[str, str]]:
    return [{"type": "Organization", "name": issuer.name} for issuer in view.extraction.issuers]


def _target(view: StatementView, span: Span, addresses: Addresses) -> dict[str, Any]:
    text = view.extraction.text
    source = {"id": addresses.text, "type": "Text", "format": "text/plain"}
    if view.extraction.language:
        source["language"] = view.extraction.language
    return {
        "type": "SpecificResource",
        "source": source,
        "scope": addresses.page,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": text[span.start : span.end],
                "prefix": text[max(0, span.start - BESIDE) : span.start],
                "suffix": text[span.end : span.end + BESIDE],
            },
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ],
    }
