"""Claims as the faces print them for machines: JSON Lines, CSV, GeoJSON."""

from collections.abc import Iterable, Iterator

from onrecord.archive.lines import line
from onrecord.export.claim_csv import claim_rows
from onrecord.export.claim_json import claim_features, claim_json
from onrecord.model.claim_view import ClaimView


def json_lines(views: Iterable[ClaimView]) -> Iterator[str]:
    """Yield a line of JSON for each claim."""
    return (line(claim_json(view)) for view in views)


def csv_lines(views: Iterable[ClaimView]) -> Iterator[str]:
    """Yield the lines of a CSV file."""
    return claim_rows(views)


def geojson_lines(views: Iterable[ClaimView]) -> Iterator[str]:
    """Yield the lines of one GeoJSON feature collection, a feature a line."""
    yield '{"type":"FeatureCollection","features":['
    between = ""
    for view in views:
        for feature in claim_features(view):
            yield between + line(feature)
            between = ","
    yield "]}"
