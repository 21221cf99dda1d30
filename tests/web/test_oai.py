"""OAI-PMH 2.0: a harvester gets every record, deleted ones and later changes too."""

import shutil
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree  # type: ignore[import-untyped]
from sqlalchemy import update
from starlette.testclient import TestClient
from tests.web.conftest import BASE, CITING, LUMINARA, silent

from onrecord.archive import harvesting
from onrecord.archive.opening import open_archive
from onrecord.model.version import ChangeKind
from onrecord.store.changes import add_changes
from onrecord.store.schema import changes, statements
from onrecord.web.app import make_app

with warnings.catch_warnings():  # of its escapes, when it is compiled
    warnings.simplefilter("ignore")
    from sickle import Sickle  # type: ignore[import-untyped]
    from sickle.response import OAIResponse  # type: ignore[import-untyped]

OAI = "{http://www.openarchives.org/OAI/2.0/}"
URN = "urn:onrecord:"
FORM = etree.RelaxNG(etree.parse(str(Path(__file__).with_name("oai_pmh.rng"))))


@pytest.fixture
def folder(demo_folder: Path, tmp_path: Path) -> Path:
    """A demo archive to write to."""
    shutil.copytree(demo_folder, tmp_path / "demo")
    return tmp_path / "demo"


@pytest.fixture
def client(folder: Path) -> Iterator[TestClient]:
    with TestClient(make_app(folder, say=silent), base_url=BASE) as one:
        yield one


class Harvester(Sickle):  # type: ignore[misc]  # a class of a package without types
    """sickle, asking the site within the test's process."""

    def __init__(self, client: TestClient, method: str = "GET") -> None:
        super().__init__(f"{BASE}/oai", http_method=method)
        self.client = client

    def harvest(self, **asked: Any) -> OAIResponse:
        if self.http_method == "GET":
            answer = self.client.get("/oai", params=asked)
        else:
            answer = self.client.post("/oai", data=asked)
        assert answer.status_code == 200
        check_form(answer.content)
        answer.encoding = "utf-8"
        return OAIResponse(answer, params=asked)


def check_form(answer: bytes) -> Any:
    """Return the root of an answer, which has the form that the protocol gives it."""
    root = etree.fromstring(answer)
    assert FORM.validate(root), FORM.error_log
    return root


def withhold(folder: Path, id: str) -> None:
    with open_archive(folder) as archive, archive.database.writing() as connection:
        connection.execute(update(statements).where(statements.c.id == id).values(withheld=True))
        n = connection.execute(statements.select().where(statements.c.id == id)).one().n
        add_changes(connection, [("2025-11-01T00:00:00.000000Z", n, None, None, None)])


