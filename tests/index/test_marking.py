"""Which words of a text are marked for a query."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import QueryError
from onrecord.index.marking import Marker
from onrecord.index.query import parse
from onrecord.index.wanted import wanted

LANGUAGES = frozenset({"en", "az", "tr", "ru", "hy", "ar", "fa", "ka", "fr"})


def marked(query: str, text: str, language: str | None = "en") -> list[str]:
    marker = Marker(wanted(parse(query), LANGUAGES), language)
    return [text[start:end] for start, end, _ in marker.marks(text)]


@pytest.mark.parametrize(
    ("query", "text", "language", "expected"),
    [
        ("talk", "Talks, (talking) and a talkative stalk.", "en", ["Talks", "talking"]),
        ("exact:talk", "Talks about a Talk", "en", ["Talk"]),
        ("ceasefire", "A cease-fire, no fire to cease.", "en", ["cease-fire"]),
        ("cease-fire", "The ceasefires hold.", "en", ["ceasefires"]),
        ("treasury", "The Treasury’s plan", "en", ["Treasury"]),
        ('"peace talks"', "Talks on peace; peace talks.", "en", ["peace talks"]),
        ('"peace talks"~1', "peace in talks, talks", "en", ["peace", "talks"]),
        ("port*", "Ports and airports: a port-side view", "en", ["Ports", "port"]),
        ("colision~", "The collision.", "en", ["collision"]),
        ("colision~1", "The collusion.", "en", []),
        ("ferry -port", "The ferry left port.", "en", ["ferry"]),
        ("title:ferry", "The ferry.", "en", []),
        ("text:ferry", "The ferry.", "en", ["ferry"]),
        ("issuer:ferry kind:port lang:en", "The ferry en port.", "en", []),
        ("ferry^3", "The ferry.", "en", ["ferry"]),
        ("istanbul", "İSTANBUL, Istanbul'da", "tr", ["İSTANBUL", "Istanbul"]),
        ("QARABAĞ", "Qarabağ, qarabag", "az", ["Qarabağ", "qarabag"]),
        ("перемирие", "О перемирии и мире", "ru", ["перемирии"]),
        ("երեւան", "Երևան, ԵՐԵՎԱՆ", "hy", ["Երևան", "ԵՐԵՎԱՆ"]),
        ("الاتفاق", "اتفاق جديد", "ar", ["اتفاق"]),
        ("کوهستان", "در كوهستان‌ها", "fa", ["كوهستان"]),
        ("ნავსადგურის", "ნავსადგურის გახსნა", "ka", ["ნავსადგურის"]),
        ("frontiere", "Les frontières de l'État", "fr", ["frontières"]),
        ("etat", "Les frontières de l'État", "fr", ["État"]),
        ("talks", "talk", None, []),
        ("ceasefire", "ceasefires", "ru", []),
        ("停火", "关于停火协议", "zh", ["停火"]),
        ("exact:ılıq", "Ilıq, iliq, ılıq su", "az", ["Ilıq", "ılıq"]),
        ("exact:ILIQ", "Ilıq, iliq", "az", ["Ilıq"]),
        ("exact:ILIQ", "Ilıq, Iliq", "en", ["Iliq"]),
        ('="ılıq su"', "iliq su; ılıq su", "az", ["ılıq su"]),
        ('="ılıq su"~1', "ılıq bir su, iliq su", "az", ["ılıq", "su"]),
        ("exact:停", "停火", "zh", ["停火"]),
    ],
)
def test_marks(query: str, text: str, language: str | None, expected: list[str]) -> None:
    assert marked(query, text, language) == expected


def test_what_was_learned_of_one_text_serves_the_next() -> None:
    marker = Marker(wanted(parse("talks"), LANGUAGES), "en")
    for text in ("no talks", "talks now", "none", "a talk and talks"):
        found = [text[start:end] for start, end, _ in marker.marks(text)]
        assert found == [word for word in text.split() if word.startswith("talk")]


words = st.sampled_from(
    ["talks", "Talk", "cease-fire", "İZMİR", "ı", "мир", "և", "停火", "x\u0301"]
)
texts = st.lists(words | st.text(max_size=4), max_size=30).map(" ".join)
queries = st.lists(
    words | words.map('"{0} {0}"'.format) | words.map("{0}*".format) | words.map("{0}~".format)
    | words.map('"{0} talks"~2'.format),
    min_size=1,
    max_size=4,
).map(" ".join)  # fmt: skip


@given(queries, texts, st.sampled_from(["en", "tr", "ru", None]))
def test_marks_are_in_the_text_in_order_and_apart(
    query: str, text: str, language: str | None
) -> None:
    try:
        asked = wanted(parse(query), LANGUAGES)
    except QueryError:
        return
    before = 0
    for start, end, part in Marker(asked, language).marks(text):
        assert before <= start < end <= len(text)
        assert not text[start].isspace()
        assert part > 0
        before = end
