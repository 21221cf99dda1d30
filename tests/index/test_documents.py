"""Documents of the model as the engine takes them."""

import datetime as dt

from tests.index.conftest import Make

from onrecord.index import schema as at
from onrecord.index.documents import record, to_engine
from onrecord.index.kept import unpacked


def test_a_document_as_the_engine_takes_it(document: Make) -> None:
    made = document(
        "a",
        "Feribot İzmir'e vardı",
        "tr",
        title="Feribot",
        url="https://mfa.example/1",
        issuers=(("mfa", "Bakanlık"), ("mfa", "Bakanlık"), ("emb", "Elçilik")),
        cites=("https://news.example/a", "https://news.example/a#b"),
        host="mfa.example",
        version=3,
    )
    kept = to_engine(made, b"", several=True).to_dict()
    assert kept[at.TEXT] == ["feribot izmir e vardi"]
    assert "tr:izmir" in kept[at.TEXT_STEMS][0].split()
    assert kept[at.ISSUER_FACET] == ["mfa", "emb"]
    assert kept[at.CITES] == ["news.example/a", "news.example", "example"]
    assert kept[at.HOST] == ["mfa.example", "example"]
    assert kept[at.SEVERAL] == [at.YES]
    assert kept[at.VALID_TO] == [at.STILL]
    assert kept[at.DAY] == [dt.date(2025, 10, 19).toordinal()]
    assert bytes(kept[at.SHOWN_ID][0]) == b"a"


def test_what_a_hit_shows_is_one_record(document: Make) -> None:
    made = document("a", "Feribot", "tr", title="T", issuers=(("mfa", "B"), ("emb", "E")))
    kept = unpacked(record(made))
    assert kept.issuers == ("B", "E")
    assert kept.text == made.text
    assert kept.published_on == made.published_on
    assert (kept.number, kept.current) == (made.version, made.current)


def test_what_is_absent_is_left_out(document: Make) -> None:
    bare = document("a", "x", None, published_on=None, url=None)
    kept = to_engine(bare, b"", several=False).to_dict()
    absent = {at.LANG, at.LANGUAGE, at.DAY, at.MONTH, at.PLACE, at.HOST, at.SEVERAL}
    assert not absent & kept.keys()
    shown = unpacked(record(bare))
    assert (shown.language, shown.url, shown.published_on) == (None, None, None)


def test_half_a_surrogate_pair_in_a_name_is_kept_for_showing(document: Make) -> None:
    odd = document("a", "x \ud800", key="folder:\udce9.txt", issuers=(("i\ud800", "n"),))
    assert unpacked(record(odd)).key == odd.key
    kept = to_engine(odd, b"", several=False).to_dict()
    assert kept[at.ISSUER] == ["i?"]
