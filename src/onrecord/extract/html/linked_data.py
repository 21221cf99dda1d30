"""JSON-LD of a page as a flat row of nodes, articles first.

Knows JSON and its accidents in the wild; of the vocabulary only which types are the page's text.
"""

import json
import re
from collections.abc import Iterable
from typing import Any

import orjson

Node = dict[str, Any]

MAX_SIZE = 400_000  # characters of one script: catalogues of products go beyond, statements don't
MAX_NODES = 400
_WRAPPING = re.compile(r"^\s*(?://\s*)?(?:<!\[CDATA\[|<!--)|(?:(?://\s*)?\]\]>|-->)\s*;?\s*$")
_TEXTS = frozenset(
    [
        "Article",
        "NewsArticle",
        "BlogPosting",
        "Report",
        "TechArticle",
        "OpinionNewsArticle",
        "AnalysisNewsArticle",
        "ReportageNewsArticle",
        "SocialMediaPosting",
        "ScholarlyArticle",
        "LiveBlogPosting",
        "SpecialAnnouncement",
    ]
)
# Parts of a node that are things of their own and not about the page.
_APART = frozenset(["comment", "comments", "review", "reviews", "isRelatedTo", "hasPart", "video"])


def nodes(scripts: Iterable[str]) -> list[Node]:
    """Return the objects of JSON-LD scripts; those that are texts come first, comments not at all.

    >>> [n.get("@type") for n in nodes(['[{"@type": "WebPage"}, {"@type": "Article"}]'])]
    ['Article', 'WebPage']
    >>> nodes(["{broken"])
    []
    """
    found: list[Node] = []
    for script in scripts:
        if len(script) <= MAX_SIZE:
            _flatten(_parsed(script), found)
    return sorted(found, key=lambda node: not _is_text(node))


def _is_text(node: Node) -> bool:
    kind = node.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(k, str) and k.rpartition("/")[2] in _TEXTS for k in kinds)


def _parsed(script: str) -> object:
    try:
        return orjson.loads(script)
    except orjson.JSONDecodeError:
        pass
    bare = _WRAPPING.sub("", script).strip().rstrip(";")
    try:
        # Line ends within strings are common, and only the slow parser takes them.
        return json.loads(bare, strict=False)
    except (ValueError, RecursionError):
        return None


def _flatten(value: object, found: list[Node]) -> None:
    queue = [value]
    while queue and len(found) < MAX_NODES:
        value = queue.pop(0)
        if isinstance(value, list):
            queue = [*value[:MAX_NODES], *queue]
        elif isinstance(value, dict):
            found.append(value)
            queue += [v for k, v in value.items() if isinstance(v, dict | list) and k not in _APART]
