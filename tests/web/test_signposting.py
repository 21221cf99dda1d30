"""Programs find their way from a statement's page: link header, link set, annotations."""

import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import BASE, CITING, LUMINARA
from tests.web.test_memento import links

from onrecord.archive.opening import open_archive

PAGE = "https://mot.velmaria.example/en/releases/luminara"


def test_a_page_points_to_all_that_belongs_to_it(client: TestClient) -> None:
    told = links(client.get(f"/s/{LUMINARA}").headers["link"])
    assert told["cite-as"] == [(f"{BASE}/s/{LUMINARA}?v=2", "")]
    assert told["author"] == [(f"{BASE}/i/mot-velmaria", "")]
    assert told["original"] == [(PAGE, "")]
    assert len(told["describedby"]) == 5
    for relation in ("describedby", "item", "author", "timegate", "timemap", "linkset", "cite-as"):
        for url, _ in told[relation]:
            assert client.get(url, headers={"accept": "*/*"}).status_code == 200, url


def test_the_link_set_has_what_the_header_has(client: TestClient) -> None:
    header = links(client.get(f"/s/{LUMINARA}").headers["link"])
    answer = client.get(f"/s/{LUMINARA}/linkset.json")
    assert answer.headers["content-type"] == "application/linkset+json"
    (context,) = answer.json()["linkset"]
    assert context.pop("anchor") == f"{BASE}/s/{LUMINARA}"
    for relation, targets in context.items():
        assert [(each["href"], "") for each in targets] == header[relation], relation
    assert set(header) - set(context) == {"linkset"}


def test_a_wording_of_its_own_is_cited_as_itself(client: TestClient) -> None:
    told = links(client.get(f"/s/{LUMINARA}?v=1").headers["link"])
    assert told["cite-as"] == [(f"{BASE}/s/{LUMINARA}?v=1", "")]


@pytest.mark.parametrize("id", [LUMINARA, CITING])
def test_annotations_lie_where_their_selectors_say(
    client: TestClient, demo_folder: Path, id: str
) -> None:
    answer = client.get(f"/s/{id}/annotations")
    assert answer.headers["content-type"].startswith("application/ld+json")
    page = answer.json()
    assert (page["@context"], page["type"]) == (
        "http://www.w3.org/ns/anno.jsonld",
        "AnnotationPage",
    )
    shown = client.get(f"/s/{id}.json").json()
    with open_archive(demo_folder) as archive:
        own = [claim.id for claim in archive.claims.of([id])]
    described = [each for each in page["items"] if each["motivation"] == "describing"]
    linking = [each for each in page["items"] if each["motivation"] == "linking"]
    assert [json.loads(each["body"]["value"])["id"] for each in described] == own
    assert [each["body"]["source"] for each in linking] == [c["url"] for c in shown["citations"]]
    assert described
    ids = [each["id"] for each in page["items"]]
    assert len(set(ids)) == len(ids)
    for item in page["items"]:
        names = [issuer["name"] for issuer in item["body"]["creator"]]
        assert names == [issuer["name"] for issuer in shown["issuers"]]
        targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
        for target in targets:
            text = client.get(target["source"]["id"], headers={"accept": "text/plain"}).text
            quote, position = target["selector"]
            assert (quote["type"], position["type"]) == (
                "TextQuoteSelector",
                "TextPositionSelector",
            )
            start, end = position["start"], position["end"]
            assert text[start:end] == quote["exact"]
            assert text[:start].endswith(quote["prefix"])
            assert text[end:].startswith(quote["suffix"])
            assert text.count(quote["prefix"] + quote["exact"] + quote["suffix"]) == 1
