"""Hosts, URLs and languages as terms."""

import pytest

from onrecord.index.terms import host_terms, language_terms, url_term


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.example.org/a?b=1#c", "http://example.org/a?b=1"),
        ("http://EXAMPLE.org", "https://example.org/"),
        ("example.org/a", "https://example.org/a"),
    ],
)
def test_urls_that_lead_to_one_page_are_one_term(one: str, other: str) -> None:
    assert url_term(one) == url_term(other)


def test_urls_of_other_pages_are_other_terms() -> None:
    assert url_term("https://example.org/A") != url_term("https://example.org/a")
    assert url_term("https://example.org/a?b=1") != url_term("https://example.org/a?b=2")


def test_a_host_is_found_by_the_domains_above_it() -> None:
    assert host_terms("press.MFA.example.") == ["press.mfa.example", "mfa.example", "example"]


def test_a_language_is_found_by_its_primary_subtag() -> None:
    assert language_terms("az_Cyrl") == ("az-cyrl", "az")
    assert language_terms("RU") == ("ru",)
