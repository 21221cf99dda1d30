"""What a wording is to the archive."""

import datetime as dt

import pytest

from onrecord.archive.decide import Decision, Verdict, decide
from onrecord.model.records import Known

AT = dt.datetime(2025, 10, 19, tzinfo=dt.UTC)


def known(wordings: dict[tuple[str, str], int], length: int = 0) -> Known:
    return Known(
        n=1,
        id="x",
        current_version=1,
        last_version=max(wordings.values()),
        last_seen_at=AT,
        wordings=wordings,
        lineages=frozenset(lineage for lineage, _ in wordings),
        length=length,
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
        # ...nor is its next one: the page speaks. That of another lineage is.
        ({("html", "a"): 1, ("feed", "b"): 0}, "feed", "c", Decision(Verdict.BESIDE, 0)),
        ({("feed", "a"): 1, ("html", "a"): 1}, "feed", "c", Decision(Verdict.BESIDE, 0)),
        ({("feed", "a"): 1, ("html", "b"): 0}, "feed", "c", Decision(Verdict.VERSION, 2)),
        ({("html", "a"): 1, ("pdf", "b"): 0}, "pdf", "c", Decision(Verdict.VERSION, 2)),
        # The page's own words in it are the page's version.
        ({("html", "a"): 1}, "feed", "a", Decision(Verdict.SEEN, 1)),
    ],
)
def test_decision(
    wordings: dict[tuple[str, str], int], lineage: str, digest: str, expected: Decision
) -> None:
    assert decide(known(wordings), lineage, digest) == expected


@pytest.mark.parametrize(
    ("wordings", "lineage", "length", "verdict", "number"),
    [
        ({("feed", "a"): 1}, "html", 500, Verdict.FULLER, 1),
        ({("feed", "a"): 1}, "html", 95, Verdict.FULLER, 1),
        ({("feed", "a"): 1, ("feed", "b"): 2}, "pdf", 500, Verdict.FULLER, 1),  # 1 is the current
        ({("feed", "a"): 1}, "html", 80, Verdict.BESIDE, 0),  # the feed has the whole text
        ({("html", "a"): 1}, "pdf", 500, Verdict.BESIDE, 0),
        ({("feed", "a"): 1, ("html", "b"): 1}, "pdf", 500, Verdict.BESIDE, 0),
    ],
)
def test_fuller_words_take_the_place_of_a_feeds(
    wordings: dict[tuple[str, str], int], lineage: str, length: int, verdict: Verdict, number: int
) -> None:
    found = decide(known(wordings, length=100), lineage, "z", length=length)
    assert found == Decision(verdict, number)
