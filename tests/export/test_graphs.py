"""FollowTheMoney by its own validation, and schema.org JSON-LD."""

import json

import pytest
from followthemoney import model
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from tests.export.made_up import CASES, exported, statement

from onrecord.model.view import StatementView

SCHEMA = Namespace("https://schema.org/")
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


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own use of it
@VIEWS
def test_jsonld_is_read_as_the_same_triples(view: StatementView) -> None:
    collection = json.loads(exported("jsonld", [view]))
    assert collection["@context"] == "https://schema.org"
    # What stands at that address can't be asked for here: its names are those of schema.org.
    collection["@context"] = {"@vocab": str(SCHEMA)}
    graph = Graph().parse(data=json.dumps(collection), format="json-ld")
    work, e = URIRef(f"urn:onrecord:{view.id}"), view.extraction
    assert list(graph.subjects(RDF.type, SCHEMA.CreativeWork)) == [work]
    assert list(graph.objects(work, SCHEMA.headline)) == [Literal(e.title)]
    assert list(graph.objects(work, SCHEMA.text)) == [Literal(e.text)]
    publishers = [
        str(name)
        for publisher in graph.objects(work, SCHEMA.publisher)
        for name in graph.objects(publisher, SCHEMA.name)
    ]
    assert sorted(publishers) == sorted(issuer.name for issuer in e.issuers)
    assert len(list(graph.objects(work, SCHEMA.citation))) == len(e.citations)
