"""The issuer's own number."""

from typing import Any

import pytest
from tests.extract.structure.fields import cases, drafts

from onrecord.extract.structure.serial import serial


@pytest.mark.parametrize("case", cases("serials.jsonl"), ids=str)
def test_serial(case: dict[str, Any]) -> None:
    found = serial(drafts(case.get("header", [])), drafts(case.get("body", [])))
    assert (found[0] if found else None) == case["serial"]
