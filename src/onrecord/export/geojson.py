"""GeoJSON (RFC 7946): the claims whose places one point is known of, the issuers first."""

from collections.abc import Iterator

from onrecord.export.claim_json import claim_features
from onrecord.export.json_bytes import json_array
from onrecord.export.selection import Selection


def geojson(selection: Selection) -> Iterator[bytes]:
    """Yield one feature collection, a feature a line; a point is where a name may lie, no more."""
    features = (feature for view in selection.claims() for feature in claim_features(view))
    return json_array(b'{"type":"FeatureCollection","features":[', features, b"]}")
