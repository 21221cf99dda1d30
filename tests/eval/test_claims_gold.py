"""The labels of claims: legal values, spans that stand in their statement, halves apart."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from eval.claims_gold import HALVES, MORE, WRITTEN, body, position, rows

from eval import data

ROW = ["source", "ref", "text", "language", "country", "published_on", "issuers", "claims"]
CLAIM = ["text", "occurrence", "speech_act", "event_type", "mode", "actors", "targets", "places"]
CLAIM += ["time", "quantities", "polarity", "certainty", "source_chain"]
SOURCES = {"treasury", "state_dept_rss", "lk_police", "lk_pmd", "congress_press", *WRITTEN}
LANGUAGES = {"en", "az", "ru", "hy", "tr", "fr", "ar"}
SPEECH_ACTS = {"claims", "announces", "denies", "rejects", "accuses", "condemns", "demands"}
SPEECH_ACTS |= {"appeals", "agrees", "promises", "warns", "offers", "corrects"}
REQUESTED = "assist change yield meet"
MODES = {
    None: "",
    "AGREE": "",
    "CONSULT": "visit third-party multilateral phone",
    "SUPPORT": "",
    "COOPERATE": "",
    "AID": "",
    "YIELD": "",
    "REQUEST": REQUESTED,
    "ACCUSE": "disapprove investigate allege",
    "REJECT": REQUESTED,
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation"
    " cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives"
    " suicide-attack aerial drone heavy-weapons crowd-control unconventional",
    "RETREAT": "withdraw release disarm ceasefire access resign",
}
PLACE_ROLES = {"event", "origin", "destination", "along", "vicinity", "mention"}
QUANTITY_ROLES = {None, "killed", "injured", "detained", "displaced", "missing", "released"}
# For each operator: which ends of the value it has.
BOUNDS = {
    "exact": (True, True),
    "about": (True, True),
    "range": (True, True),
    "at_least": (True, False),
    "more_than": (True, False),
    "vague": (True, False),
    "at_most": (False, True),
    "less_than": (False, True),
}


def statements() -> list[dict[str, Any]]:
    return [row for part in (*HALVES, MORE) for row in rows(part)]


def claims() -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for row in statements():
        for claim in row["claims"]:
            yield row, claim


def identity(row: dict[str, Any]) -> tuple[str, str]:
    return row["source"], row["ref"] or row["text"]


def misplaced(row: dict[str, Any], text: str) -> int:
    """Return how many labelled runs do not stand in the text, or not where they should.

    A number only: a failure must not print what the held-out half says.
    """
    wrong, last = 0, -1
    for claim in row["claims"]:
        at = position(text, claim["text"], claim["occurrence"])
        if at < last or at < 0:
            wrong += 1
        last = at
        words = [*claim["actors"], *claim["targets"], *claim["source_chain"]]
        words += [place["name"] for place in claim["places"]]
        wrong += sum(run not in text for run in words)
    return wrong


def test_the_halves_share_no_statement() -> None:
    parts = [{identity(row) for row in rows(part)} for part in (*HALVES, MORE)]
    assert sum(map(len, parts)) == len(set().union(*parts)) == len(statements())


def test_there_are_enough_statements_and_claims_in_both_halves() -> None:
    sizes = [sum(len(row["claims"]) for row in rows(half)) for half in HALVES]
    assert len(statements()) >= 60
    assert sum(sizes) >= 500
    assert min(sizes) >= 0.45 * sum(sizes)


def test_every_language_is_in_both_halves() -> None:
    for half in HALVES:
        languages = Counter(row["language"] for row in rows(half))
        assert set(languages) == LANGUAGES
    foreign = [row for row in statements() if row["language"] != "en"]
    assert len(foreign) >= 8


def test_rows_have_their_fields_and_only_written_ones_their_text() -> None:
    for row in statements():
        assert list(row) == ROW
        assert row["source"] in SOURCES
        dt.date.fromisoformat(row["published_on"])
        assert row["issuers"]
        assert row["claims"]
        written = row["source"] in WRITTEN
        assert (row["ref"] is None, row["text"] is None) == (written, not written)


def test_values_are_legal() -> None:
    for _, claim in claims():
        assert list(claim) == CLAIM
        assert claim["speech_act"] in SPEECH_ACTS
        assert claim["mode"] in (None, *MODES[claim["event_type"]].split()), claim
        assert claim["polarity"] in ("positive", "negative")
        assert claim["certainty"] in ("asserted", "hedged", "boosted")
        assert {place["role"] for place in claim["places"]} <= PLACE_ROLES


def test_times_are_days_in_order() -> None:
    for _, claim in claims():
        if claim["time"] is not None:
            ends = [claim["time"]["from"], claim["time"]["to"]]
            days = [dt.date.fromisoformat(end) for end in ends if end is not None]
            assert days
            assert days == sorted(days)


def test_quantities_have_the_ends_that_their_operator_says() -> None:
    for _, claim in claims():
        for quantity in claim["quantities"]:
            ends = (quantity["value_min"], quantity["value_max"])
            assert tuple(end is not None for end in ends) == BOUNDS[quantity["op"]], claim
            assert quantity["unit"]
            assert quantity["role"] in QUANTITY_ROLES
            if quantity["op"] != "range" and None not in ends:
                assert ends[0] == ends[1]


def test_no_claim_is_labelled_twice() -> None:
    for row in statements():
        spans = Counter((claim["text"], claim["occurrence"]) for claim in row["claims"])
        assert max(spans.values()) == 1


def test_labels_stand_in_the_texts_written_for_them() -> None:
    for row in statements():
        if row["source"] in WRITTEN:
            missing = misplaced(row, body(row))
            assert missing == 0, row["published_on"]


def test_labels_stand_in_the_real_texts() -> None:
    for row in statements():
        if row["source"] not in WRITTEN:
            try:
                text = body(row)
            except data.DataAbsentError as absent:
                pytest.skip(str(absent))
            missing = misplaced(row, text)
            assert missing == 0, row["ref"]
