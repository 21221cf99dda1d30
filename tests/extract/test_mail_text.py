"""Plain text of mail: soft line ends, armour and mailbox quoting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.mail_text import unflowed, without_armour, without_mailbox_quoting


@pytest.mark.parametrize(
    ("flowed", "text"),
    [
        ("one \ntwo\nthree", "one two\nthree"),
        (" From here \non", "From here on"),  # space-stuffed
        ("> a \n>> b \n>> c", "> a \n>> b c"),  # another depth ends the paragraph
        ("one \n-- \nPress", "one \n-- \nPress"),
        ("", ""),
    ],
)
def test_soft_line_ends_are_joined(flowed: str, text: str) -> None:
    assert unflowed(flowed) == text


def test_delsp_drops_the_blank() -> None:
    assert unflowed("外交 \n部", delsp=True) == "外交部"


@given(st.text(alphabet="> ab-\n", max_size=60))
def test_no_letter_is_lost(text: str) -> None:
    assert [c for c in unflowed(text) if c in "ab"] == [c for c in text if c in "ab"]


def test_text_without_armour_stays() -> None:
    for text in ("Plain.", "-----BEGIN PGP SIGNED MESSAGE-----\nnever ended"):
        assert without_armour(text) == text


def test_what_follows_the_signature_stays() -> None:
    signed = (
        "-----BEGIN PGP SIGNED MESSAGE-----\r\nHash: SHA1\r\n\r\nText.\r\n"
        "-----BEGIN PGP SIGNATURE-----\r\nabc\r\n-----END PGP SIGNATURE-----\r\n\r\nList footer"
    )
    assert without_armour(signed).split() == ["Text.", "List", "footer"]


def test_only_from_lines_are_unquoted() -> None:
    assert without_mailbox_quoting(">>From a\n>To b\n>From c") == ">From a\n>To b\nFrom c"
