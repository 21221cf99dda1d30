"""The pages for people, as HTML."""

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import BASE, CITING, LUMINARA, silent

from onrecord.archive.making import init_archive
from onrecord.archive.saved_searches import save_search, saved_of
from onrecord.model.search import SearchRequest, Sort
from onrecord.web.app import make_app

PAGES = (
    "/",
    "/?q=ferry",
    "/?q=ferry&lang=en&kind=statement&from=2025-10&to=2025-11&page=1",
    "/?q=nosuchwordanywhere",
    f"/?like={LUMINARA}",
    f"/s/{LUMINARA}",
    f"/s/{LUMINARA}?v=1",
    f"/s/{CITING}",
    "/issuers",
    "/i/mfa-velmaria",
    "/claims",
    "/claims?q=ferry",
    "/claims?q=nosuchwordanywhere",
    "/compare",
    "/compare?q=ferry",
    f"/s/{LUMINARA}/diff/1/2",
    f"/s/{LUMINARA}/diff/1/2?view=side",
    "/changes",
    "/changes?kind=wording",
    "/changes?kind=moved",
    "/citations",
    "/citations?state=removed",
    "/sources",
    "/timeline",
    "/s/7k2ffkrdrxpmddr7/renditions",
    "/timeline?q=ferry&of=claims",
    "/map",
    "/map?q=ferry&at=30,43,10",
    "/about",
)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["en", "az", "ru", "hy", "tr", "fr", "ar"])
def test_every_page_answers_in_every_language(client: TestClient, path: str, language: str) -> None:
    joint = "&" if "?" in path else "?"
    answer = client.get(f"{path}{joint}ui={language}")
    assert answer.status_code == 200
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in answer.text
    assert len(answer.content) < 100_000


def test_the_azerbaijani_search_box_reads_as_press_offices_have_it(client: TestClient) -> None:
    assert 'placeholder="Arxiv üzrə axtarış"' in client.get("/?ui=az").text


def test_the_language_is_kept_until_another_is_chosen(client: TestClient) -> None:
    client.get("/?ui=tr")
    assert '<html lang="tr"' in client.get("/about").text
    assert '<html lang="fr"' in client.get("/about?ui=fr").text
    assert '<html lang="fr"' in client.get("/about?ui=nosuch").text


def test_a_hit_says_who_says_it(client: TestClient) -> None:
    page = client.get("/?q=Luminara").text
    hits = page.split('<article class="hit">')[1:]
    assert hits
    assert all('<span class="who"' in hit for hit in hits)


def test_filters_are_chips_that_can_be_taken_off(client: TestClient) -> None:
    page = client.get("/?q=ferry&lang=en&issuer=mfa-velmaria").text
    chips = re.search(r'<ul class="chips".*?</ul>', page, re.DOTALL)
    assert chips is not None
    assert 'href="/?q=ferry&amp;issuer=mfa-velmaria"' in chips[0]
    assert 'href="/?q=ferry&amp;lang=en"' in chips[0]


def test_the_histogram_narrows_by_month(client: TestClient) -> None:
    page = client.get("/?q=ferry").text
    assert 'href="/?q=ferry&amp;from=2025-10&amp;to=2025-10"' in page
    narrow = client.get("/?q=ferry&from=2025-11&to=2025-11").text
    assert "2025-10-" not in narrow


def test_a_search_says_what_it_was_widened_to_and_can_be_kept_from_it(client: TestClient) -> None:
    page = client.get("/?q=ferry").text
    assert "паром" in page
    assert 'href="/?q=ferry&amp;literal=1"' in page
    assert "паром" not in client.get("/?q=ferry&literal=1").text


def test_a_slip_is_told_and_not_searched(client: TestClient) -> None:
    page = client.get("/?q=Luminaara").text
    assert "Did you mean:" in page
    assert 'href="/?q=luminara"' in page.lower()


@pytest.mark.parametrize(("query", "position"), [("ferry AND", 6), ('"ferry', 0), ("lang:", 0)])
def test_a_wrong_query_is_shown_with_its_place(
    client: TestClient, query: str, position: int
) -> None:
    answer = client.get("/", params={"q": query, "lang": "en"})
    assert answer.status_code == 400
    marked = re.search(r"<span>(.*?)</span><mark>", answer.text)
    assert marked is not None
    assert len(marked[1].replace("&#34;", '"')) == position


@pytest.mark.parametrize(
    "query", ["page=0", "page=x", "page=501", "sort=length", "as_of=yesterday", "from=soon"]
)
def test_what_can_not_be_meant_is_told(client: TestClient, query: str) -> None:
    assert client.get(f"/?q=ferry&{query}").status_code == 400


def test_the_pages_of_results_follow_each_other(client: TestClient) -> None:
    seen: list[str] = []
    for number in (1, 2, 3):
        page = client.get(f"/?sort=date&page={number}").text
        seen += re.findall(r'<h2><a href="/s/([a-z2-7]{16})', page)
    assert len(seen) == len(set(seen)) == 49


def test_a_statement_stands_beside_its_provenance(client: TestClient) -> None:
    page = client.get(f"/s/{LUMINARA}").text
    for part in (
        "was struck by the cargo vessel",
        "Version 2",
        "/captures/",
        "h1 element",
        "https://mot.velmaria.example/en/releases/luminara#:~:text=",
        'id="b3"',
        "{{cite web",
    ):
        assert part in page


def test_an_older_wording_says_that_it_is_one(client: TestClient) -> None:
    page = client.get(f"/s/{LUMINARA}?v=1").text
    assert "collided with the cargo vessel" in page
    assert "not the wording that stands now" in page


def test_notes_are_linked_both_ways(client: TestClient) -> None:
    page = client.get(f"/s/{CITING}").text
    assert '<a class="ref" href="#note-1">[1]</a>' in page
    assert 'id="note-1"' in page
    assert 'href="#b3"' in page


@pytest.mark.parametrize(
    "path",
    [
        "/s/aaaaaaaaaaaaaaaa",
        "/s/nosuch",
        f"/s/{LUMINARA}?v=9",
        f"/s/{LUMINARA}?v=x",
        f"/s/{LUMINARA}.exe",
        f"/s/{LUMINARA}/captures/99999",
        f"/s/{LUMINARA}/diff/1/9",
        f"/s/{LUMINARA}/diff/x/2",
        "/i/nosuch",
        "/nosuch",
        "/captures/99999/original",
    ],
)
def test_what_is_not_there_is_not_found(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "<h1>Not found</h1>" in answer.text


def test_the_page_of_an_issuer_has_its_names(client: TestClient) -> None:
    page = client.get("/i/mfa-velmaria").text
    assert "Министерство иностранных дел Республики Велмария" in page
    assert "mfa.velmaria.example" in page


def test_searches_that_people_keep_are_on_the_first_page(tmp_path: Path) -> None:
    with init_archive(tmp_path / "archive") as archive:
        request = SearchRequest(query="ferry issuer:x", sort=Sort.DATE, literal=True)
        save_search(archive.folder, saved_of("The <b>ferry</b>", request))
        app = make_app(archive.folder, say=silent)
    with TestClient(app, base_url=BASE) as client:
        page = client.get("/").text
        assert 'href="/?q=ferry+issuer%3Ax&amp;sort=date&amp;literal=1"' in page
        assert "The &lt;b&gt;ferry&lt;/b&gt;" in page
        assert "The &lt;b&gt;" not in client.get("/?q=x").text
