"""Where a chunk stands whole."""

import pytest

from onrecord.index.places import places


@pytest.mark.parametrize(
    ("text", "chunk", "starts"),
    [
        ("port, airport, port's, port", "port", [0, 23]),
        ("«Bakı» Bakı.", "Bakı", [1, 7]),
        ("", "port", []),
        ("portport port", "port", [9]),
    ],
)
def test_places(text: str, chunk: str, starts: list[int]) -> None:
    assert list(places(text, chunk)) == starts
