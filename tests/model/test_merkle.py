"""Trees and proofs: the vectors of Certificate Transparency, and a direct computation."""

import hashlib
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model.merkle import (
    EMPTY,
    Frontier,
    Tree,
    is_consistent,
    is_included,
    leaf_hash,
    root_of,
)

CASES = Path(__file__).parents[1] / "cases" / "merkle.jsonl"
ROWS = [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]
LARGEST = 2_000
HASHES = [leaf_hash(number.to_bytes(2, "big")) for number in range(LARGEST)]


def rows(kind: str) -> list[dict[str, object]]:
    return [row for row in ROWS if row["kind"] == kind]


(LEAVES,) = ([bytes.fromhex(entry) for entry in row["entries"]] for row in ROWS if "entries" in row)
KNOWN = [leaf_hash(entry) for entry in LEAVES]


@pytest.mark.parametrize("row", rows("root"), ids=lambda row: str(row["size"]))
def test_roots_are_those_of_certificate_transparency(row: dict[str, int | str]) -> None:
    size = int(row["size"])
    assert root_of(KNOWN[:size]).hex() == row["root"]


@pytest.mark.parametrize("row", rows("inclusion"), ids=lambda row: f"{row['leaf']}/{row['size']}")
def test_audit_paths_are_those_of_certificate_transparency(
    row: dict[str, int | list[str]],
) -> None:
    index, size = row["leaf"], row["size"]
    assert isinstance(index, int)
    assert isinstance(size, int)
    proof = Tree(KNOWN[:size]).inclusion_proof(index)
    assert [step.hex() for step in proof] == row["proof"]
    assert is_included(KNOWN[index], index, size=size, proof=proof, root=root_of(KNOWN[:size]))


@pytest.mark.parametrize("row", rows("consistency"), ids=lambda row: f"{row['old']}/{row['size']}")
def test_consistency_proofs_are_those_of_certificate_transparency(
    row: dict[str, int | list[str]],
) -> None:
    old, size = row["old"], row["size"]
    assert isinstance(old, int)
    assert isinstance(size, int)
    proof = Tree(KNOWN[:size]).consistency_proof(old)
    assert [step.hex() for step in proof] == row["proof"]
    assert is_consistent(
        old, root_of(KNOWN[:old]), size=size, root=root_of(KNOWN[:size]), proof=proof
    )


@cache
def direct(start: int, end: int) -> bytes:
    """MTH of RFC 6962 section 2.1, word for word."""
    n = end - start
    if n == 0:
        return hashlib.sha256(b"").digest()
    if n == 1:
        return hashlib.sha256(b"\x00" + start.to_bytes(2, "big")).digest()
    k = 1
    while k * 2 < n:
        k *= 2
    return hashlib.sha256(b"\x01" + direct(start, start + k) + direct(start + k, end)).digest()


def test_the_root_of_every_size_is_that_of_the_direct_computation() -> None:
    edge = Frontier()
    tree = Tree(HASHES)
    for size in range(LARGEST):
        assert edge.root() == tree.root(size) == direct(0, size), size
        assert Frontier(edge.size, edge.peaks).root() == edge.root()
        edge.add(HASHES[size])
    assert edge.root() == direct(0, LARGEST)


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_an_audit_path_proves_its_leaf_and_no_other(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, LARGEST))
    index = data.draw(st.integers(0, size - 1))
    proof = Tree(HASHES[:size]).inclusion_proof(index)
    root = direct(0, size)
    assert is_included(HASHES[index], index, size=size, proof=proof, root=root)
    other = data.draw(st.integers(0, LARGEST - 1).filter(lambda other: other != index))
    assert not is_included(HASHES[other], index, size=size, proof=proof, root=root)
    assert not is_included(HASHES[index], other, size=size, proof=proof, root=root)
    assert not any(
        is_included(HASHES[index], index, size=size, proof=wrong, root=root)
        for wrong in damaged(proof, data)
    )


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_a_consistency_proof_holds_for_its_two_trees_alone(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, LARGEST))
    old = data.draw(st.integers(0, size))
    proof = Tree(HASHES[:size]).consistency_proof(old)
    root, old_root = direct(0, size), direct(0, old)
    assert is_consistent(old, old_root, size=size, root=root, proof=proof)
    assert not is_consistent(old, leaf_hash(b"x"), size=size, root=root, proof=proof)
    assert not is_consistent(old, old_root, size=size, root=leaf_hash(b"x"), proof=proof) or not old
    assert not any(
        is_consistent(old, old_root, size=size, root=root, proof=wrong)
        for wrong in damaged(proof, data)
    )


def damaged(proof: Sequence[bytes], data: st.DataObject) -> list[list[bytes]]:
    """The proof with a step flipped, one left out, one too many."""
    if not proof:
        return [[EMPTY]]
    at = data.draw(st.integers(0, len(proof) - 1))
    flipped = bytes([proof[at][0] ^ 1]) + proof[at][1:]
    return [
        [*proof[:at], flipped, *proof[at + 1 :]],
        [*proof[:at], *proof[at + 1 :]],
        [*proof, EMPTY],
    ]


def test_what_is_no_tree_is_refused() -> None:
    with pytest.raises(ValueError, match="no leaf"):
        Tree(HASHES[:3]).inclusion_proof(3)
    with pytest.raises(ValueError, match="no tree"):
        Tree(HASHES[:3]).consistency_proof(4)
    with pytest.raises(ValueError, match="a peak for each bit"):
        Frontier(3, [EMPTY])
