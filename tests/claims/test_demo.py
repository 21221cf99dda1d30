"""The demo's contradiction: both sides' claims, each with its issuer and its words."""

from collections.abc import Iterator

from onrecord.archive.comparing import compare, comparison_json
from onrecord.archive.opening import Archive
from onrecord.model.claim import EventType, Polarity, SpeechAct
from onrecord.model.claim_view import ClaimView
from onrecord.model.comparison import Compared, SilenceKind
from onrecord.store.counting import count_all


def spans(view: ClaimView) -> Iterator[tuple[str, int, int]]:
    """Yield every name that a claim gives, with where it says it stands."""
    claim = view.claim
    for party in (*claim.actors, *claim.targets):
        yield party.name, party.start, party.end
    for place in claim.places:
        yield place.name, place.start, place.end
    for source in claim.source_chain:
        yield source.name, source.start, source.end


def test_every_field_is_bound_to_its_words(demo: Archive) -> None:
    texts = {view.id: view.extraction.text for view in demo.statements.list()}
    count = 0
    for view in demo.claims.list():
        text = texts[view.statement]
        count += 1
        assert view.text == text[view.claim.start : view.claim.end]
        assert view.text.strip() == view.text != ""
        for name, start, end in spans(view):
            assert name == text[start:end]
            assert name
        for each in view.claim.quantities:
            assert any(c.isalnum() for c in text[each.start : each.end])
        if view.claim.time is not None:
            assert text[view.claim.time.start : view.claim.time.end].strip()
    assert count > 80


def test_ids_name_one_claim_each(demo: Archive) -> None:
    views = list(demo.claims.list())
    assert len({view.id for view in views}) == len(views)
    for view in views[::10]:
        assert demo.claims.get(view.id) == view


def by_issuer(demo: Archive, query: str) -> dict[str, list[ClaimView]]:
    found: dict[str, list[ClaimView]] = {}
    for view in demo.claims.list(query):
        for issuer, _ in view.issuers:
            found.setdefault(issuer, []).append(view)
    return found


def test_both_sides_say_who_closed_the_border_first(demo: Archive) -> None:
    found = by_issuer(demo, "border type:COERCE lang:en")
    velmaria, sorendia = found["mfa-velmaria"], found["mfa-sorendia"]
    theirs = next(v for v in sorendia if "stopped admitting" in v.text)
    assert [(p.name, p.code) for p in theirs.claim.actors] == [("Velmarian side", "XV")]
    assert [(p.name, p.role) for p in theirs.claim.places] == [("Arvel", "event")]
    assert theirs.claim.time is not None
    assert str(theirs.claim.time.first) == "2025-10-21"
    denial = next(v for v in velmaria if v.claim.speech_act is SpeechAct.DENIES)
    assert denial.claim.event_type is EventType.COERCE
    assert denial.claim.polarity is Polarity.NEGATIVE
    assert [p.code for p in denial.claim.actors] == ["XV"]


def test_each_side_has_its_own_figures(demo: Archive) -> None:
    dead = {
        (view.issuers[0][0], quantity.value_min)
        for view in demo.claims.list("Constanța lang:en")
        for quantity in view.claim.quantities
        if quantity.role == "killed"
    }
    assert {("mfa-velmaria", 7), ("mfa-sorendia", 5)} <= dead


def test_the_statement_of_a_claim_says_how_many_there_are(demo: Archive) -> None:
    with demo.database.reading() as connection:
        assert count_all(connection)["claims"] == len(list(demo.claims.list()))


def test_compare_shows_both_sides_of_the_border_in_columns(demo: Archive) -> None:
    (event,) = compare(demo, "ferry type:COERCE")
    assert (event.place, str(event.first), event.event_type) == (
        "Arvel",
        "2025-10-21",
        EventType.COERCE,
    )
    told = {column.issuer: column for column in event.columns}
    assert {id for id, column in told.items() if column.claims} == {"mfa-velmaria", "mfa-sorendia"}
    acts = [view.claim.speech_act for view in told["mfa-velmaria"].claims]
    assert acts == [SpeechAct.DENIES]
    silences = {column.silence.kind for column in event.columns if column.silence}
    assert {SilenceKind.NOT_CAPTURED, SilenceKind.NO_CLAIM, SilenceKind.LANGUAGE} <= silences


def collision_miles(found: list[Compared]) -> dict[str, str]:
    return next(dict(d.values) for event in found for d in event.differing if "mile" in d.field)


def test_compare_marks_what_differs_of_the_collision(demo: Archive) -> None:
    found = list(compare(demo, "ferry"))
    collision = found[0]
    assert (collision.place, str(collision.first)) == ("Constanța", "2025-10-18")
    assert len([column for column in collision.columns if column.claims]) >= 5
    differing = {d.field: dict(d.values) for event in found[::-1] for d in event.differing}
    killed = {words.casefold() for words in differing["killed"].values()}
    assert killed == {"at least six people", "seven people"}
    assert set(collision_miles(found).values()) == {"about 12 nautical miles", "9 nautical miles"}
    hours = differing["time"]
    assert any("05:05" in words for words in hours.values())
    assert any("04:40" in words for words in hours.values())
    line = comparison_json(collision)
    assert set(line) >= {"place", "time", "event_type", "columns"}


def test_a_joint_statement_is_one_voice(demo: Archive) -> None:
    for event in compare(demo, "*"):
        speakers = {view.issuers for column in event.columns for view in column.claims}
        assert len(speakers) > 1
