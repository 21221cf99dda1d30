"""Does it live, is it ready, how does it stand: what those ask who operate a site."""

import json
import re
from pathlib import Path

from starlette.testclient import TestClient
from tests.archive.filled import write_releases
from tests.web.conftest import BASE, silent

from onrecord.archive.adding import add
from onrecord.archive.making import init_archive
from onrecord.web.app import make_app

LINE = re.compile(r'(# (HELP|TYPE) onrecord_\w+ .+|onrecord_\w+(\{\w+="[^"]*"\})? [\d.e+-]+)')


def test_a_site_that_can_read_its_archive_is_ready(client: TestClient) -> None:
    for path in ("/healthz", "/readyz"):
        answer = client.get(path)
        assert (answer.status_code, answer.text) == (200, "ok\n")


def test_a_site_that_can_not_lives_and_is_not_ready(tmp_path: Path) -> None:
    with init_archive(tmp_path / "archive") as archive:
        add(archive, write_releases(tmp_path / "releases", 2))
    with TestClient(make_app(tmp_path / "archive", say=silent), base_url=BASE) as client:
        (tmp_path / "archive" / "record.sqlite").rename(tmp_path / "away")
        assert client.get("/healthz").status_code == 200
        assert client.get("/readyz").status_code in (200, 503)  # an open file stays readable
    (tmp_path / "archive" / "record.sqlite").write_bytes(b"no database at all" * 100)
    with TestClient(make_app(tmp_path / "archive", say=silent), base_url=BASE) as client:
        answer = client.get("/readyz")
        assert answer.status_code == 503
        assert "no database" in answer.text
        assert client.get("/healthz").status_code == 200


def test_metrics_are_what_prometheus_reads(client: TestClient) -> None:
    client.get("/")
    client.get("/s/none")
    told = client.get("/metrics")
    assert told.headers["content-type"].startswith("text/plain; version=0.0.4")
    lines = told.text.splitlines()
    assert [line for line in lines if not LINE.fullmatch(line)] == []
    values = dict(line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
    assert values['onrecord_rows{table="statements"}'] == "49"
    assert values["onrecord_change"] == values["onrecord_index_change"]
    assert int(values['onrecord_answers_total{status="2xx"}']) >= 1
    assert int(values['onrecord_answers_total{status="4xx"}']) == 1
    whole = values['onrecord_answer_seconds_bucket{le="+Inf"}']
    assert values["onrecord_answer_seconds_count"] == whole == "2"


def test_each_answer_is_logged_under_its_id_without_what_was_asked(demo_folder: Path) -> None:
    lines: list[str] = []
    app = make_app(demo_folder, say=silent, log=lines.append)
    with TestClient(app, base_url=BASE) as client:
        first = client.get("/?q=ferry")
        client.get("/s/none", headers={"x-request-id": "of-the-proxy.1"})
        client.get("/about", headers={"x-request-id": "no id <b>"})
    said = [json.loads(line) for line in lines]
    assert [(one["path"], one["status"]) for one in said] == [
        ("/", 200),
        ("/s/none", 404),
        ("/about", 200),
    ]
    assert said[0]["id"] == first.headers["x-request-id"]
    assert said[0]["bytes"] == len(first.content)
    assert said[1]["id"] == "of-the-proxy.1"
    assert re.fullmatch("[0-9a-f]{16}", said[2]["id"])
    assert "ferry" not in lines[0]
