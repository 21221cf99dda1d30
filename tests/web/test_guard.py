"""Who may come in: nobody unknown, each role what it may, no form of another site, no guessing."""

from pathlib import Path

import pytest
from fastapi.routing import APIRoute, iter_route_contexts
from starlette.testclient import TestClient
from tests.web.conftest import silent
from tests.web.users import (
    OUTSIDE,
    OWN,
    PASSWORD,
    archive_with_users,
    client_of,
    proof_on,
    sign_in,
)

from onrecord.archive.accounts import Accounts
from onrecord.model.account import UserRole
from onrecord.web.app import make_app
from onrecord.web.limits import Limit

CHANGING = (
    "/edit/source",
    "/edit/files",
    "/edit/search",
    "/edit/collections",
    "/edit/s/{id}/collect",
    "/edit/s/{id}/correct",
    "/edit/s/{id}/reply",
    "/edit/s/{id}/tag",
    "/edit/withhold/{id}",
    "/edit/withheld/{id}",
    "/edit/expunge/{id}",
)
ONLY_READ = {"/oai"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archive_with_users(tmp_path_factory.mktemp("users"))


@pytest.fixture
def client(folder: Path) -> TestClient:
    return client_of(folder)


def test_a_stranger_is_asked_to_sign_in(client: TestClient) -> None:
    for path in ("/", "/issuers", "/edit", "/deeds", "/sitemap.xml", "/captures/1/original"):
        answer = client.get(path)
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/signin?next=%2F")
    for path in ("/api/v1/stats", "/search.json", "/api/v1/export/jsonl"):
        answer = client.get(path, headers={"accept": "application/json"})
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == "Bearer"


def test_what_anybody_gets_tells_nothing_of_the_archive(client: TestClient) -> None:
    for path in ("/signin", "/static/site.css", "/robots.txt", "/healthz", "/readyz"):
        assert client.get(path).status_code == 200


def test_signing_in_and_out(client: TestClient) -> None:
    sign_in(client, "reader")
    cookie = client.get("/").request.headers["cookie"]
    page = client.get("/")
    assert page.status_code == 200
    assert "Sign out" in page.text
    out = {"proof": proof_on(client, "/")}
    assert client.post("/signout", data=out, headers=OWN).status_code == 303
    assert client.get("/").status_code == 303
    assert client.get("/", headers={"cookie": cookie}).status_code == 303  # the session has ended


def test_the_cookie_is_for_this_site_alone(client: TestClient) -> None:
    data = {"name": "reader", "password": PASSWORD, "proof": proof_on(client, "/signin")}
    cookie = client.post("/signin", data=data, headers=OWN).headers["set-cookie"]
    assert {"HttpOnly", "Secure"} <= set(cookie.split("; "))
    assert "samesite=lax" in cookie.lower()


def test_nobody_signs_in_without_tls(folder: Path) -> None:
    client = client_of(folder)
    client.base_url = "http://archive.example"
    headers = {"origin": "http://archive.example"}
    data = {"name": "reader", "password": PASSWORD, "proof": proof_on(client, "/signin")}
    assert client.post("/signin", data=data, headers=headers).status_code == 403


@pytest.mark.parametrize(
    ("role", "path", "status"),
    [
        ("reader", "/edit", 403),
        ("reader", "/deeds", 403),
        ("editor", "/edit", 200),
        ("editor", "/deeds", 403),
        ("admin", "/deeds", 200),
    ],
)
def test_each_role_may_what_it_may(client: TestClient, role: str, path: str, status: int) -> None:
    sign_in(client, role)
    assert client.get(path).status_code == status


def test_every_address_that_changes_something_is_among_those_tried(folder: Path) -> None:
    routes = [
        one.original_route for one in iter_route_contexts(make_app(folder, say=silent).routes)
    ]
    found = {
        route.path
        for route in routes
        if isinstance(route, APIRoute) and (route.methods or set()) - {"GET", "HEAD", "OPTIONS"}
    }
    assert found - ONLY_READ == {*CHANGING, "/signin", "/signout"}


@pytest.mark.parametrize("path", CHANGING)
def test_a_form_without_proof_changes_nothing(client: TestClient, path: str) -> None:
    sign_in(client, "editor")
    assert client.post(path, data={"url": "https://a.example"}, headers=OWN).status_code == 403
    wrong = {"proof": "0" * 64}
    assert client.post(path, data=wrong, headers=OWN).status_code == 403


@pytest.mark.parametrize("path", [*CHANGING, "/signin", "/signout"])
@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "https://archive.example.evil.example"},
        {"sec-fetch-site": "cross-site", "origin": "https://archive.example"},
        {"sec-fetch-site": "same-site"},
        {},
    ],
)
def test_a_form_of_another_site_is_refused(
    client: TestClient, path: str, headers: dict[str, str]
) -> None:
    sign_in(client, "editor")
    data = {"proof": proof_on(client, "/edit"), "url": "https://a.example/"}
    assert client.post(path, data=data, headers=headers).status_code == 403


