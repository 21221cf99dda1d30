"""Where phrases stand in a text."""

import pytest

from onrecord.index.phrases import apart, together


@pytest.mark.parametrize(
    ("text", "chunks", "words", "marked"),
    [
        ("The cease-fire talks ended.", {"cease-fire"}, ("fire", "talks"), ["fire talks"]),
        ("Talks on talks on peace", {"Talks", "talks"}, ("talks", "on", "peace"), None),
        ("no no no", {"no"}, ("no", "no"), ["no no", "no no"]),
        ("peace", {"peace"}, ("peace", "talks"), []),
        ("Sülh, danışıqları", {"Sülh"}, ("sulh", "danisiqlari"), ["Sülh, danışıqları"]),
    ],
)
def test_together(
    text: str, chunks: set[str], words: tuple[str, ...], marked: list[str] | None
) -> None:
    found = [text[start:end] for start, end in together(text, chunks, words)]
    assert found == (["talks on peace"] if marked is None else marked)


@pytest.mark.parametrize(
    ("text", "words", "slop", "marked"),
    [
        ("peace in talks", ("peace", "talks"), 1, ["peace", "talks"]),
        ("peace in our talks", ("peace", "talks"), 1, []),
        ("talks of peace", ("peace", "talks"), 3, ["talks", "peace"]),
        ("talks of peace", ("peace", "talks"), 2, []),
        ("peace", ("peace", "peace"), 5, []),
        ("peace", ("peace", "talks"), 5, []),
    ],
)
def test_apart_counts_as_the_engine_does(
    text: str, words: tuple[str, ...], slop: int, marked: list[str]
) -> None:
    assert [text[start:end] for start, end in apart(text, words, slop)] == marked
