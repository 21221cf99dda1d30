"""Claims and comparisons as pages and files: who says it, in whose words, and the silences."""

import csv
import io
import re

import pytest
from starlette.testclient import TestClient


def test_a_claim_stands_with_who_says_it_in_its_own_words(client: TestClient) -> None:
    said = client.get("/claims.json?q=ferry").json()["claims"]
    page = client.get("/claims?q=ferry").text
    items = page.split('<article class="claim">')[1:]
    assert len(items) == len(said) == 50
    assert all('<span class="who"' in item for item in items)
    quoted = re.findall(r'<blockquote class="verbatim".*?><a href="([^"]+)">', page)
    assert quoted[0].startswith(f"/s/{said[0]['statement']}?v={said[0]['version']}#:~:text=")


def test_pages_of_claims_follow_each_other(client: TestClient) -> None:
    first = client.get("/claims.json").json()["claims"]
    second = client.get("/claims.json?page=2").json()["claims"]
    assert len(first) == 50
    assert second
    assert not {one["id"] for one in first} & {one["id"] for one in second}
    assert 'href="/claims?page=2"' in client.get("/claims").text


def test_claims_as_files(client: TestClient) -> None:
    table = client.get("/claims.csv?q=ferry")
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(table.text)))
    assert len(rows) > 50
    assert all(None not in row.values() and None not in row for row in rows)
    features = client.get("/claims.geojson").json()["features"]
    assert features


def test_a_comparison_keeps_silences_apart(client: TestClient) -> None:
    page = client.get("/compare?q=ferry").text
    for words in (
        "nothing captured from those days",
        "captured, but no such claim was found",
        "captured, in languages that are not supported",
        "Values that are given differently",
        "about 12 nautical miles",
        "9 nautical miles",
    ):
        assert words in page
    assert client.get("/compare.json?q=ferry").json()["events"]


@pytest.mark.parametrize("path", ["/claims?q=type:", "/compare?q=type:", "/claims?page=0"])
def test_what_can_not_be_meant_is_told(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 400
    assert client.get(path, headers={"accept": "application/json"}).status_code == 400


def test_an_unknown_form_is_not_found(client: TestClient) -> None:
    assert client.get("/claims.exe").status_code == 404


def test_the_api_pages_through_claims(client: TestClient) -> None:
    whole = [one["id"] for one in client.get("/api/v1/claims?q=ferry&limit=100").json()["claims"]]
    first = client.get("/api/v1/claims?q=ferry&limit=30").json()
    second = client.get(f"/api/v1/claims?q=ferry&limit=30&cursor={first['next']}").json()
    assert [one["id"] for one in first["claims"] + second["claims"]] == whole[:60]
    assert client.get("/api/v1/claims?cursor=nosuch").status_code == 400
    compared = client.get("/api/v1/compare?q=ferry").json()
    assert compared == client.get("/compare.json?q=ferry").json()
