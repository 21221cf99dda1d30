"""When and where: lanes by issuer, places by issuer, nothing summed, no border drawn."""

import re
from itertools import accumulate

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from onrecord.web.frames import HEIGHT, WIDTH, Frame
from onrecord.web.land import BEYOND, courses, outline
from onrecord.web.lanes import timeline_of

BAR = re.compile(r'<svg class="lane".*?<a href="([^"]*)" aria-label="[^:]*: (\d+) ', re.DOTALL)
LONS, LATS = st.floats(-180, 180), st.floats(-85, 85)


@given(LONS, LATS, st.floats(0.1, 300), LONS, LATS)
def test_a_place_comes_back_from_the_picture(
    lon: float, lat: float, span: float, at_lon: float, at_lat: float
) -> None:
    frame = Frame.of(lon, lat, span)
    back = frame.place(*frame.pixel(at_lon, at_lat))
    assert back == pytest.approx((at_lon, at_lat), abs=1e-6)
    assert Frame.read(frame.written) == frame


@given(st.lists(st.tuples(st.floats(-170, 170), st.floats(-60, 70)), min_size=1, max_size=9))
@example([(-110.0, 54.0), (-135.9, 59.7), (99.1, 61.6)])
def test_a_frame_holds_the_places_it_was_fitted_to(places: list[tuple[float, float]]) -> None:
    frame = Frame.around(places)
    if frame.span < 150:
        assert all(frame.holds(*place) for place in places)


@pytest.mark.parametrize("text", ["", "1,2", "a,b,c", "1,2,3,4", "200,0,10", "0,0,nan", "0,0,-1"])
def test_what_is_no_frame_is_none(text: str) -> None:
    assert Frame.read(text) is None


def test_the_outline_stays_on_the_picture() -> None:
    for frame in (Frame.around([]), Frame.of(30, 43, 12), Frame.of(179, 0, 20)):
        for stretch in outline(frame).split("z")[:-1]:
            numbers = [int(n) for n in re.findall(r"-?\d+", stretch)]
            assert all(-BEYOND <= x <= WIDTH + BEYOND for x in accumulate(numbers[::2]))
            assert all(-BEYOND <= y <= HEIGHT + BEYOND for y in accumulate(numbers[1::2]))
    assert outline(Frame.of(-30, 20, 5)) == ""  # the open ocean


def test_rivers_are_drawn_where_there_are_any() -> None:
    danube = courses(Frame.of(19, 45, 8))
    assert danube.startswith("M")
    assert courses(Frame.of(-30, 20, 5)) == ""  # the open ocean
    assert len(courses(Frame.of(0, 0, 360))) < 30_000  # a page has no more than 150 KB


def test_lanes_are_on_one_scale() -> None:
    made = timeline_of({"a": {"2025-01": 10}, "b": {"2025-03": 5}})
    assert made is not None
    assert made.times == ("2025-01", "2025-02", "2025-03")
    first, second = made.lanes
    assert first.bars[0].height == 2 * second.bars[0].height
    years = timeline_of({"a": {"1990-01": 1, "2020-12": 2}})
    assert years is not None
    assert not years.by_month
    assert len(years.times) == 31


def test_a_bar_leads_to_its_statements(client: TestClient) -> None:
    page = client.get("/timeline?q=ferry").text
    link = BAR.search(page)
    assert link is not None
    found = client.get(link[1].replace("&amp;", "&").replace("/?", "/search.json?")).json()
    assert found["total"] == int(link[2])


def test_a_bar_of_claims_leads_to_claims(client: TestClient) -> None:
    page = client.get("/timeline?of=claims").text
    link = BAR.search(page)
    assert link is not None
    address = link[1].replace("&amp;", "&").replace("/claims?", "/claims.json?")
    found = client.get(address).json()["claims"]
    assert len(found) >= int(link[2])


def test_places_are_counted_for_each_issuer_by_itself(client: TestClient) -> None:
    page = client.get("/map").text
    assert "fill-rule" in page
    rows = re.findall(r"<td dir=\"auto\">([^<]*)</td><td class=\"n\">(\d+)</td>", page)
    assert ("City of Port Nerida", "2") in rows
    assert "Constanța" in page
    assert "stroke-dasharray" not in page


def test_a_wrong_query_is_told(client: TestClient) -> None:
    for path in ("/map?q=%22ferry", "/timeline?q=%22ferry", "/timeline?sort=x"):
        assert client.get(path).status_code == 400