def error(client: TestClient, **asked: Any) -> str:
    root = check_form(client.get("/oai", params=asked).content)
    (part,) = root.findall(f"{OAI}error")
    return str(part.attrib["code"])


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_harvester_gets_all_records_in_parts(
    client: TestClient, folder: Path, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    monkeypatch.setattr(harvesting, "A_LIST", {"ListRecords": 7, "ListIdentifiers": 5})
    harvester = Harvester(client, method)
    records = {r.header.identifier: r for r in harvester.ListRecords(metadataPrefix="oai_dc")}
    with open_archive(folder) as archive:
        views = {f"{URN}{view.id}": view for view in archive.statements.list()}
    assert set(records) == set(views)
    for identifier, view in views.items():
        e, told = view.extraction, records[identifier].metadata
        assert told["creator"] == [issuer.name for issuer in e.issuers]
        assert told["title"] == [e.title]
        assert told.get("date") == ([e.published_on.isoformat()] if e.published_on else None)
        assert f"{BASE}/s/{view.id}" in told["identifier"]
        assert {citation.url for citation in e.citations} <= set(told.get("relation", []))
    heads = list(harvester.ListIdentifiers(metadataPrefix="oai_dc"))
    assert {head.identifier for head in heads} == set(views)


def test_what_is_withheld_comes_as_deleted(client: TestClient, folder: Path) -> None:
    withhold(folder, CITING)
    harvester = Harvester(client)
    records = list(harvester.ListRecords(metadataPrefix="oai_dc"))
    (gone,) = [record for record in records if record.header.deleted]
    assert gone.header.identifier == f"{URN}{CITING}"
    assert records[-1].header.identifier == gone.header.identifier  # changed last
    assert "Luminara" not in gone.raw
    assert (
        len(list(harvester.ListRecords(metadataPrefix="oai_dc", ignore_deleted=True)))
        == len(records) - 1
    )
    one = harvester.GetRecord(metadataPrefix="oai_dc", identifier=f"{URN}{CITING}")
    assert one.header.deleted


def test_only_what_changed_since_is_harvested(client: TestClient, folder: Path) -> None:
    with open_archive(folder) as archive, archive.database.writing() as connection:
        connection.execute(update(changes).values(noted_at="2025-11-02T10:00:00.000000Z"))
        n = connection.execute(statements.select().where(statements.c.id == LUMINARA)).one().n
        add_changes(connection, [("2020-01-01T00:00:00.000000Z", n, ChangeKind.MOVED, 2, 2)])
        connection.execute(
            update(changes)
            .where(changes.c.at.startswith("2020"))
            .values(noted_at="2025-11-03T10:00:00.500000Z")
        )
    harvester = Harvester(client)

    def found(**asked: str) -> list[str]:
        listed = harvester.ListIdentifiers(metadataPrefix="oai_dc", **asked)
        return [head.identifier for head in listed]

    assert found(**{"from": "2025-11-03"}) == [f"{URN}{LUMINARA}"]
    assert found(**{"from": "2025-11-03T10:00:00Z"}) == [f"{URN}{LUMINARA}"]
    assert found(until="2025-11-03T10:00:00Z")[-1] == f"{URN}{LUMINARA}"
    assert f"{URN}{LUMINARA}" not in found(until="2025-11-02")
    assert error(client, verb="ListRecords", metadataPrefix="oai_dc", until="2025-11-01") == (
        "noRecordsMatch"
    )


def test_a_change_while_it_is_harvested_is_not_passed_over(
    client: TestClient, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(harvesting, "A_LIST", {"ListRecords": 7, "ListIdentifiers": 5})
    heads = Harvester(client).ListIdentifiers(metadataPrefix="oai_dc")
    first = next(heads)
    withhold(folder, first.identifier.removeprefix(URN))
    rest = list(heads)
    assert rest[-1].identifier == first.identifier
    assert rest[-1].deleted


def test_the_repository_tells_of_itself(client: TestClient) -> None:
    told = Harvester(client).Identify()
    assert told.protocolVersion == "2.0"
    assert told.baseURL == f"{BASE}/oai"
    assert told.deletedRecord == "persistent"
    assert told.granularity == "YYYY-MM-DDThh:mm:ssZ"
    assert told.adminEmail
    (form,) = Harvester(client).ListMetadataFormats()
    assert form.metadataPrefix == "oai_dc"


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({}, "badVerb"),
        ({"verb": "Delete"}, "badVerb"),
        ({"verb": ["Identify", "Identify"]}, "badVerb"),
        ({"verb": "Identify", "set": "a"}, "badArgument"),
        ({"verb": "ListRecords"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": ["oai_dc", "oai_dc"]}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "marc"}, "cannotDisseminateFormat"),
        ({"verb": "ListRecords", "metadataPrefix": "o/ai"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "set": "a b"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "set": "a"}, "noSetHierarchy"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "soon"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "2025-13-01"}, "badArgument"),
        (
            {
                "verb": "ListRecords",
                "metadataPrefix": "oai_dc",
                "from": "2025-01-01",
                "until": "2025-01-01T00:00:00Z",
            },
            "badArgument",
        ),
        (
            {
                "verb": "ListRecords",
                "metadataPrefix": "oai_dc",
                "from": "2025-02-01",
                "until": "2025-01-01",
            },
            "badArgument",
        ),
        ({"verb": "ListRecords", "resumptionToken": "x"}, "badResumptionToken"),
        ({"verb": "ListRecords", "resumptionToken": "9~~", "from": "2025"}, "badArgument"),
        ({"verb": "ListSets"}, "noSetHierarchy"),
        ({"verb": "GetRecord", "metadataPrefix": "oai_dc"}, "badArgument"),
        (
            {"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": CITING},
            "idDoesNotExist",
        ),
        ({"verb": "ListMetadataFormats", "identifier": "urn:onrecord:x"}, "idDoesNotExist"),
    ],
)
def test_errors_have_the_protocols_names(
    client: TestClient, asked: dict[str, Any], code: str
) -> None:
    assert error(client, **asked) == code