def test_proofs_are_of_one_session(folder: Path) -> None:
    first, second = client_of(folder), client_of(folder)
    sign_in(first, "editor")
    sign_in(second, "editor")
    data = {"proof": proof_on(first, "/edit"), "q": "x", "name": "x"}
    assert second.post("/edit/search", data=data, headers=OWN).status_code == 403


def test_passwords_are_not_guessed(client: TestClient) -> None:
    proof = proof_on(client, "/signin")
    statuses = [
        client.post(
            "/signin",
            data={"name": "admin", "password": f"wrong {n}", "proof": proof},
            headers=OWN,
        ).status_code
        for n in range(14)
    ]
    assert statuses[0] == 401
    assert set(statuses[10:]) == {429}
    answer = client.post("/signin", data={"proof": proof}, headers=OWN)
    assert int(answer.headers["retry-after"]) > 0


def test_tokens_are_scoped_revocable_and_not_guessed(folder: Path) -> None:
    accounts = Accounts(folder)
    number, token = accounts.add_token("editor", "a program", UserRole.READER)
    asked = {"authorization": f"Bearer {token}", "accept": "application/json"}
    client = client_of(folder)
    assert client.get("/api/v1/stats", headers=asked).status_code == 200
    assert client.get("/edit", headers=asked).status_code == 403
    assert client.post("/edit/search", headers=asked).status_code == 403
    accounts.revoke_token(number)
    assert client.get("/api/v1/stats", headers=asked).status_code == 401
    guesses = [
        client.get("/api/v1/stats", headers={**asked, "authorization": f"Bearer onr_{n}"})
        for n in range(14)
    ]
    assert [one.status_code for one in guesses[-3:]] == [429, 429, 429]
    accounts.close()


def test_nothing_secret_is_kept_as_it_is(folder: Path) -> None:
    accounts = Accounts(folder)
    _, token = accounts.add_token("reader", "x", UserRole.READER)
    session = accounts.sign_in("reader", PASSWORD)
    assert session is not None
    accounts.close()
    kept = b"".join(path.read_bytes() for path in folder.glob("users.sqlite*"))
    assert PASSWORD.encode() not in kept
    assert token.encode() not in kept
    assert session.encode() not in kept
    assert b"$argon2id$" in kept


def test_a_public_archive_is_read_by_everybody(tmp_path: Path) -> None:
    client = client_of(archive_with_users(tmp_path, "public = true"))
    page = client.get("/")
    assert page.status_code == 200
    assert page.headers["cache-control"] == "public, max-age=60"
    assert "editor" not in page.text
    assert client.get("/edit").status_code == 303
    sign_in(client, "reader")
    assert client.get("/").headers["cache-control"] == "private, no-cache"


def test_one_address_may_not_ask_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Time stands still: a bucket fills again, and a slow machine would never empty it.
    monkeypatch.setitem(Limit.__init__.__kwdefaults__ or {}, "now", lambda: 0.0)
    folder = archive_with_users(tmp_path, "public = true")
    client = client_of(folder)
    statuses = {client.get("/healthz").status_code for _ in range(320)}
    assert statuses == {200, 429}
    assert client_of(folder, client="192.0.2.8").get("/healthz").status_code == 200
    assert OUTSIDE != "192.0.2.8"


def test_on_the_loopback_reading_is_open_and_editing_is_for_editors(folder: Path) -> None:
    client = client_of(folder, is_local=True, client="127.0.0.1")
    assert client.get("/").status_code == 200
    assert client.get("/edit").status_code == 303


@pytest.mark.parametrize(
    "target",
    ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "/\n/e"],
)
def test_signing_in_leads_nowhere_else(client: TestClient, target: str) -> None:
    proof = proof_on(client, "/signin")
    data = {"name": "reader", "password": PASSWORD, "proof": proof, "next": target}
    assert client.post("/signin", data=data, headers=OWN).headers["location"] == "/"
