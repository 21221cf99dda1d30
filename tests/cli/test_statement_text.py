"""What `show` prints around the words: nothing of another statement without who says it."""

from pathlib import Path

import pytest
from tests.cli.running import run

CITED = """---
title: Statement on the ferry
date: 2024-05-01
url: https://mfa.fjordland.example/1
issuer: Ministry of Foreign Affairs of Fjordland
---
The ferry Luminara was stopped outside the harbour of Arvel. The ministry has asked the consul to
see the crew, and has told the owner of the ferry so. No passenger was on board of it that day.
The harbour master let the vessel go on after four hours, once its papers had been read. The two
states agreed in the spring of last year that ferries of either may enter the harbours of both,
and that whoever stops one says so within an hour. The ministry asks that this be kept to.
"""
CITING = """---
title: Reply on the ferry
date: 2024-05-02
url: https://mot.sorendia.example/7
issuer: Ministry of Transport of Sorendia
---
The ministry answers to [what was said](https://mfa.fjordland.example/1) of the ferry.
"""
NEAR = CITED.replace("fjordland.example/1", "fjordland.example/2").replace("that day", "that night")


@pytest.fixture
def texts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> list[str]:
    releases, archive = tmp_path / "releases", str(tmp_path / "archive")
    releases.mkdir()
    for name, text in (("a.md", CITED), ("b.md", CITING), ("c.md", NEAR)):
        (releases / name).write_text(text, "utf-8")
    run(["init", archive], monkeypatch)
    assert run(["-a", archive, "add", str(releases)], monkeypatch) == 0
    capsys.readouterr()
    run(["-a", archive, "search", "ferry", "--json"], monkeypatch)
    ids = [line.split('"id":"')[1].split('"')[0] for line in capsys.readouterr().out.splitlines()]
    texts = []
    for id in ids:
        run(["-a", archive, "show", id], monkeypatch)
        texts.append(capsys.readouterr().out)
    return texts


@pytest.fixture
def shown(texts: list[str]) -> str:
    return next(text for text in texts if "Cited by" in text)


def test_who_cites_a_statement_is_named_with_title_and_date(shown: str) -> None:
    head, _, after = shown.partition("Cited by\n")
    assert head
    title, who = after.splitlines()[:2]
    assert title.strip() == "Reply on the ferry"
    assert who.strip().startswith("Ministry of Transport of Sorendia · 2024-05-02  ")


def test_what_it_cites_that_is_here_is_named_so_too(texts: list[str]) -> None:
    (shown,) = [text for text in texts if "here as:" in text]
    here, who = shown.partition("here as: ")[2].splitlines()[:2]
    assert here == "Statement on the ferry"
    assert who.strip().startswith("Ministry of Foreign Affairs of Fjordland · 2024-05-01  ")


def test_a_statement_of_almost_the_same_words_is_named_so_too(shown: str) -> None:
    title, who = shown.partition("Almost the same words\n")[2].splitlines()[:2]
    assert title.strip() == "Statement on the ferry"
    assert who.strip().startswith("Ministry of Foreign Affairs of Fjordland · 2024-05-01  ")
