"""What class, id and role names say."""

import pytest

from onrecord.extract.html.furniture import (
    Role,
    is_hidden,
    is_never_text,
    judge,
    judge_name,
    role_of,
)


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("sidebar", Role.STRONG),
        ("SideBar", Role.STRONG),
        ("relatedPosts__list", Role.STRONG),
        ("post-comments", Role.STRONG),
        ("share-2", Role.STRONG),
        ("comments-allowed", Role.NOTHING),
        ("shareholders-meeting", Role.NOTHING),
        ("has-sidebar", Role.NOTHING),
        ("category-newsletter", Role.NOTHING),
        ("tag-list", Role.STRONG),
        ("entry-content", Role.TEXT),
        ("footnotes", Role.NOTES),
        ("note-list", Role.NOTES),
        ("banner", Role.WEAK),
        ("md:hidden", Role.NOTHING),
        ("", Role.NOTHING),
    ],
)
def test_names(name: str, role: Role) -> None:
    assert judge_name(name) is role


def test_notes_outweigh_all_and_furniture_outweighs_text() -> None:
    assert judge("footnotes sidebar") is Role.NOTES
    assert judge("entry-content sidebar") is Role.STRONG


@pytest.mark.parametrize(
    ("tag", "attributes", "role"),
    [
        ("footer", {}, Role.STRONG),
        ("footer", {"class": "footnotes"}, Role.NOTES),
        ("aside", {"role": "doc-footnote"}, Role.NOTES),
        ("div", {"role": "navigation"}, Role.STRONG),
        ("div", {"class": "x", "hidden": None}, Role.WEAK),
        ("form", {"class": "x"}, Role.WEAK),
        ("article", {"class": "x"}, Role.TEXT),
        ("div", {"itemprop": "articleBody"}, Role.TEXT),
        ("div", {"class": "x", "id": "comments"}, Role.STRONG),
        ("div", {"class": None}, Role.NOTHING),
    ],
)
def test_elements(tag: str, attributes: dict[str, str | None], role: Role) -> None:
    assert role_of(tag, attributes) is role


def test_hidden_until_a_script_puts_it_in_place_is_not_hidden() -> None:
    assert is_hidden({"hidden": None})
    assert is_hidden({"style": "color:red; display : none"})
    assert not is_hidden({"hidden": None, "id": "S:4"})


def test_cookie_notices_are_never_text() -> None:
    assert is_never_text("cookieLawInfo x")
    assert not is_never_text("entry-content paywall")
