"""The elements of a page that its hints are read from, found in one search of the tree.

A search of a whole page takes as long as parsing a tenth of it, whatever is sought; so all that is
sought by tag, class or attribute is sought at once. What the elements say is for others to read.
"""

from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

# hentry, hNews and schema.org microdata: the names are theirs.
_DATED_CLASSES = frozenset(["published", "entry-date", "dt-published"])
# "readcrumb": Breadcrumb and breadcrumb; a flag for case costs lexbor ten times as much.
_CRUMBS, _CRUMBS_CLASS = "readcrumb", "crumbs"
_WANTED = (
    "h1, time, [itemprop=datePublished], [pubdate], .published, .entry-date, .dt-published, "
    f"[class*={_CRUMBS_CLASS}], [class*={_CRUMBS}], [id*={_CRUMBS}], [aria-label*={_CRUMBS}]"
)
_MOST_HEADINGS, _MOST_DATED, _MOST_TIMES = 20, 4, 3
# Elements that site builders use where a heading belongs, when the page has none.
_TITLE_LIKE = (
    ".entry-title, .post-title, .article-title, .page-title, .news-title, [class~=h1], "
    "[class*=-h1], [itemprop=headline], #title"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Landmarks:
    """Elements in the order of the page: first-level headings, `time`s, elements that say they
    hold the day of publication; and the row of links that says where in the site the page is."""

    headings: tuple[LexborNode, ...]
    times: tuple[LexborNode, ...]
    dated: tuple[LexborNode, ...]
    crumbs: LexborNode | None


def landmarks(parser: LexborHTMLParser) -> Landmarks:
    headings: list[LexborNode] = []
    times: list[LexborNode] = []
    dated: list[LexborNode] = []
    crumbs: LexborNode | None = None
    last = 0
    for node in parser.css(_WANTED):
        if node.mem_id == last:
            continue  # an element is found once for each selector that it answers to
        last = node.mem_id
        attributes = node.attributes
        if node.tag == "h1":
            headings.append(node)
        elif node.tag == "time":
            times.append(node)
        if _is_dated(attributes):
            dated.append(node)
        if crumbs is None and _is_crumbs(attributes):
            crumbs = node
    return Landmarks(
        headings=tuple(headings[:_MOST_HEADINGS]),
        times=tuple(times[:_MOST_TIMES]),
        dated=tuple(dated[:_MOST_DATED]),
        crumbs=crumbs,
    )


def title_like(parser: LexborHTMLParser) -> list[LexborNode]:
    """Return what may be the heading of a page that has none by its tag; `h2`s are not among it."""
    return parser.css(_TITLE_LIKE)[:5]


def _is_dated(attributes: dict[str, str | None]) -> bool:
    return (
        attributes.get("itemprop") == "datePublished"
        or "pubdate" in attributes
        or not _DATED_CLASSES.isdisjoint((attributes.get("class") or "").split())
    )


def _is_crumbs(attributes: dict[str, str | None]) -> bool:
    names = attributes.get("class") or ""
    return (
        _CRUMBS_CLASS in names
        or _CRUMBS in names
        or _CRUMBS in (attributes.get("id") or "")
        or _CRUMBS in (attributes.get("aria-label") or "")
    )
