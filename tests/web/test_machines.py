"""Machine forms of the pages: suffixes, Accept, feeds, descriptions, citations."""

import json
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import BASE, CITING, LUMINARA

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.mark.parametrize(
    ("path", "by_suffix"),
    [
        (f"/s/{LUMINARA}", f"/s/{LUMINARA}.json"),
        ("/issuers", "/issuers.json"),
        ("/i/mfa-velmaria", "/i/mfa-velmaria.json"),
        ("/about", "/about.json"),
        ("/?q=ferry", "/search.json?q=ferry"),
    ],
)
def test_suffix_and_accept_give_the_same(client: TestClient, path: str, by_suffix: str) -> None:
    accepted = client.get(path, headers={"accept": "application/json"})
    suffixed = client.get(by_suffix)
    assert accepted.headers["content-type"].startswith("application/json")
    assert accepted.json() == suffixed.json()


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
        ("*/*", "text/html"),
        ("", "text/html"),
        ("application/json;q=0.9, text/html;q=0.1", "application/json"),
        ("text/plain", "text/plain"),
        ("image/png", "text/html"),
        ("application/json;q=x", "text/html"),
    ],
)
def test_the_form_is_the_one_the_reader_likes_best(
    client: TestClient, accept: str, kind: str
) -> None:
    answer = client.get(f"/s/{LUMINARA}", headers={"accept": accept})
    assert answer.headers["content-type"].startswith(kind)
    if kind == "text/html":
        assert "Accept" in answer.headers["vary"]


def test_the_words_alone(client: TestClient) -> None:
    said = client.get(f"/s/{LUMINARA}.json?v=1").json()
    assert client.get(f"/s/{LUMINARA}.txt?v=1").text == said["text"]


def test_an_atom_feed_names_who_says_it(client: TestClient) -> None:
    answer = client.get("/search.atom?q=ferry&lang=en")
    assert answer.headers["content-type"] == "application/atom+xml"
    feed = ElementTree.fromstring(answer.content)  # noqa: S314 - made by this program
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 14
    for entry in entries:
        title, author = entry.findtext(f"{ATOM}title"), entry.findtext(f"{ATOM}author/{ATOM}name")
        assert title is not None
        assert author is not None
        assert title.startswith(author)
    dates = [entry.findtext(f"{ATOM}published") or "" for entry in entries]
    assert dates == sorted(dates, reverse=True)
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert (
        links["self"] == f"{BASE}/search.atom?q=ferry&lang=en&sort=-date"
        or links["self"] == f"{BASE}/search.atom?q=ferry&lang=en"
    )


def test_a_json_feed(client: TestClient) -> None:
    answer = client.get("/search.feed.json?q=ferry&lang=en")
    assert answer.headers["content-type"] == "application/feed+json"
    feed = answer.json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert len(feed["items"]) == 14
    assert all(item["title"].startswith(item["authors"][0]["name"]) for item in feed["items"])


def test_descriptions_are_well_formed(client: TestClient) -> None:
    for path in ("/opensearch.xml", "/sitemap.xml", "/sitemap-1.xml"):
        ElementTree.fromstring(client.get(path).content)  # noqa: S314 - made by this program
    assert client.get("/sitemap-1.xml").text.count("<loc>") == 49
    assert client.get("/sitemap-x.xml").status_code == 404
    assert client.get("/sitemap-0.xml").status_code == 404


def test_suggestions_are_as_browsers_ask(client: TestClient) -> None:
    typed, names = client.get("/suggest.json?q=Minis").json()
    assert typed == "Minis"
    assert "Ministry of Transport of the Republic of Velmaria" in names


def test_a_private_archive_is_not_for_robots(client: TestClient) -> None:
    assert "Disallow: /\n" in client.get("/robots.txt").text


def test_linked_data_rates_nothing(client: TestClient) -> None:
    page = client.get(f"/s/{LUMINARA}").text
    data = json.loads(page.split('<script type="application/ld+json">')[1].split("</script>")[0])
    assert data["@type"] == "ArchiveComponent"
    assert data["mainEntity"]["publisher"][0]["name"].startswith("Ministry of Transport")
    assert "rating" not in json.dumps(data).lower()


def test_citations_name_issuer_title_date_and_wording(client: TestClient) -> None:
    bib = client.get(f"/s/{LUMINARA}.bib?v=1").text
    assert f"@misc{{{LUMINARA}," in bib
    assert f"onrecord {LUMINARA}, version 1, last captured 2025-10-18" in bib
    assert "author = {{Ministry of Transport of the Republic of Velmaria}}" in bib
    assert "date = {2025-10-18}" in bib
    ris = client.get(f"/s/{CITING}.ris").text
    assert ris.startswith("TY  - GEN\r\nAU  - Embassy")  # it has no address
    assert ris.endswith("ER  - \r\n")
    csl = client.get(f"/s/{LUMINARA}.csl.json").json()[0]
    assert csl["issued"] == {"date-parts": [[2025, 10, 18]]}
    assert csl["author"] == [{"literal": "Ministry of Transport of the Republic of Velmaria"}]
