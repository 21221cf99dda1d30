"""Stored hostile words: in no page do they become more than words."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient
from tests.web.conftest import BASE, silent
from tests.web.hostile import hostile_archive, hostile_words

from onrecord.archive.opening import open_archive
from onrecord.web.app import make_app

SCRIPTS = ("/static/site.js",)
NEVER = frozenset({"iframe", "object", "embed", "base", "img", "style", "math", "foreignobject"})


@pytest.fixture(scope="module")
def hostile_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_archive(tmp_path_factory.mktemp("hostile"))


@pytest.fixture
def reader(hostile_folder: Path) -> Iterator[TestClient]:
    with TestClient(make_app(hostile_folder, say=silent), base_url=BASE) as client:
        yield client


def test_the_corpus_is_large() -> None:
    words, urls = hostile_words()
    assert len(words) >= 100
    assert len(urls) >= 10


def test_no_words_of_a_statement_become_markup(reader: TestClient, hostile_folder: Path) -> None:
    with open_archive(hostile_folder) as archive:
        ids = list(archive.statements.ids())
    assert len(ids) > 100
    paths = [f"/s/{id}" for id in ids] + [f"/?page={n}" for n in range(1, 9)]
    for path in [*paths, "/issuers", "/i/hostile", "/claims", "/?ui=az&issuer=hostile"]:
        answer = reader.get(path)
        assert answer.status_code == 200, path
        assert faults(answer.text) == [], path


@pytest.mark.parametrize(
    "payload", [one for kind in hostile_words() for one in kind], ids=lambda one: None
)
def test_no_words_of_a_request_become_markup(reader: TestClient, payload: str) -> None:
    for path, parameters in (
        ("/", {"q": payload}),
        ("/", {"q": "ferry", "issuer": payload, "lang": payload, "kind": payload}),
        ("/", {"q": "ferry", "from": payload, "as_of": payload, "sort": payload, "ui": payload}),
        ("/", {"like": payload}),
        ("/claims", {"q": payload}),
        ("/compare", {"q": payload}),
    ):
        answer = reader.get(path, params=parameters)
        assert answer.status_code in (200, 400, 404)
        assert faults(answer.text) == []


def faults(page: str) -> list[str]:
    """What of a page could run that its templates don't have."""
    tree = LexborHTMLParser(page)
    found = []
    for script in tree.css("script"):
        kind, source = script.attributes.get("type"), script.attributes.get("src")
        if source not in SCRIPTS and kind != "application/ld+json":
            found.append(f"script {script.html}")
    for node in tree.css("*"):
        for name, value in node.attributes.items():
            if name.startswith("on") or name in ("style", "srcdoc", "formaction"):
                found.append(f"{node.tag} {name}")
            if name in ("href", "src", "action") and _may_run(value or ""):
                found.append(f"{node.tag} {name}={value}")
        if node.tag in NEVER:
            found.append(f"element {node.tag}")
    return found


def _may_run(address: str) -> bool:
    bare = "".join(c for c in address if c > " ").lower()
    return not bare.startswith(("/", "#", "?", "http://", "https://")) or bare.startswith("//")
