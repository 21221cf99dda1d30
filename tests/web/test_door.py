"""The door: who is answered, how much is taken, what leaves with every answer."""

from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import BASE, LUMINARA, silent

from onrecord.errors import ConfigError
from onrecord.web.app import make_app
from onrecord.web.door import LARGEST_BODY
from onrecord.web.serving import serve

EVERYWHERE = (
    "/",
    f"/s/{LUMINARA}",
    "/nosuch",
    "/api/v1/stats",
    "/api/v1/nosuch",
    "/static/site.css",
    "/static/nosuch",
    "/captures/3/original",
    "/search.atom",
    "/sitemap-1.xml",
)


@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_answer_has_the_security_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] in ("DENY", "SAMEORIGIN")
    assert headers["referrer-policy"] == "same-origin"
    assert "server" not in headers


def test_no_page_has_scripts_styles_or_handlers_within(client: TestClient) -> None:
    for path in ("/?q=ferry", f"/s/{LUMINARA}", "/issuers", "/about"):
        page = client.get(path).text
        assert " style=" not in page
        assert "<style" not in page
        assert " onclick=" not in page
        scripts = page.split("<script")[1:]
        assert all("src=" in s or 'type="application/ld+json"' in s for s in scripts)


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8470", "", "localhost@evil"]
)
def test_another_host_name_is_refused(client: TestClient, host: str) -> None:
    for path in ("/", "/sitemap.xml", "/search.atom?q=ferry"):
        answer = client.get(path, headers={"host": host})
        assert answer.status_code == 421
        assert "evil" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1:1", "localhost", "LOCALHOST:8470", "[::1]:8470"])
def test_the_loopback_has_three_names(client: TestClient, host: str) -> None:
    assert client.get("/about", headers={"host": host}).status_code == 200


def test_forwarded_headers_of_anyone_count_for_nothing(client: TestClient) -> None:
    claimed = {
        "x-forwarded-host": "evil.example",
        "forwarded": "host=evil.example;proto=https",
        "x-forwarded-proto": "https",
        "x-original-url": "/nosuch",
    }
    assert "evil" not in client.get("/sitemap.xml", headers=claimed).text
    assert f"{BASE}/sitemap-1.xml" in client.get("/sitemap.xml", headers=claimed).text


def test_what_is_too_long_is_refused(client: TestClient) -> None:
    assert client.get("/?q=" + "a" * 20_000).status_code == 414
    assert client.get("/?q=" + "a" * 5_000).status_code == 400
    too_much = b"a" * (LARGEST_BODY + 1)
    assert client.post("/", content=too_much).status_code == 413


def test_a_header_can_not_be_put_into_an_answer(client: TestClient) -> None:
    evil = quote("x\r\nSet-Cookie: evil=1\r\n\r\n<script>alert(1)</script>")
    for path in (
        f"/?q={evil}",
        f"/?ui={evil}",
        f"/search?q={evil}",
        f"/s/{evil}",
        f"/i/{evil}",
        f"/search.atom?q={evil}",
        f"/api/v1/search?q={evil}",
        f"/s/{LUMINARA}.bib?v={evil}",
    ):
        answer = client.get(path, follow_redirects=False)
        assert "evil" not in answer.headers.get("set-cookie", "")
        assert "\n" not in answer.headers.get("location", "")
        assert "<script>alert" not in answer.text


@pytest.mark.parametrize(
    "path",
    ["//evil.example", "//evil.example/..", "/\\evil.example", "/search?q=//evil.example", "///e"],
)
def test_no_address_leads_to_another_site(client: TestClient, path: str) -> None:
    answer = client.request("GET", f"{BASE}{path}", follow_redirects=False)
    location = answer.headers.get("location", "/")
    assert location.startswith("/")
    assert not location.startswith(("//", "/\\"))


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2f..%2fapp.py",
        "/static/%2e%2e%2f%2e%2e%2f%2e%2e%2f%2e%2e%2fpyproject.toml",
        "/static//etc/passwd",
        "/static/..\\app.py",
        "/captures/..%2f..%2fonrecord.toml/original",
        "/s/..%2f..%2fonrecord.toml",
        "/s/%00",
        "/i/..%2f..%2frecord.sqlite",
        "/api/v1/captures/..%2f1/payload",
    ],
)
def test_no_path_leads_out(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"accept": "application/json"})
    assert answer.status_code in (404, 422)
    assert "import" not in answer.text
    assert "root:" not in answer.text


def test_without_users_only_the_loopback_is_served(demo_folder: Path) -> None:
    for host in ("0.0.0.0", "::", "192.0.2.1", "archive.example"):  # noqa: S104 - to be refused
        with pytest.raises(ConfigError, match="loopback"):
            serve(demo_folder, host=host, port=8470, say=silent)


def test_a_bug_costs_one_request_and_tells_nothing(
    demo_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(demo_folder, say=silent)

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("secret of the server")

    monkeypatch.setattr("onrecord.web.pages.about.stats", broken)
    with TestClient(app, base_url=BASE, raise_server_exceptions=False) as client:
        answer = client.get("/about", headers={"accept": "text/html"})
        assert answer.status_code == 500
        assert "secret" not in answer.text
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert client.get("/issuers").status_code == 200


def test_an_original_can_run_and_load_nothing(client: TestClient) -> None:
    answer = client.get("/captures/3/original")
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("sandbox; default-src 'none'")
    assert "allow-" not in policy
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.headers["repr-digest"].startswith("sha-256=:")
