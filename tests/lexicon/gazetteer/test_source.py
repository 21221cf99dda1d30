"""The places' file is read in pieces, and codes and machine romanisations are left out."""

import json
from pathlib import Path

import pytest

from onrecord.errors import ConfigError
from onrecord.lexicon.gazetteer import source


def row(number: int, *others: str) -> dict[str, object]:
    return {
        "geonameid": number,
        "name": f"Place {number}",
        "latitude": 1.5,
        "longitude": -2.5,
        "countrycode": "XX",
        "population": number,
        "alternatenames": list(others),
    }


@pytest.mark.parametrize("piece", [1, 7, 100, 1 << 20])
def test_pieces_give_every_place_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piece: int
) -> None:
    monkeypatch.setattr(source, "_PIECE", piece)
    file = tmp_path / "places.json"
    rows = {str(n): row(n, 'Say "x"}, {', "gnjh", "KVD", "Гянджа", "") for n in range(1, 30)}
    file.write_text(json.dumps(rows), "utf-8")
    places = list(source.read_places(file))
    assert [p.id for p in places] == list(range(1, 30))
    assert places[0].names == ("Place 1", 'Say "x"}, {', "Гянджа")


@pytest.mark.parametrize("text", ["", "[", '{"1": {"geonameid": 1}}', '{"1": 2}'])
def test_a_damaged_file_is_told(tmp_path: Path, text: str) -> None:
    file = tmp_path / "places.json"
    file.write_text(text, "utf-8")
    with pytest.raises(ConfigError):
        list(source.read_places(file))
