"""What machines ask a site for: OpenSearch description, sitemap, robots."""

import itertools
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse

from onrecord.errors import NotFoundError
from onrecord.web.rendering import language_of
from onrecord.web.site import base_of, site_of

router = APIRouter(include_in_schema=False)
XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
A_SITEMAP = 50_000  # the protocol's own bound (https://www.sitemaps.org/protocol.html)
LONGEST_NAME = 16  # of OpenSearch's ShortName


@router.get("/opensearch.xml")
def opensearch(request: Request) -> Response:
    """Describe the search to browsers (OpenSearch 1.1)."""
    site, base = site_of(request), base_of(request)
    box = language_of(request).gettext("Search the archive")
    body = (
        f'{XML}<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">'
        f"<ShortName>{escape(site.name[:LONGEST_NAME])}</ShortName>"
        f"<Description>{escape(f'{site.name}: {box}')}</Description>"
        "<InputEncoding>UTF-8</InputEncoding>"
        f'<Url type="text/html" template={quoteattr(base + "/?q={searchTerms}")}/>'
        f'<Url type="application/atom+xml" '
        f"template={quoteattr(base + '/search.atom?q={searchTerms}')}/>"
        f'<Url type="application/x-suggestions+json" '
        f"template={quoteattr(base + '/suggest.json?q={searchTerms}')}/>"
        "</OpenSearchDescription>\n"
    )
    return Response(body, media_type="application/opensearchdescription+xml")


@router.get("/robots.txt")
def robots(request: Request) -> Response:
    """Let a public archive's statements be found; nothing of any other, and never originals."""
    if not site_of(request).settings.public:
        return PlainTextResponse("User-agent: *\nDisallow: /\n")
    return PlainTextResponse(
        "User-agent: *\nDisallow: /captures/\nDisallow: /api/\nDisallow: /?\n"
        f"Sitemap: {base_of(request)}/sitemap.xml\n"
    )


@router.get("/sitemap.xml")
def sitemap(request: Request) -> Response:
    """List the sitemaps, each of 50,000 statements in order of arrival."""
    base = base_of(request)
    with site_of(request).archives.lent() as archive:
        parts = -(-archive.statements.count() // A_SITEMAP)
    links = "".join(
        f"<sitemap><loc>{escape(f'{base}/sitemap-{number}.xml')}</loc></sitemap>"
        for number in range(1, parts + 1)
    )
    body = f'{XML}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{links}'
    return Response(body + "</sitemapindex>\n", media_type="application/xml")


@router.get("/sitemap-{number}.xml")
def sitemap_part(request: Request, number: str) -> Response:
    """List statements, streamed."""
    if not (number.isascii() and number.isdecimal() and 0 < int(number[:6]) < 100_000):
        raise NotFoundError("no sitemap of that number", number=number)
    base, start = base_of(request), (int(number) - 1) * A_SITEMAP
    archives = site_of(request).archives

    def lines() -> Iterator[str]:
        yield f'{XML}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        with archives.lent() as archive:
            for id in itertools.islice(archive.statements.ids(), start, start + A_SITEMAP):
                yield f"<url><loc>{escape(f'{base}/s/{id}')}</loc></url>\n"
        yield "</urlset>\n"

    return StreamingResponse(lines(), media_type="application/xml")


def _base(request: Request) -> str:
    return str(request.base_url).rstrip("/")
