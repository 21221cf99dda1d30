"""What editors do in the browser, and that it is written down."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.users import OWN, archive_with_users, client_of, proof_on, sign_in

from onrecord.archive.accounts import Accounts
from onrecord.archive.claim_making import count_lacking
from onrecord.archive.opening import open_archive
from onrecord.archive.saved_searches import list_searches
from onrecord.archive.watching.web_sources import list_web_sources

PAGE = (
    b"<html><head><title>A statement</title></head><body><h1>A statement</h1>"
    b"<p>19 October 2020</p><p>The Ministry of Transport announces that the ferry sails.</p>"
    b"<p>It sails every day from the port to the island, and back.</p></body></html>"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return archive_with_users(tmp_path)


@pytest.fixture
def editor(folder: Path) -> TestClient:
    client = client_of(folder)
    sign_in(client, "editor")
    return client


def test_a_source_is_written_and_told(folder: Path, editor: TestClient) -> None:
    proof = {"proof": proof_on(editor, "/edit")}
    data = {**proof, "url": "https://mfa.example/feed.xml"}
    assert editor.post("/edit/source", data=data, headers=OWN).status_code == 303
    assert [one.url for one in list_web_sources(folder)] == ["https://mfa.example/feed.xml"]
    assert "https://mfa.example/feed.xml" in editor.get("/sources").text
    (deed,) = Accounts(folder).list_deeds()
    assert (deed.user, deed.what, deed.why) == ("editor", "add source", data["url"])


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "/etc/passwd", "", "javascript:alert(1)", "http://", "ftp://a.b/"]
)
def test_a_source_is_never_a_path_of_the_server(folder: Path, editor: TestClient, url: str) -> None:
    data = {"proof": proof_on(editor, "/edit"), "url": url}
    assert editor.post("/edit/source", data=data, headers=OWN).status_code == 400
    assert list_web_sources(folder) == []


def test_files_are_added_under_names_that_stay_within(folder: Path, editor: TestClient) -> None:
    files = [
        ("files", ("../../evil/page.html", PAGE, "text/html")),
        ("files", ("broken.pdf", b"%PDF-1.7 broken", "application/pdf")),
    ]
    data = {"proof": proof_on(editor, "/edit"), "source": "../Desk"}
    answer = editor.post("/edit/files", data=data, files=files, headers=OWN)
    assert answer.status_code == 200
    assert "1 new statement" in answer.text
    assert "broken.pdf" in answer.text
    with open_archive(folder) as archive:
        (view,) = archive.statements.list()
        assert count_lacking(archive) == 0
    assert view.key == "Desk:page.html"
    assert view.extraction.title == "A statement"
    assert not (folder.parent / "evil").exists()
    assert Accounts(folder).list_deeds()[0].what == "add files"


def test_too_much_is_refused_before_it_is_read(editor: TestClient) -> None:
    length = {"content-length": str(65 * 2**20)}
    answer = editor.post("/edit/files", content=b"", headers={**OWN, **length})
    assert answer.status_code == 413


def test_a_search_is_kept(folder: Path, editor: TestClient) -> None:
    data = {"proof": proof_on(editor, "/edit"), "name": "Ferries", "q": "ferry OR port"}
    answer = editor.post("/edit/search", data=data, headers=OWN)
    assert answer.headers["location"] == "/?q=ferry%20OR%20port"
    assert [(one.name, one.query) for one in list_searches(folder)] == [
        ("Ferries", "ferry OR port")
    ]


def test_an_admin_reads_what_was_done(folder: Path, editor: TestClient) -> None:
    data = {"proof": proof_on(editor, "/edit"), "name": "<b>x</b>", "q": "ferry"}
    editor.post("/edit/search", data=data, headers=OWN)
    admin = client_of(folder)
    sign_in(admin, "admin")
    page = admin.get("/deeds").text
    assert "&lt;b&gt;x&lt;/b&gt;" in page
    assert "editor" in page
