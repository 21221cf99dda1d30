"""A statement in its other languages, beside each other."""

from fastapi.testclient import TestClient

JOINT = "7k2ffkrdrxpmddr7"


def test_renditions_stand_beside_the_statement(client: TestClient) -> None:
    shown = client.get(f"/s/{JOINT}/renditions").text
    assert "not found in this language" in shown  # a date line that one of them leaves out
    assert 'lang="hy"' in shown
    assert "named by the issuer’s page" in shown
    assert "not named by the issuer’s page" in shown
    assert f"/s/{JOINT}/renditions" in client.get(f"/s/{JOINT}").text


def test_the_machine_form_has_them_too(client: TestClient) -> None:
    found = client.get(f"/s/{JOINT}/renditions.json").json()["renditions"]
    assert {one["language"] for one in found} == {"az", "ar", "fr", "hy", "ru", "tr"}
    assert all(one["issuers"] and one["statement"] == JOINT for one in found)


def test_what_is_not_here_is_not_found(client: TestClient) -> None:
    assert client.get("/s/aaaaaaaaaaaaaaaa/renditions").status_code == 404
