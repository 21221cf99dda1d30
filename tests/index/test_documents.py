"""Documents of the model as the engine takes them."""

import datetime as dt

from tests.index.conftest import Make

from onrecord.index import schema as at
from onrecord.index.documents import to_engine
from onrecord.index.kept_text import from_kept


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
    kept = to_engine(made, several=True).to_dict()
    assert kept[at.TEXT] == ["feribot izmir e vardi"]
    assert "tr:izmir" in kept[at.TEXT_STEMS][0].split()
    assert kept[at.ISSUER_FACET] == ["mfa", "emb"]
    assert kept[at.CITES] == ["news.example/a", "news.example", "example"]
    assert kept[at.HOST] == ["mfa.example", "example"]
    assert kept[at.SEVERAL] == [at.YES]
    assert kept[at.VALID_TO] == [at.STILL]
    assert kept[at.DAY] == [dt.date(2025, 10, 19).toordinal()]
    assert kept[at.SHOWN_ISSUERS] == [name.encode() for _, name in made.issuers]
    assert from_kept(bytes(kept[at.SHOWN_TEXT][0])) == made.text


def test_what_is_absent_is_left_out(document: Make) -> None:
    kept = to_engine(document("a", "x", None, published_on=None), several=False).to_dict()
    absent = {at.LANG, at.LANGUAGE, at.DAY, at.MONTH, at.PLACE, at.HOST, at.SEVERAL, at.SHOWN_URL}
    assert not absent & kept.keys()


def test_half_a_surrogate_pair_in_a_name_is_kept_for_showing(document: Make) -> None:
    odd = document("a", "x \ud800", key="folder:\udce9.txt", issuers=(("i\ud800", "n"),))
    kept = to_engine(odd, several=False).to_dict()
    assert bytes(kept[at.SHOWN_KEY][0]).decode("utf-8", "surrogatepass") == odd.key
    assert kept[at.ISSUER] == ["i?"]
