"""What the benchmark of searches is made of; no time is measured here."""

import datetime as dt
from pathlib import Path

import pytest
from bench.made_up import made_up
from bench.peers import Fts5, RawTantivy
from bench.releases import QUERIES, queries, read_releases


def test_made_up_statements_are_the_same_in_every_run() -> None:
    one, other = (list(made_up(3).documents()) for _ in range(2))
    assert one == other
    assert len({document.text for document in one}) == 3
    assert made_up(3).pairs(4, range(30, 40)) == made_up(9).pairs(4, range(30, 40))


def test_peers_find_the_same(tmp_path: Path) -> None:
    texts = [("a", "ferry port"), ("b", "port"), ("c", "fog")]
    raw, fts = RawTantivy(tmp_path / "raw"), Fts5(tmp_path / "fts.sqlite")
    raw.add(texts)
    fts.fill(texts)
    assert fts.search(["ferry", "port"]) == ["a", "b"]
    assert [(key, marks) for key, _, _, marks in raw.search("ferry port")] == [
        ("a", [(0, 5), (6, 10)]),
        ("b", [(0, 4)]),
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for n in range(400):
        head = f"---\ntitle: 'On {n}'\ndate: 2020-01-0{1 + n % 9}\n---\n"
        (tmp_path / f"{n:03}.md").write_text(head + "The harbour stays open today.\n")
    (tmp_path / "bare.md").write_text("No header here.")
    return tmp_path


def test_releases_and_their_queries(folder: Path) -> None:
    releases = read_releases(folder)
    assert (releases[0].title, releases[0].published_on) == ("On 0", dt.date(2020, 1, 1))
    assert (releases[-1].title, releases[-1].published_on) == ("", None)
    asked = queries(releases)
    assert asked == queries(releases)
    assert len(asked) == QUERIES
    assert all(
        word.strip('"') in "the harbour stays open today no header here" for word in asked[4::5]
    )
