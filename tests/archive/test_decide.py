"""What a wording is to the archive."""

import datetime as dt

import pytest

from onrecord.archive.decide import Decision, Verdict, decide
from onrecord.model.records import Known

AT = dt.datetime(2025, 10, 19, tzinfo=dt.UTC)


def known(wordings: dict[tuple[str, str], int]) -> Known:
    return Known(
        n=1,
        id="x",
        current_version=1,
        last_version=max(wordings.values()),
        last_seen_at=AT,
        wordings=wordings,
        lineages=frozenset(lineage for lineage, _ in wordings),
    )


@pytest.mark.parametrize(
    ("wordings", "lineage", "digest", "expected"),
    [
        ({("html", "a"): 1}, "html", "a", Decision(Verdict.SEEN, 1)),
        ({("html", "a"): 1}, "html", "b", Decision(Verdict.VERSION, 2)),
        ({("html", "a"): 1, ("html", "b"): 2}, "html", "a", Decision(Verdict.SEEN, 1)),
        # A feed's own text beside the page is no change of wording...
        ({("html", "a"): 1}, "feed", "b", Decision(Verdict.BESIDE, 0)),
        ({("html", "a"): 1, ("feed", "b"): 0}, "feed", "b", Decision(Verdict.BESIDE, 0)),
        # ...but its next one is, and the page's own words in it are the page's version.
        ({("html", "a"): 1, ("feed", "b"): 0}, "feed", "c", Decision(Verdict.VERSION, 2)),
        ({("html", "a"): 1}, "feed", "a", Decision(Verdict.SEEN, 1)),
    ],
)
def test_decision(
    wordings: dict[tuple[str, str], int], lineage: str, digest: str, expected: Decision
) -> None:
    assert decide(known(wordings), lineage, digest) == expected
