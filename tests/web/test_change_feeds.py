"""Changes as feeds: who says it first, and the change itself in the entry."""

from xml.etree import ElementTree

from starlette.testclient import TestClient

ATOM = "{http://www.w3.org/2005/Atom}"


def test_a_new_wording_has_its_edits_in_its_entry(client: TestClient) -> None:
    answer = client.get("/changes.atom")
    assert answer.headers["content-type"] == "application/atom+xml"
    feed = ElementTree.fromstring(answer.content)  # noqa: S314 - made by this program
    (entry,) = [
        entry
        for entry in feed.findall(f"{ATOM}entry")
        if ": new wording, version 1 to 2: " in (entry.findtext(f"{ATOM}title") or "")
    ]
    author = entry.findtext(f"{ATOM}author/{ATOM}name") or "?"
    assert (entry.findtext(f"{ATOM}title") or "").startswith(f"{author}: new wording")
    content = entry.find(f"{ATOM}content")
    assert content is not None
    assert content.get("type") == "html"
    assert "<del>" in (content.text or "")
    assert "<ins>" in (content.text or "")
    link = entry.find(f"{ATOM}link[@rel='alternate']")
    assert link is not None
    assert (link.get("href") or "").endswith("/diff/1/2")
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")]
    assert len(ids) == len(set(ids)) == 50


def test_a_json_feed_of_the_changes_of_a_search(client: TestClient) -> None:
    answer = client.get("/changes.feed.json?q=title:ferry&lang=en")
    assert answer.headers["content-type"] == "application/feed+json"
    feed = answer.json()
    assert feed["title"].endswith("changes: title:ferry lang: en")
    assert feed["home_page_url"].endswith("/changes?q=title%3Aferry&lang=en")
    assert 0 < len(feed["items"]) < 50
    assert all(item["title"].startswith(item["authors"][0]["name"]) for item in feed["items"])


def test_a_wrong_query_is_told(client: TestClient) -> None:
    assert client.get("/changes.atom?q=(ferry").status_code == 400
