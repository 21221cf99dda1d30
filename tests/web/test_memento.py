"""Memento (RFC 7089): a client gets the wording that stood on a date, and walks the time line."""

import datetime as dt
import re
from collections.abc import Iterator
from email.utils import format_datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import BASE, silent
from tests.web.history import DAYS, GONE, OTHER, OTHERWISE, PAGE, SO, noon

from onrecord.web.app import make_app

LINK = re.compile(r'<([^>]*)>((?:\s*;\s*[a-z]+="[^"]*")+)')
PARAMETER = re.compile(r'([a-z]+)="([^"]*)"')


@pytest.fixture
def client(history: Path) -> Iterator[TestClient]:
    with TestClient(make_app(history, say=silent), base_url=BASE) as one:
        yield one


def links(text: str) -> dict[str, list[tuple[str, str]]]:
    """Return relation -> (address, datetime) of links (RFC 8288)."""
    found: dict[str, list[tuple[str, str]]] = {}
    for url, rest in LINK.findall(text):
        parameters = dict(PARAMETER.findall(rest))
        for relation in parameters["rel"].split():
            found.setdefault(relation, []).append((url, parameters.get("datetime", "")))
    return found


def http_date(at: dt.datetime) -> str:
    return format_datetime(at, usegmt=True)


def stamped(day: int, url: str = PAGE) -> str:
    return f"{BASE}/memento/{noon(day):%Y%m%d%H%M%S}/{url}"


@pytest.mark.parametrize(
    ("asked", "day", "word"),
    [
        (noon(1) - dt.timedelta(days=400), 1, SO),  # before the first: the first
        (noon(1), 1, SO),
        (noon(4), 1, SO),  # nearer to the fifth, which says nothing of the fourth
        (noon(5), 5, OTHERWISE),
        (noon(8), 5, OTHERWISE),
        (noon(9), 9, SO),  # the same bytes as on the first
        (noon(9) + dt.timedelta(days=4000), 9, SO),
        (None, 9, SO),
    ],
)
def test_a_client_negotiates_the_wording_that_stood(
    client: TestClient, asked: dt.datetime | None, day: int, word: str
) -> None:
    headers = {"accept-datetime": http_date(asked)} if asked else {}
    gate = client.get(f"/timegate/{PAGE}", headers=headers, follow_redirects=False)
    assert gate.status_code == 302
    assert gate.headers["location"] == stamped(day)
    assert "accept-datetime" in gate.headers["vary"].lower()
    assert "memento-datetime" not in gate.headers
    told = links(gate.headers["link"])
    assert told["original"] == [(PAGE, "")]
    assert told["timemap"][0][0] == f"{BASE}/timemap/link/{PAGE}"
    memento = client.get(gate.headers["location"])
    assert memento.status_code == 200
    assert memento.headers["memento-datetime"] == http_date(noon(day))
    assert f"{word} persons" in memento.text
    assert "sandbox" in memento.headers["content-security-policy"]


def test_the_time_line_is_walked_by_its_links(client: TestClient) -> None:
    told = links(client.get(stamped(DAYS[0])).headers["link"])
    assert "prev" not in told
    walked = [DAYS[0]]
    while "next" in told:
        url, date = told["next"][0]
        answer = client.get(url)
        assert answer.headers["memento-datetime"] == date
        told = links(answer.headers["link"])
        walked.append(int(date[5:7]))
        assert told["first"] == [(stamped(DAYS[0]), http_date(noon(DAYS[0])))]
        assert told["last"] == [(stamped(DAYS[-1]), http_date(noon(DAYS[-1])))]
    assert tuple(walked) == DAYS
    assert told["prev"] == [(stamped(DAYS[1]), http_date(noon(DAYS[1])))]


def test_the_map_lists_every_memento_in_both_forms(client: TestClient) -> None:
    answer = client.get(f"/timemap/link/{PAGE}")
    assert answer.headers["content-type"].startswith("application/link-format")
    told = links(answer.text)
    expected = [(stamped(day), http_date(noon(day))) for day in DAYS]
    assert told["memento"] == expected
    assert (told["first"], told["last"]) == (expected[:1], expected[-1:])
    assert told["original"] == [(PAGE, "")]
    assert f'from="{http_date(noon(1))}"; until="{http_date(noon(9))}"' in answer.text
    as_json = client.get(f"/timemap/json/{PAGE}").json()
    assert as_json["original_uri"] == PAGE
    assert [each["uri"] for each in as_json["mementos"]["list"]] == [url for url, _ in expected]
    assert as_json["mementos"]["last"] == {"datetime": "2025-10-09T12:00:00Z", "uri": stamped(9)}
    assert client.get(as_json["timemap_uri"]["link_format"]).text == answer.text


@pytest.mark.parametrize(
    "spelling",
    [
        PAGE,
        PAGE.replace("https:", "http:"),
        PAGE.replace("//www.", "//"),
        PAGE.replace("https://", "https:/"),  # as some proxies make it
        PAGE.removeprefix("https://"),
    ],
)
def test_an_address_is_found_however_it_is_spelt(client: TestClient, spelling: str) -> None:
    answer = client.get(f"/timegate/{spelling}")
    assert answer.headers["memento-datetime"] == http_date(noon(9))


def test_one_memento_is_the_first_and_the_last(client: TestClient) -> None:
    told = links(client.get(f"/timemap/link/{OTHER}").text)
    only = [(stamped(2, OTHER), http_date(noon(2)))]
    assert (told["first"], told["last"], told["memento"]) == (only, only, only)


def test_a_time_between_two_leads_to_the_one_that_stood(client: TestClient) -> None:
    answer = client.get(f"/memento/20251007000000/{PAGE}", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (302, stamped(5))


@pytest.mark.parametrize("method", ["head", "get"])
def test_a_client_may_ask_for_the_head_alone(client: TestClient, method: str) -> None:
    answer = client.request(method, stamped(5))
    assert answer.headers["memento-datetime"] == http_date(noon(5))
    assert answer.headers["repr-digest"]
    assert client.request(method, f"/timegate/{PAGE}", follow_redirects=False).status_code == 302
    assert client.request(method, f"/timemap/link/{PAGE}").status_code == 200


@pytest.mark.parametrize(
    "kind", ["timegate", "timemap/link", "timemap/json", "memento/20251003120000"]
)
def test_errors_and_unknown_addresses_have_no_mementos(client: TestClient, kind: str) -> None:
    for url in (GONE, "https://nowhere.example/"):
        answer = client.get(f"/{kind}/{url}", headers={"accept": "application/json"})
        assert answer.status_code == 404
        assert "memento-datetime" not in answer.headers


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        (f"/timegate/{PAGE}", {"accept-datetime": "last Tuesday"}, 400),
        (f"/timegate/{PAGE}", {"accept-datetime": "Fri, 31 Dec 9999 23:59:59 -1400"}, 400),
        (f"/memento/2025/{PAGE}", {}, 404),
        (f"/memento/20251399000000/{PAGE}", {}, 404),
        ("/timegate/javascript:alert(1)", {}, 404),
        ('/timegate/https://a.example/">', {}, 404),
    ],
)
def test_what_is_wrong_is_told(
    client: TestClient, path: str, headers: dict[str, str], status: int
) -> None:
    answer = client.get(path, headers={"accept": "application/json", **headers})
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
