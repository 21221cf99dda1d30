"""The comparison itself: it is silent about what is right and open, and tells each thing wrong."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from tests.demo.differences import differences

import onrecord

DEMO = Path(onrecord.__file__).parent / "demo"
FIRST = "2. Bridge records published by the Ministry[1] show it."

EXPECTED: dict[str, Any] = {
    "key": "text:a.txt",
    "url": None,
    "kind": "notice",
    "kind_also": ["statement"],
    "issuers": [{"id": "mfa-velmaria", "name": "MFA", "role": "sole"}],
    "published_on": "2025-10-19",
    "language": "en",
    "place": "Washington, D.C.",
    "place_also": [],
    "serial": "61",
    "title": "Public notice",
    "title_also": [],
    "blocks": {"point": 1, "note": 1, "contact": 2, "paragraph": 0},
    "either": {"paragraph": 1},
    "notes": [
        {
            "marker": "1",
            "urls": ["https://mot.velmaria.example/1"],
            "blocks": ["Bridge records published"],
            "cited_kind": "own",
        }
    ],
    "links": [],
    "links_either": ["https://mfa.velmaria.example/self"],
    "contacts": [{"kind": "phone", "value": "(202) 555-0142"}],
    "contacts_either": [],
    "attachments": [],
    "renditions": ["https://mfa.velmaria.example/az"],
    "versions": 1,
}


def shown() -> dict[str, Any]:
    texts = [("point", FIRST), ("contact", "Phone: 202 555 0142"), ("note", "[1] https")]
    text = "\n\n".join(words for _, words in texts)
    return {
        "url": None,
        "kind": "statement",
        "issuers": [{"id": "mfa-velmaria", "name": "MFA", "role": "sole"}],
        "published_on": "2025-10-19",
        "language": "en",
        "place": "Washington, D.C",
        "serial": "No. 61",
        "title": "Public  notice",
        "text": text,
        "blocks": [
            {
                "kind": kind,
                "text": words,
                "start": text.index(words),
                "end": text.index(words) + len(words),
            }
            for kind, words in texts
        ],
        "citations": [
            {
                "marker": "1",
                "url": "https://mot.velmaria.example/1",
                "blocks": [0],
                "cited_kind": "own",
            }
        ],
        "contacts": [{"kind": "phone", "value": "202 555 0142"}],
        "attachments": [],
        "renditions": [{"url": "https://mfa.velmaria.example/az"}],
        "versions": [{"number": 1}],
    }


def test_what_is_right_or_open_is_no_difference() -> None:
    assert differences(EXPECTED, shown()) == []


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        (("kind",), "other", "kind is"),
        (("published_on",), "2025-10-18", "published_on is"),
        (("place",), None, "place is"),
        (("serial",), None, "serial is"),
        (("url",), "https://x.example", "url is"),
        (("issuers", 0, "role"), "joint", "issuers are"),
        (("blocks", 0, "kind"), "paragraph", "0 blocks are point"),
        (("blocks", 0, "start"), 1, "the span of"),
        (("citations", 0, "blocks"), [1], "not bound to 'Bridge"),
        (("citations", 0, "blocks"), [0, 1], "bound to 'Phone"),
        (("citations", 0, "blocks"), [], "not bound"),
        (("citations", 0, "marker"), None, "note 1 to https"),
        (("citations", 0, "url"), "https://y.example", "is not in the text"),
        (("citations", 0, "cited_kind"), "unknown", "cited as unknown"),
        (("contacts", 0, "value"), "555 0143", "contact 2025550142"),
        (("renditions",), [], "rendition"),
        (("versions",), [{}, {}], "2 versions"),
        (("attachments",), [{"name": "a.pdf"}], "attachments are"),
    ],
)
def test_each_wrong_value_is_told(path: tuple[str | int, ...], value: object, words: str) -> None:
    wrong = copy.deepcopy(shown())
    place: Any = wrong
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    assert any(words in line for line in differences(EXPECTED, wrong))


def test_expected_rows_have_the_fields_compared() -> None:
    for line in (DEMO / "expected.jsonl").read_text("utf-8").splitlines():
        assert json.loads(line).keys() >= EXPECTED.keys()
