"""The title, and the whole of one that was offered cut short."""

from tests.extract.structure.fields import drafts, part

from onrecord.extract.structure.title import below, title

WHOLE = "Ministers meet in Nerit to speak of ferries"


def test_a_cut_title_is_the_line_it_was_cut_from() -> None:
    lines = drafts(["Ministers meet in Nerit…", WHOLE, "They met."])
    found, why = title(part(title="Ministers meet in Nerit…"), lines)
    assert found is lines[1]
    assert why.why == "supplied beside the text, cut short there"
    assert below(lines, found) == [lines[2]]


def test_a_title_with_dots_of_its_own_stays() -> None:
    lines = drafts(["They met in the port of Nerit."])
    found, _ = title(part(title="And the ferry sails on…"), lines)
    assert found.text == "And the ferry sails on…"
