"""What editors add to a statement in the browser, who may, and that all of it is written down."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import LUMINARA
from tests.web.users import OWN, PASSWORD, client_of, proof_on, sign_in

from onrecord.archive.accounts import Accounts
from onrecord.archive.finding import FILE
from onrecord.model.account import UserRole

EDIT = f"/edit/s/{LUMINARA}"
PAGE = f"/s/{LUMINARA}"


@pytest.fixture(scope="module")
def kept(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo with a user of each role; each test works on a copy."""
    folder = shutil.copytree(demo_folder, tmp_path_factory.mktemp("editing") / "demo")
    accounts = Accounts(folder)
    for role in UserRole:
        accounts.add_user(role.value, PASSWORD, role)
    accounts.close()
    return folder


@pytest.fixture
def folder(kept: Path, demo_keys: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ONRECORD_KEYS", str(demo_keys))
    return shutil.copytree(kept, tmp_path / "demo")


@pytest.fixture
def editor(folder: Path) -> Iterator[TestClient]:
    with client_of(folder) as client:
        sign_in(client, "editor")
        yield client


def post(client: TestClient, path: str, at: str = EDIT, **fields: str) -> int:
    answer = client.post(path, data={"proof": proof_on(client, at), **fields}, headers=OWN)
    return answer.status_code


def deeds(folder: Path) -> list[tuple[str, str, str]]:
    return [(one.user, one.what, one.subject) for one in Accounts(folder).list_deeds()]


def test_a_field_is_corrected_beside_what_was_read(folder: Path, editor: TestClient) -> None:
    read = editor.get(f"{PAGE}.json").json()["published_on"]
    fields = {"field": "published_on", "value": "2025-10-17", "why": "the <b>paper</b>"}
    assert post(editor, f"{EDIT}/correct", **fields) == 303
    page = editor.get(PAGE).text
    assert "Corrected by people" in page
    assert "read by the program:" in page
    assert "the &lt;b&gt;paper&lt;/b&gt;" in page
    shown = editor.get(f"{PAGE}.json").json()
    assert shown["published_on"] == "2025-10-17"
    assert (shown["corrections"][0]["read"], shown["corrections"][0]["by"]) == (read, "editor")
    assert LUMINARA in editor.get("/search.json?q=date:2025-10-17").text
    assert deeds(folder) == [("editor", "correct", LUMINARA)]
    assert post(editor, f"{EDIT}/correct", field="published_on", why="no", undo="1") == 303
    assert editor.get(f"{PAGE}.json").json()["published_on"] == read


@pytest.mark.parametrize(
    "fields",
    [
        {"field": "kind", "value": "propaganda", "why": "x"},
        {"field": "text", "value": "other words", "why": "x"},
        {"field": "title", "value": "", "why": "x"},
        {"field": "title", "value": "A title", "why": ""},
        {"field": "title", "value": "A title", "why": "x", "quoted": "words of nobody"},
    ],
)
def test_what_is_no_correction_is_told_on_the_form(
    folder: Path, editor: TestClient, fields: dict[str, str]
) -> None:
    assert post(editor, f"{EDIT}/correct", **fields) == 400
    assert deeds(folder) == []


def test_tags_and_collections(folder: Path, editor: TestClient) -> None:
    assert post(editor, f"{EDIT}/tag", tag="To Check") == 303
    assert "tag%3A%22to%20check%22" in editor.get(PAGE).text
    assert post(editor, "/edit/collections", "/collections", name="Ferries", about="All") == 303
    assert post(editor, f"{EDIT}/collect", collection="ferries") == 303
    page = editor.get("/c/ferries").text
    assert "Collision of the ferry Luminara" in page
    assert "/search.atom?q=collection%3A%22ferries%22" in page
    assert editor.get("/c/ferries.json").json()["statements"] == 1
    assert editor.get("/collections.json").json()["collections"][0]["id"] == "ferries"
    assert "Luminara" in editor.get("/search.atom?q=collection%3A%22ferries%22").text
    exported = editor.get("/api/v1/export/jsonl?q=collection%3A%22ferries%22").text
    assert exported.count("\n") == 1
    assert post(editor, f"{EDIT}/collect", collection="ferries", remove="1") == 303
    assert editor.get("/c/ferries.json").json()["statements"] == 0
    assert post(editor, f"{EDIT}/tag", tag="to check", remove="1") == 303
    assert post(editor, "/edit/collections", "/collections", remove="ferries") == 303
    assert editor.get("/c/ferries").status_code == 404
    assert len(deeds(folder)) == 6


def test_a_reply_is_shown_with_its_change_and_never_altered(
    folder: Path, editor: TestClient
) -> None:
    words = "The number was <script>alert(1)</script> corrected."
    fields = {"issuer": "mot-velmaria", "text": words, "received": "a letter", "change": "1-2"}
    assert post(editor, f"{EDIT}/reply", **fields) == 303
    for path in (PAGE, f"{PAGE}/diff/1/2"):
        page = editor.get(path).text
        assert "Reply of Ministry of Transport of the Republic of Velmaria" in page
        assert "&lt;script&gt;alert(1)" in page
    assert editor.get(f"{PAGE}.json").json()["replies"][0]["text"] == words
    assert post(editor, f"{EDIT}/reply", issuer="mot-velmaria", text="", received="x") == 400
    assert deeds(folder) == [("editor", "reply", LUMINARA)]


def test_a_statement_is_withheld_for_a_reason_and_shown_again(
    folder: Path, editor: TestClient
) -> None:
    path = f"/edit/withhold/{LUMINARA}"
    assert post(editor, path, path, why="") == 400
    assert post(editor, path, path, why="a court asked") == 303
    assert editor.get(PAGE).status_code == 404
    assert LUMINARA not in editor.get("/search.json?q=luminara").text
    assert "a court asked" in editor.get("/edit/withheld").text
    assert post(editor, f"/edit/withheld/{LUMINARA}", "/edit/withheld") == 303
    assert editor.get(PAGE).status_code == 200
    assert [what for _, what, _ in deeds(folder)] == ["show again", "withhold"]


def test_an_admin_alone_expunges_with_the_id_written_out(folder: Path, editor: TestClient) -> None:
    path = f"/edit/expunge/{LUMINARA}"
    assert editor.get(path).status_code == 403
    assert post(editor, path, why="x", id=LUMINARA) == 403
    assert editor.get(PAGE).status_code == 200
    with client_of(folder) as admin:
        sign_in(admin, "admin")
        assert post(admin, path, path, why="a court asked", id="another") == 400
        assert post(admin, path, path, why="a court asked", id=LUMINARA, shared="1") == 303
        assert admin.get(PAGE).status_code == 404
        assert "a court asked" in admin.get("/deeds").text
    assert deeds(folder)[0] == ("admin", "expunge", LUMINARA)


PATHS = [
    *(f"{EDIT}/{name}" for name in ("correct", "tag", "collect", "reply")),
    f"/edit/withhold/{LUMINARA}",
    f"/edit/withheld/{LUMINARA}",
    "/edit/collections",
]


@pytest.mark.parametrize("path", PATHS)
def test_forms_of_others_and_readers_change_nothing(
    folder: Path, editor: TestClient, path: str
) -> None:
    proof = proof_on(editor, EDIT)
    assert editor.post(path, data={"tag": "x"}, headers=OWN).status_code == 403
    elsewhere = {"origin": "https://elsewhere.example"}
    assert editor.post(path, data={"proof": proof}, headers=elsewhere).status_code == 403
    with client_of(folder) as reader:
        sign_in(reader, "reader")
        assert reader.get(EDIT).status_code == 403
        assert reader.post(path, data={"proof": proof}, headers=OWN).status_code == 403
    assert deeds(folder) == []


def test_a_public_archive_names_no_account(folder: Path, editor: TestClient) -> None:
    post(editor, f"{EDIT}/correct", field="place", value="Port", why="seen")
    post(editor, f"{EDIT}/reply", issuer="mot-velmaria", text="Yes.", received="a letter")
    toml = folder / FILE
    toml.write_text(toml.read_text("utf-8") + "\n[web]\npublic = true\n", "utf-8")
    with client_of(folder) as stranger:
        shown = stranger.get(f"{PAGE}.json").json()
        assert [one["by"] for one in (*shown["corrections"], *shown["replies"])] == [None, None]
        page = stranger.get(PAGE).text
        assert "an editor of this archive" in page
        assert "/edit/" not in page
        one = stranger.get(f"/api/v1/statements/{LUMINARA}", headers={"accept": "application/json"})
        assert one.json()["corrections"][0]["signature"] is None


def test_claims_are_marked_in_the_text(editor: TestClient) -> None:
    page = editor.get(PAGE).text
    assert '<span class="claimed" id="c' in page
    assert "marked in the text" in page
