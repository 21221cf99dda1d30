"""Lines that a site puts around a statement, and lines of statements that look like them."""

import json
from pathlib import Path

import pytest

from onrecord.extract.structure.furniture import is_furniture

CASES = [
    json.loads(line)
    for line in Path(__file__).with_name("furniture.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("case", CASES, ids=[case["line"] for case in CASES])
def test_a_whole_line_is_furniture_or_the_issuers_words(case: dict[str, object]) -> None:
    assert is_furniture(str(case["line"])) is case["furniture"]
