"""The index of captures, asked as pywb's CDX server is; its lines lead to the records."""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import BASE, silent
from tests.web.history import GONE, OTHER, PAGE
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

from onrecord.web.app import make_app

KEY = "example,talara)/en/news/7?id=7&lang=en"
Line = dict[str, str]


@pytest.fixture
def client(history: Path) -> Iterator[TestClient]:
    with TestClient(make_app(history, say=silent), base_url=BASE) as one:
        yield one


def ask(client: TestClient, **asked: Any) -> list[Line]:
    answer = client.get("/cdx", params={"output": "json", **asked})
    assert answer.status_code == 200, answer.text
    return [json.loads(line) for line in answer.text.splitlines()]


def times(lines: list[Line]) -> list[int]:
    """Return the days of lines, which are of one month."""
    return [int(line["timestamp"][6:8]) for line in lines]


def test_lines_are_cdxj_and_lead_to_the_records(client: TestClient, history: Path) -> None:
    lines = client.get("/cdx", params={"url": PAGE}).text.splitlines()
    assert [line.split(" ", 2)[:2] for line in lines] == [
        [KEY, "20251001120000"],
        [KEY, "20251005120000"],
    ]
    for line, day in zip(lines, ("01", "05"), strict=True):
        said = json.loads(line.split(" ", 2)[2])
        assert (said["url"], said["mime"], said["status"]) == (PAGE, "text/html", "200")
        start, length = int(said["offset"]), int(said["length"])
        member = (history / "captures" / said["filename"]).read_bytes()[start : start + length]
        (record,) = ArchiveIterator(io.BytesIO(member))
        assert record.rec_headers.get_header("WARC-Target-URI") == PAGE
        assert record.rec_headers.get_header("WARC-Date").startswith(f"2025-10-{day}T12:00:00")
        assert record.rec_headers.get_header("WARC-Payload-Digest") == said["digest"]


@pytest.mark.parametrize(
    ("asked", "days"),
    [
        ({"url": PAGE}, [1, 5]),
        ({"url": PAGE.replace("https", "http")}, [1, 5]),
        ({"url": PAGE, "sort": "reverse"}, [5, 1]),
        ({"url": PAGE, "closest": "20251004"}, [5, 1]),
        ({"url": PAGE, "sort": "closest", "closest": "20251002"}, [1, 5]),
        ({"url": PAGE, "limit": "1"}, [1]),
        ({"url": PAGE, "from": "202510020"}, [5]),
        ({"url": PAGE, "to": "20251004"}, [1]),
        ({"url": PAGE, "from": "2025", "to": "2025"}, [1, 5]),
        ({"url": "https://www.talara.example/en/*"}, [1, 5, 3]),
        ({"url": "https://www.talara.example/en/", "matchType": "prefix"}, [1, 5, 3]),
        ({"url": "talara.example", "matchType": "host"}, [1, 5, 3]),
        ({"url": "*.talara.example"}, [1, 5, 3, 2]),
        ({"url": "talara.example", "matchType": "domain"}, [1, 5, 3, 2]),
        ({"url": "lara.example", "matchType": "domain"}, []),
        ({"url": "*.talara.example", "filter": "=status:404"}, [3]),
        ({"url": "*.talara.example", "filter": "!=status:404"}, [1, 5, 2]),
        ({"url": "*.talara.example", "filter": "~status:4.."}, [3]),
        ({"url": "*.talara.example", "filter": ["!~status:4..", "url:press"]}, [2]),
        ({"url": "https://nowhere.example/"}, []),
    ],
)
def test_pywbs_parameters_mean_here_what_they_mean_there(
    client: TestClient, asked: dict[str, Any], days: list[int]
) -> None:
    assert times(ask(client, **asked)) == days


def test_fields_are_chosen(client: TestClient) -> None:
    assert ask(client, url=OTHER, fl="url,status") == [{"url": OTHER, "status": "200"}]
    answer = client.get("/cdx", params={"url": GONE, "fl": "timestamp,status"})
    assert answer.text == "20251003120000 404\n"
    assert client.get("/cdx", params={"url": GONE, "showNumPages": "true"}).json()["pages"] == 1


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"url": PAGE, "matchType": "all"},
        {"url": PAGE, "sort": "size"},
        {"url": PAGE, "from": "soon"},
        {"url": PAGE, "limit": "-1"},
        {"url": PAGE, "fl": "secret"},
        {"url": PAGE, "filter": "status"},
        {"url": PAGE, "filter": "~url:("},
        {"url": PAGE, "filter": "~url:(a+)+$"},
        {"url": PAGE, "filter": "~url:.*.*.*x"},
    ],
)
def test_what_is_wrong_is_told(client: TestClient, asked: dict[str, str]) -> None:
    answer = client.get("/cdx", params=asked, headers={"accept": "application/json"})
    assert answer.status_code == 400
    assert answer.json()["detail"]
