"""The API's own description (OpenAPI 3.1): every operation may answer with problem details."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from onrecord.web.api.shapes import Problem
from onrecord.web.problems import PROBLEM

_REFERENCE = "#/components/schemas/Problem"


def describe(app: FastAPI) -> dict[str, Any]:
    """Return the description, made once."""
    if app.openapi_schema is None:
        schema = get_openapi(
            title=app.title,
            version=app.version,
            openapi_version="3.1.0",
            summary="Search and read an archive of official statements.",
            routes=app.routes,
            license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        )
        _tell_problems(schema)
        app.openapi_schema = schema
    return app.openapi_schema


def _tell_problems(schema: dict[str, Any]) -> None:
    schemas = schema["components"]["schemas"]
    for gone in ("HTTPValidationError", "ValidationError"):
        schemas.pop(gone, None)
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update(problem.pop("$defs", {}))
    schemas["Problem"] = problem
    answer = {
        "description": "What went wrong (RFC 9457)",
        "content": {PROBLEM: {"schema": {"$ref": _REFERENCE}}},
    }
    for path in schema["paths"].values():
        for operation in path.values():
            operation["responses"].pop("422", None)
            operation["responses"]["default"] = answer
