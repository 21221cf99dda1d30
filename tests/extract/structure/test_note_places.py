"""Notes known by where a figure jumps to, or by standing last as bare addresses."""

from onrecord.extract.layout import Link
from onrecord.extract.structure.draft import Draft
from onrecord.extract.structure.note_places import address_list, jumped_to


def test_a_figure_that_jumps_to_a_later_block_begun_by_it_is_a_notes_marker() -> None:
    text = Draft("It sails. 1", links=(Link(10, 11, "#n1"),))
    note = Draft("1. Port log", anchors=("n1",))
    assert jumped_to([text, note]) == {1: ("1", 3)}


def test_a_way_back_and_a_table_of_contents_make_no_notes() -> None:
    back = Draft("1. Port log", links=(Link(0, 1, "#text"),))
    assert jumped_to([Draft("1. It sails.", anchors=("text",)), back]) == {}
    contents = Draft("Page 2", links=(Link(0, 6, "#two"),))
    assert jumped_to([contents, Draft("2. Background", anchors=("two",))]) == {}
    elsewhere = Draft("see 3", links=(Link(4, 5, "#x"),))
    assert jumped_to([elsewhere, Draft("The harbour", anchors=("x",))]) == {}


def test_a_last_list_of_addresses_holds_notes_where_its_markers_stand_above() -> None:
    addresses = [Draft("1. https://a.example/1"), Draft("2. https://b.example/2")]
    assert address_list([Draft("It sails.[1] It waits.[2]"), *addresses]) == range(1, 3)
    assert address_list([Draft("It sails.¹ It waits.²"), *addresses]) == range(1, 3)


def test_links_to_read_on_are_no_notes() -> None:
    addresses = [Draft("1. https://a.example/1"), Draft("2. https://b.example/2")]
    assert not address_list([Draft("It sails.[1] It waits."), *addresses])
    assert not address_list([Draft("It sails.[1]"), Draft("1. https://a.example/1")])
    assert not address_list([Draft("[1] [2]"), *addresses, Draft("Last words.")])
