"""The floors that measured quality must not fall below. Floors only rise."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

FLOORS = Path(__file__).with_name("floors.toml")


def shortfalls(section: str, measured: Mapping[str, float]) -> list[str]:
    """Return a line for each measure of a section that is below its floor, or was not measured."""
    floors: dict[str, float] = tomllib.loads(FLOORS.read_text("utf-8")).get(section, {})
    lines = []
    for name, floor in floors.items():
        value = measured.get(name)
        if value is None:
            lines.append(f"{section}.{name}: not measured, floor {floor}")
        elif value < floor:
            lines.append(f"{section}.{name}: {value:.4f} is below the floor {floor}")
    return lines
