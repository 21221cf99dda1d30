"""The parties of joint statements, by their titles and by what heads their texts."""

from typing import Any

import pytest
from tests.extract.structure.fields import cases, drafts

from onrecord.extract.structure.issuers import jointly
from onrecord.extract.structure.joint import is_joint, parties
from onrecord.model.issuer import Issuer, Registry
from onrecord.model.statement import IssuerBasis, IssuerMention, IssuerRole

TREASURY = Issuer(id="us-treasury", name="U.S. Department of the Treasury", country="US")
FOREIGN = Issuer(
    id="mfa-talara",
    name="Ministry of Foreign Affairs of the Republic of Talara",
    names={
        "ru": "Министерство иностранных дел Республики Талара",
        "az": "Talara Respublikasının Xarici İşlər Nazirliyi",
    },
)
REGISTRY = Registry((TREASURY, FOREIGN))
OWN = IssuerMention(
    "us-treasury", TREASURY.name, IssuerRole.SOLE, IssuerBasis.SUPPLIED, country="US"
)


@pytest.mark.parametrize("case", cases("joint_titles.jsonl"), ids=lambda case: case["title"])
def test_parties(case: dict[str, Any]) -> None:
    assert parties(case["title"], drafts(case.get("body", []))) == case["parties"]


@pytest.mark.parametrize(
    ("title", "joint"),
    [
        ("Joint Readout of the Port and the Bank", True),
        ("U.S.-Norway Joint Fact Sheet", True),
        ("Ortak Bildiri", False),
        ("İki Bakanlığın Ortak Bildirisi", True),
        ("Remarks at the Joint Statement", False),
        ("Joint Hearing on Ferries", False),
        ("Ferries", False),
    ],
)
def test_which_titles_are_joint(title: str, joint: bool) -> None:
    assert is_joint(title, []) is joint


def test_a_line_says_so_where_the_title_does_not() -> None:
    line = "The following is being released jointly by the U.S. Port Office and the Ferry Bank."
    assert is_joint("New fares", drafts([line]))
    assert parties("New fares", drafts([line])) == ["U.S. Port Office", "Ferry Bank"]


@pytest.mark.parametrize(
    "name", ["United States", "U.S.", "Department of the Treasury", "U.S. Treasury Department"]
)
def test_the_known_issuer_under_another_name_is_not_named_again(name: str) -> None:
    assert jointly((OWN,), [name], REGISTRY) == (OWN,)


def test_a_treasury_of_another_state_is_another() -> None:
    names = [mention.name for mention in jointly((OWN,), ["HM Treasury"], REGISTRY)]
    assert names == [TREASURY.name, "HM Treasury"]


@pytest.mark.parametrize(
    "name",
    [
        "Ministry of Foreign Affairs of Republic of Talara",
        "Министерства иностранных дел Республики Талара",
        "Talara Respublikası Xarici İşlər Nazirliyi",
    ],
)
def test_an_inflected_name_is_the_known_issuers(name: str) -> None:
    own, other = jointly((OWN,), [name], REGISTRY)
    assert (own.id, other.id) == ("us-treasury", "mfa-talara")
    assert {own.role, other.role} == {IssuerRole.JOINT}
