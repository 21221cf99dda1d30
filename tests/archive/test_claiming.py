"""Claims in an archive: asked for by their own fields, made again, followed by the index."""

from pathlib import Path

import pytest
from sqlalchemy import delete, update
from tests.archive.filled import filled

from onrecord.archive.claim_making import count_lacking, make_claims_lacking, rebuild_claims
from onrecord.archive.claim_query import parse
from onrecord.errors import NotFoundError, QueryError
from onrecord.model.claim import EventType
from onrecord.store.schema import claims


def test_claims_are_asked_for_by_their_own_fields(tmp_path: Path) -> None:
    archive, _ = filled(tmp_path)
    every = list(archive.claims.list())
    asked = list(archive.claims.list("type:request"))
    assert 0 < len(asked) < len(every)
    assert {view.claim.event_type for view in asked} == {EventType.REQUEST}
    assert {view.statement for view in archive.claims.list("borealis")} < {
        view.statement for view in every
    }
    assert not list(archive.claims.list("type:ASSAULT"))
    archive.close()


def test_a_search_finds_the_statements_that_make_one_such_claim(tmp_path: Path) -> None:
    archive, counts = filled(tmp_path)
    every = list(archive.claims.list())
    requests = {view.statement for view in every if view.claim.event_type is EventType.REQUEST}
    assert {hit.id for hit in archive.search("type:request", limit=99)} == requests
    assert archive.search("-type:request").total == counts.new - len(requests)
    (view, *_) = (view for view in every if view.claim.actors)
    actor = view.claim.actors[0].name
    asked = f'actor:"{actor}" type:{(view.claim.event_type or EventType.CONSULT).lower()}'
    within = {
        one.statement
        for one in every
        if one.claim.event_type == (view.claim.event_type or EventType.CONSULT)
        and any(actor.casefold() in party.name.casefold() for party in one.claim.actors)
    }
    assert {hit.id for hit in archive.search(asked, limit=99)} == within
    archive.close()


def test_what_has_claims_can_be_searched_and_follows_a_rebuild(tmp_path: Path) -> None:
    archive, counts = filled(tmp_path)
    assert archive.search("has:claims").total == counts.new
    assert archive.search("-has:claims").total == 0
    with archive.database.writing() as connection:
        connection.execute(update(claims).values(total=0, written=b"[]", rules=0))
    assert archive.search("has:claims").total == 0
    assert count_lacking(archive) == counts.new
    made = rebuild_claims(archive)
    assert (made.versions, made.failures) == (counts.new, [])
    assert made.claims == len(list(archive.claims.list()))
    assert count_lacking(archive) == 0
    assert archive.search("ferry has:claims").total == counts.new
    archive.close()


def test_only_claims_that_are_lacking_are_made(tmp_path: Path) -> None:
    archive, counts = filled(tmp_path)
    before = list(archive.claims.list())
    assert make_claims_lacking(archive).versions == 0
    with archive.database.writing() as connection:
        connection.execute(delete(claims).where(claims.c.statement_n == 2))
    assert count_lacking(archive) == 1
    assert make_claims_lacking(archive).versions == 1
    assert list(archive.claims.list()) == before
    assert counts.new > 1
    archive.close()


def test_a_claim_is_found_by_its_id(tmp_path: Path) -> None:
    archive, _ = filled(tmp_path)
    first = next(archive.claims.list())
    assert archive.claims.get(first.id).text == first.text
    with pytest.raises(NotFoundError):
        archive.claims.get(first.id + "9999")
    archive.close()


def test_conditions_are_read_and_the_rest_is_a_search() -> None:
    wanted = parse('"type:x" ferry type:assault actor:"the army" since:2025-10-20 place:Tellin')
    assert wanted.rest == '"type:x" ferry'
    assert (wanted.types, wanted.actors, wanted.places) == (
        (EventType.ASSAULT,),
        ("the army",),
        ("Tellin",),
    )
    assert str(wanted.since) == "2025-10-20"
    assert parse(None).rest == ""


@pytest.mark.parametrize(
    ("query", "position"), [("type:WAR", 5), ("ferry since:october", 12), ("act:lies", 4)]
)
def test_a_wrong_condition_is_an_error_at_its_place(query: str, position: int) -> None:
    with pytest.raises(QueryError) as raised:
        parse(query)
    assert raised.value.position == position
