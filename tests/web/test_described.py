"""Made-up requests against the API's own description: no 500, every answer as described."""

from pathlib import Path
from typing import Any

import hypothesis
import pytest
import schemathesis
from schemathesis import Case
from schemathesis.specs.openapi.checks import positive_data_acceptance
from tests.web.conftest import silent

from onrecord.web.app import make_app

PATHS = (
    "/search",
    "/suggest",
    "/quote",
    "/statements",
    "/statements/{id}",
    "/statements/{id}/versions",
    "/export/jsonl",
    "/issuers",
    "/issuers/{id}",
    "/captures/{seq}",
    "/captures/{seq}/payload",
    "/claims",
    "/compare",
    "/changes",
    "/citations",
    "/sources",
    "/statements/{id}/diff/{older}/{newer}",
    "/stats",
)

# What a query may be is a grammar, which a JSON Schema can't say.
NOT_IN_A_SCHEMA = positive_data_acceptance


@pytest.fixture(scope="module")
def described(demo_folder: Path) -> schemathesis.BaseSchema:
    app = make_app(demo_folder, say=silent, hosts=["testserver"])
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)


def test_every_operation_is_tried(described: schemathesis.BaseSchema) -> None:
    assert described.raw_schema["openapi"] == "3.1.0"
    assert set(described.raw_schema["paths"]) == {f"/api/v1{path}" for path in PATHS}


@pytest.mark.parametrize("path", PATHS)
def test_answers_are_as_described(described: schemathesis.BaseSchema, path: str) -> None:
    operation = described[f"/api/v1{path}"]["GET"]

    @hypothesis.settings(
        max_examples=40, deadline=None, suppress_health_check=list(hypothesis.HealthCheck)
    )
    @hypothesis.given(case=operation.as_strategy())
    def ask(case: Case[Any]) -> None:
        case.call_and_validate(excluded_checks=[NOT_IN_A_SCHEMA])

    ask()


def test_payloads_of_every_media_type_are_as_described(
    described: schemathesis.BaseSchema,
) -> None:
    operation = described["/api/v1/captures/{seq}/payload"]["GET"]
    for seq in range(46):
        operation.Case(path_parameters={"seq": seq}).call_and_validate()
