"""A fault in the making of claims costs them, never the statement."""

import datetime as dt

import pytest

from onrecord.archive import working
from onrecord.archive.working import Job, look_into
from onrecord.model.capture import Received
from onrecord.model.issuer import Registry

AT = dt.datetime(2025, 10, 19, tzinfo=dt.UTC)


def test_a_statement_stays_when_its_claims_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ValueError("a figure of no number")

    monkeypatch.setattr(working, "make_claims", broken)
    received = Received(
        uri="file:a.txt",
        at=AT,
        media_type="text/plain",
        payload=b"Ministry of Example\n\nA statement of 18 October 2025 on the ferry.",
        path="a.txt",
    )
    job = Job(source="s", issuer=None, columns=(), registry=Registry(()), at=AT)
    looked = look_into(received, job)
    assert len(looked.found) == 1
    assert looked.found[0].claims == b"[]"
    assert looked.failures == ("its claims could not be made: ValueError: a figure of no number",)
