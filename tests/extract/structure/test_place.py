"""The dateline's place, as printed."""

from typing import Any

import pytest
from tests.extract.structure.fields import cases, drafts

from onrecord.extract.structure.place import place


@pytest.mark.parametrize("case", cases("places.jsonl"), ids=str)
def test_place(case: dict[str, Any]) -> None:
    header = drafts(["On ferries", *case.get("header", [])])
    body = drafts([*case.get("header", []), *case.get("blocks", [])])
    found = place(header, body, None)
    assert (found[0] if found else None) == case["place"]
    if found:
        where = found[1].where
        assert where is not None
        assert where.text[found[1].start : found[1].end] == found[0]
