"""Changes, wordings beside each other, citations and sources: as pages and as JSON."""

import re

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import LUMINARA

DIFF = f"/s/{LUMINARA}/diff/1/2"


def test_changes_say_who_and_show_the_words(client: TestClient) -> None:
    page = client.get("/changes?kind=wording").text
    assert "Ministry of Transport of the Republic of Velmaria" in page
    assert "<del>collided with</del>" in page
    assert "<ins>was struck by</ins>" in page
    assert f'href="{DIFF}"' in page


def test_changes_go_on_where_a_page_ends(client: TestClient) -> None:
    page = client.get("/changes").text
    older = re.search(r'rel="next" href="(/changes\?before=\d+)"', page)
    assert older is None or client.get(older[1]).status_code == 200
    assert client.get("/changes?before=1").text.count("<article") == 0


@pytest.mark.parametrize("query", ["kind=nosuch", "before=x", "before=-1"])
def test_changes_that_can_not_be_meant(client: TestClient, query: str) -> None:
    assert client.get(f"/changes?{query}").status_code == 400


def test_both_wordings_stand_whole_on_the_side_by_side_page(client: TestClient) -> None:
    page = client.get(f"{DIFF}?view=side").text
    columns = [re.findall(r"<td[^>]*>(.*?)</td>", row, re.S) for row in page.split("<tr")[2:]]
    for column, number in ((0, 1), (1, 2)):
        shown = " ".join(
            re.sub(r"<p class=\"what.*?</p>|<[^>]*>", "", row[column]) for row in columns
        )
        kept = client.get(f"/s/{LUMINARA}.txt?v={number}").text
        assert shown.replace("&#39;", "'").split() == kept.split()


def test_a_diff_has_the_edits_of_the_command_line(client: TestClient) -> None:
    page = client.get(f"{DIFF}.json").json()["edits"]
    assert page == client.get(f"/api/v1/statements/{LUMINARA}/diff/1/2").json()["edits"]
    assert {edit["kind"] for edit in page} == {"wording", "number", "date"}


def test_citations_are_narrowed_by_host_and_state(client: TestClient) -> None:
    every = client.get("/citations.json?host=velmaria.example").json()["citations"]
    assert every
    assert all(one["host"].endswith("velmaria.example") for one in every)
    assert client.get("/citations.json?state=removed").json()["citations"] == []
    assert client.get("/citations?state=nosuch").status_code == 400


def test_pages_of_citations_follow_each_other(client: TestClient) -> None:
    seen: list[tuple[str, str | None, str]] = []
    cursor = None
    while True:
        query = {"limit": 7} | ({"cursor": cursor} if cursor else {})
        page = client.get("/api/v1/citations", params=query).json()
        seen += [(one["statement"], one["marker"], one["url"]) for one in page["citations"]]
        cursor = page["next"]
        if cursor is None:
            break
    whole = client.get("/api/v1/citations?limit=100").json()["citations"]
    assert seen == [(one["statement"], one["marker"], one["url"]) for one in whole]


def test_an_archive_of_files_has_no_sources_on_the_web(client: TestClient) -> None:
    assert "No source on the web is watched." in client.get("/sources").text
    assert client.get("/api/v1/sources").json() == {"sources": []}
