"""The issuer: a name in the header, the own site, what was supplied; never a headline."""

import datetime as dt

import pytest
from tests.extract.structure.fields import drafts, part

from onrecord.extract.layout import Context
from onrecord.extract.structure.issuers import find_by_name, is_body_name, issuers
from onrecord.model.issuer import Issuer, Registry
from onrecord.model.statement import IssuerBasis

PORT = Issuer(id="port", name="Port Authority of Nerit", domains=("port.example",))
REGISTRY = Registry((PORT,))


def context(**known: str) -> Context:
    return Context(
        uri="file:a/b", path="b", at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC), registry=REGISTRY,
        source_issuer=known.get("source_issuer"),
    )  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "Ministry of Fisheries of Norway",
        "Embassy of the Republic of Talara to the United States of America",
        "U.S. Department of Fisheries",
        "Посольство Республики Талара",
        "Talara Respublikasının Səfirliyi",
        "T.C. Dışişleri Bakanlığı",
        "Ministère des affaires étrangères de la Talarie",
        "وزارة خارجية جمهورية تالارا",
    ],
)
def test_names(line: str) -> None:
    assert is_body_name(line, alone=False)


@pytest.mark.parametrize(
    "line",
    [
        "Department of Fisheries Announces Grants",
        "Committee to Meet on August 7",
        "About Treasury",
        "By: Ana Sol, Director, Office of Ferries, Department of Transport",
        "Action Targets Major Criminal Organization",
        "Department of Justice Concurrently Unsealing Nine Indictments",
        "NERIT – Yesterday the senate confirmed the head of the Department of Transport.",
        "Office of Public Affairs",
        "Department of Ferries Ilo W. Maro Commissioner",
    ],
)
def test_headlines_and_units(line: str) -> None:
    assert not is_body_name(line, alone=False)


def test_an_english_head_at_the_end_counts_where_nobody_is_known() -> None:
    assert is_body_name("Nerit Ferry Commission")
    assert not is_body_name("Nerit Ferry Commission", alone=False)


def test_what_is_supplied_stands_against_a_headline() -> None:
    header = drafts(["Ferries", "Action Targets Major Criminal Organization"])
    (found,), why = issuers(part(), header, context(source_issuer="port"), None)
    assert (found.id, found.basis) == ("port", IssuerBasis.SUPPLIED)
    assert why is not None
    assert why.why == "supplied, not verified"


def test_the_supplied_issuer_in_the_header_is_the_same() -> None:
    header = drafts(["Ferries", "the Port Authority of Nerit"])
    (found,), _ = issuers(part(), header, context(source_issuer="port"), None)
    assert (found.id, found.basis) == ("port", IssuerBasis.HEADER)


def test_names_are_found_in_a_registry_that_is_read_anew() -> None:
    for _ in range(2):
        assert find_by_name(Registry((PORT,)), "port authority of nerit") == PORT
    assert find_by_name(Registry(()), "Port Authority of Nerit") is None
