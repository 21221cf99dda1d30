"""A fault in the making of claims costs them, never the statement."""

from pathlib import Path

import pytest
from tests.archive.filled import filled

import onrecord.claims.making
from onrecord.archive.claim_making import Order, work
from onrecord.model.issuer import Registry
from onrecord.store.claims import list_wordings


def test_claims_that_fail_are_told_and_stand_as_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ValueError("a figure of no number")

    archive, _ = filled(tmp_path, 1)
    with archive.database.reading() as connection:
        (wording,) = list_wordings(connection, (0, 0), 10)
    archive.close()
    monkeypatch.setattr(onrecord.claims.making, "make_claims", broken)
    (made,) = work(Order(*wording, Registry(())))
    assert made.items == b"[]"
    assert made.failure == "version 1 of 1: its claims failed: ValueError: a figure of no number"
