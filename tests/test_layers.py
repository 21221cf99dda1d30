"""Imports flow one way: a package may import only those named beside it.

Absolute imports only (ruff TID252): a relative import would escape this test.
"""

import ast
from pathlib import Path

import pytest

import onrecord

ROOT = Path(onrecord.__file__).parent

MAY_IMPORT = {
    "errors": set(),
    "model": {"errors"},
    "text": {"model", "errors"},
    "lexicon": {"text", "model", "errors"},
    "capture": {"model", "text", "errors"},
    "extract": {"model", "text", "lexicon", "errors"},
    "claims": {"model", "text", "lexicon", "errors"},
    "store": {"model", "errors"},
    "index": {"model", "text", "lexicon", "errors"},
    "export": {"model", "text", "errors"},
    "archive": {
        "capture",
        "extract",
        "claims",
        "store",
        "index",
        "export",
        "lexicon",
        "model",
        "text",
        "errors",
    },
    "cli": {"archive", "web", "mcp", "model", "errors"},
    "web": {"archive", "model", "errors"},
    "mcp": {"archive", "model", "errors"},
}
FILES = sorted(p for p in ROOT.rglob("*.py") if p.parent != ROOT or p.stem == "errors")


def layer(path: Path) -> str:
    return path.relative_to(ROOT).with_suffix("").parts[0]


def imported_layers(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):  # walks into functions too
        match node:
            case ast.ImportFrom(level=0, module=str(name)):
                names = [f"{name}.{alias.name}" for alias in node.names]
            case ast.Import():
                names = [alias.name for alias in node.names]
            case _:
                continue
        found |= {n.split(".")[1] for n in names if n.startswith("onrecord.")}
    return found - {layer(path)}


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_flow_one_way(path: Path) -> None:
    assert imported_layers(path) <= MAY_IMPORT[layer(path)]


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_files_stay_short(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 400
