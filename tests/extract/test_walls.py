"""What stands in a page's place, and what only looks like it."""

import datetime as dt

import pytest

from onrecord.extract.walls import wall_of
from onrecord.model.capture import Received

URL = "https://mfa.example/en/news/1"
LONG = "The Ministry states that the ferry left the harbour at noon. " * 30
PASSWORD = "<form><input type=password></form>"  # noqa: S105 - a form of a page


def wall(html: str, *, status: int = 200, text: str = "", url: str = URL) -> str | None:
    received = Received(
        uri=url,
        at=dt.datetime(2025, 10, 20, tzinfo=dt.UTC),
        media_type="text/html",
        payload=html.encode(),
        path=url,
        status=status,
    )
    found = wall_of(received, asked=URL, texts=[text] if text else [])
    return found.value if found else None


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<title>Just a moment...</title>", "challenge"),
        ("<title>Проверка браузера</title>", "challenge"),
        ("<body><script src=/_Incapsula_Resource?x></script>", "challenge"),
        (f"<h1>Daxil ol</h1>{PASSWORD}", "login"),
        (f"<title>Sign in - Ministry</title>{PASSWORD}", "login"),
        ("<h1>Please enable cookies</h1><h2>Cookies are required</h2>", "cookies"),
        ("<title>404 Not Found</title>", "missing"),
        ("<h1>Səhifə tapılmadı</h1>", "missing"),
        ("<title>Ministry | Page not found</title>", "missing"),
        ("<h1>Էջը չի գտնվել</h1>", "missing"),
        ("<h1>Page introuvable</h1>", "missing"),
        ("<h1>الصفحة غير موجودة</h1>", "missing"),
    ],
)
def test_walls_are_told_in_many_languages(html: str, expected: str) -> None:
    assert wall(html) == expected


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<h1>Statement</h1>", "The ferry left at noon."),
        ("<h1>404 passengers rescued</h1>", LONG),
        ("<h1>Access denied to observers, Ministry says</h1>", LONG),
        (f"<h1>Statement</h1><p>Words.</p>{PASSWORD}", LONG),
        ("<h1>Statement</h1><script src='/cdn-cgi/challenge-platform/x.js'></script>", LONG),
        ("<h1>Notes of the Minister</h1>", "He said that the page was turned."),
    ],
)
def test_pages_that_only_look_like_walls_are_pages(html: str, text: str) -> None:
    assert wall(html, text=text) is None


def test_statuses_and_redirects() -> None:
    assert [wall("", status=s) for s in (401, 403, 429, 404)] == [
        "login", "challenge", "challenge", None
    ]  # fmt: skip
    assert wall("<h1>Home</h1>", text=LONG, url="https://mfa.example/en") == "missing"
    assert wall("<h1>One</h1>", text=LONG, url="https://mfa.example/en/archive/1") is None
    assert wall(f"<h1>Hello</h1>{PASSWORD}", url="https://mfa.example/user/login") == "login"
