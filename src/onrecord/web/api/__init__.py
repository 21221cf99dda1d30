"""The JSON API below `/api/v1`: typed, described by OpenAPI 3.1, the same objects as `--json`."""
