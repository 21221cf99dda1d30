"""When ours is doubted, and what is taken instead."""

from onrecord.extract.html.fallback import is_doubtful, text_blocks

SENTENCE = "The Ministry of Foreign Affairs has received the note of the neighbouring embassy. "


def test_short_text_of_a_short_page_is_believed() -> None:
    assert not is_doubtful(length=90, readable=150)
    assert not is_doubtful(length=900, readable=100_000)


def test_nothing_of_much_is_doubted() -> None:
    assert is_doubtful(length=0, readable=1000)
    assert is_doubtful(length=100, readable=1000)


def test_paragraphs_come_as_blocks() -> None:
    page = (
        f"<html><body><article><p>{SENTENCE * 3}</p><p>{SENTENCE * 4}</p></article></body></html>"
    )
    assert [block.text for block in text_blocks(page, None)] == [
        (SENTENCE * 3).strip(),
        (SENTENCE * 4).strip(),
    ]


def test_a_page_of_nothing_gives_nothing() -> None:
    assert text_blocks("<html><body></body></html>", None) == []
