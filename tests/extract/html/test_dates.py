"""The date of a page: every place that may say so, best first."""

import datetime as dt

import pytest
from tests.extract.html.parsing import URL, head_of

from onrecord.extract.html.dates import custom_of, dates_of, url_dates

AT = dt.date(2025, 12, 31)


def _dates(html: str, url: str | None = URL) -> list[tuple[str, str]]:
    found = dates_of(html.encode(), url=url, at=AT)
    return [(date.date.isoformat(), date.hint.why) for date in found]


META = '<meta property="article:published_time" content="2020-10-19T09:00:00+04:00">'
JSON_LD = '<script type="application/ld+json">{"@type": "Article", "datePublished": "%s"}</script>'


@pytest.mark.parametrize(
    ("html", "why"),
    [
        (META, "meta article:published_time"),
        (JSON_LD % "2020-10-19", "JSON-LD datePublished"),
        (
            '<span itemprop="datePublished" content="2020-10-19">x</span>',
            "element of publication date",
        ),
        ('<h1>Title of it</h1><div class="post-meta">19 October 2020</div>', "line by the title"),
        ('<time datetime="2020-10-19">yesterday</time>', "time element"),
        ('<script>var s = {"publishedAt":"2020-10-19T10:00:00Z"}</script><p>x', "data for scripts"),
        ('<meta property="og:updated_time" content="2020-10-19">', "meta og:updated_time"),
    ],
)
def test_every_place_is_read(html: str, why: str) -> None:
    assert _dates(html) == [("2020-10-19", why)]


def test_the_head_goes_before_the_page() -> None:
    page = META + "<h1>Title of it</h1><p>20 October 2020</p>"
    assert [date for date, _ in _dates(page)] == ["2020-10-19", "2020-10-20"]


def test_printed_dates_are_not_read_where_head_and_linked_data_agree() -> None:
    printed = "<h1>Title of it</h1><p>20 October 2020</p>"
    agreed = META + JSON_LD % "2020-10-19" + printed
    assert [date for date, _ in _dates(agreed)] == ["2020-10-19"]
    apart = META + JSON_LD % "2020-10-18" + printed
    assert [date for date, _ in _dates(apart)] == ["2020-10-19", "2020-10-18", "2020-10-20"]


def test_a_general_meta_yields_to_the_line_by_the_title() -> None:
    page = '<meta name="date" content="2020-10-30"><h1>Title of it</h1><p>19 October 2020</p>'
    assert [date for date, _ in _dates(page)] == ["2020-10-19", "2020-10-30"]


def test_the_local_day_goes_before_the_same_instant_in_utc() -> None:
    meta = '<meta property="article:published_time" content="2020-10-20T02:00:00Z">'
    assert _dates(meta, "https://a.example/2020/10/19/note")[0][0] == "2020-10-19"
    assert _dates(meta, "https://a.example/2020/10/17/note")[0][0] == "2020-10-20"


@pytest.mark.parametrize("value", ["2031-01-01", "0001-01-01", "soon", "2020-02-31", ""])
def test_absurd_dates_are_left_out(value: str) -> None:
    assert _dates(f'<meta property="article:published_time" content="{value}"><p>x') == []


@pytest.mark.parametrize(
    ("html", "url", "country"),
    [
        ('<html lang="en-GB">', "https://a.example/", "GB"),
        ('<html lang="en">', "https://a.gov/", "US"),
        ('<html lang="en">', "https://a.co.uk/", None),
        ('<meta property="og:locale" content="en_US">', "https://a.example/", "US"),
        ('<html lang="az">', "https://a.com/", None),
    ],
)
def test_country_decides_the_order_of_day_and_month(
    html: str, url: str, country: str | None
) -> None:
    assert custom_of(head_of(html)[1], url).country == country


def test_numbers_in_addresses_are_no_dates() -> None:
    assert list(url_dates("https://a.example/item/120201019334/20201399")) == []
    assert [h.value for h in url_dates("https://a.example/20201019-note")] == ["2020-10-19"]
    assert list(url_dates(None)) == []
