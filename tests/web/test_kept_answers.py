"""Answers kept in memory: the same as made anew, and gone with the first change of the archive."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.archive.filled import write_releases
from tests.web.conftest import BASE, silent

from onrecord.archive.adding import add
from onrecord.archive.making import init_archive
from onrecord.archive.opening import Archive
from onrecord.web.app import make_app


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with init_archive(tmp_path / "archive") as archive:
        add(archive, write_releases(tmp_path / "releases", 2))
        yield archive


@pytest.fixture
def client(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr("onrecord.web.kept_answers.SETTLED", 0.0)
    with TestClient(make_app(archive.folder, say=silent), base_url=BASE) as client:
        yield client


def test_an_answer_is_kept_and_the_same(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = client.get("/about")

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("onrecord.web.pages.about.stats", broken)
    again = client.get("/about")
    assert (again.status_code, again.content) == (200, first.content)
    assert again.headers["etag"] == first.headers["etag"]
    assert again.headers["content-security-policy"] == first.headers["content-security-policy"]


def test_readers_of_other_languages_and_forms_get_their_own(client: TestClient) -> None:
    assert '<html lang="en"' in client.get("/about").text
    assert '<html lang="az"' in client.get("/about", headers={"accept-language": "az"}).text
    asked = client.get("/about", headers={"accept": "application/json"})
    assert asked.headers["content-type"] == "application/json"
    client.cookies.set("ui", "tr")
    assert '<html lang="tr"' in client.get("/about").text


def test_a_change_of_the_archive_forgets_them(
    client: TestClient, archive: Archive, tmp_path: Path
) -> None:
    assert client.get("/about.json").json()["statements"] == 2
    add(archive, write_releases(tmp_path / "releases", 5))
    assert client.get("/about.json").json()["statements"] == 5


def test_errors_and_cookies_are_never_kept(client: TestClient) -> None:
    assert client.get("/nosuch").status_code == 404
    assert "set-cookie" in client.get("/about?ui=az").headers
    assert "set-cookie" in client.get("/about?ui=az").headers


def test_nothing_is_kept_before_the_archive_has_stood_still(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.web.kept_answers.SETTLED", 3600.0)
    with TestClient(make_app(archive.folder, say=silent), base_url=BASE) as client:
        made: list[object] = []

        def counted(archive: object) -> dict[str, int]:
            made.append(archive)
            return {"statements": 0}

        monkeypatch.setattr("onrecord.web.pages.about.stats", counted)
        client.get("/about.json")
        client.get("/about.json")
        assert len(made) == 2
