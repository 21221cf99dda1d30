"""What the tests of single fields share: cases kept as data, drafts and parts made of lines."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from onrecord.extract.layout import Layout, Part
from onrecord.extract.structure.draft import Draft
from onrecord.model.capture import Supplied

CASES = Path(__file__).with_name("cases")


def cases(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CASES / name).read_text("utf-8").splitlines()]


def drafts(lines: Sequence[str]) -> list[Draft]:
    return [Draft(line) for line in lines]


def part(**supplied: str) -> Part:
    return Part(layout=Layout(blocks=()), supplied=Supplied(**supplied))
