"""FollowTheMoney by its own validation, and schema.org JSON-LD."""

import json

import pytest
from followthemoney import model
from tests.export.made_up import CASES, exported, statement

from onrecord.model.view import StatementView

VIEWS = pytest.mark.parametrize("view", CASES.values(), ids=CASES.keys())


@VIEWS
def test_followthemoney_takes_every_value(view: StatementView) -> None:
    lines = [json.loads(line) for line in exported("ftm", [view]).splitlines()]
    for line in lines:
        schema = model.get(line["schema"])
        assert schema is not None
        assert schema.validate(line) is None
        proxy = model.get_proxy(line, cleaned=False)  # what its cleaning refuses falls out
        for name, values in line["properties"].items():
            assert len(proxy.get(name)) == len(set(values)), name
    (document,) = [line for line in lines if line["schema"] == "PlainText"]
    issuers = [i.name for i in view.extraction.issuers]
    assert document["properties"].get("publisher", []) == issuers
    assert not issuers or next(iter(document["properties"])) == "publisher"
    assert len(lines) == 1 + 2 * len(issuers)


def test_an_issuer_comes_once() -> None:
    lines = exported("ftm", [statement(1), statement(2)]).splitlines()
    assert [json.loads(line)["schema"] for line in lines].count("Organization") == 1


@VIEWS
def test_jsonld_names_the_issuers_first_and_rates_nothing(view: StatementView) -> None:
    data = exported("jsonld", [view])
    (work,) = json.loads(data)["@graph"]
    assert [p["name"] for p in work.get("publisher", [])] == [
        i.name for i in view.extraction.issuers
    ]
    assert (work["headline"], work["text"]) == (view.extraction.title, view.extraction.text)
    types = {part.split(b'"')[1] for part in data.split(b'"@type":')[1:]}
    assert types <= {b"CreativeWork", b"Organization", b"Place"}
